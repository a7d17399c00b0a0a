"""A vocabulary of names for the benchmark of matching: many, and as unevenly borne as real ones.

Words are put together from syllables as Javanese, Banjar, Bugis and Arabic names are, so that there are
thousands. The commonest is borne by about one in a thousand people (Nurhayati: 254,922 of some 280 million,
Dukcapil 2024 as reported by leetmedia.id). Nothing of what the matcher knows of spelling is used.
`data/match_words.csv` has the syllables, some real words, and words that stand in front, with their percent.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

COMMONEST_AFTER = 40.0  # how flat the head of the frequencies is
STEEPNESS = 0.95
SEEDS = {"L": 1, "P": 2}


@dataclass(frozen=True)
class Vocabulary:
    """The words of one sex, commonest first, with how often each is borne; and words that stand in front."""

    words: tuple[str, ...]
    shares: np.ndarray
    first: tuple[str, ...]
    first_shares: np.ndarray
    first_percent: int


@cache
def vocabulary(sex: str) -> Vocabulary:
    """The words of names of men (L) or women (P). The same on every call."""
    with files("naungan.bench").joinpath("data", "match_words.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["sex"] == sex]
    made = [start + end for start in _of(rows, "start") for end in _of(rows, "end")]
    np.random.default_rng(SEEDS[sex]).shuffle(made)
    words = tuple(dict.fromkeys([*_of(rows, "word"), *made]))
    weights = (np.arange(len(words)) + COMMONEST_AFTER) ** -STEEPNESS
    percents = [int(row["percent"]) for row in rows if row["kind"] == "front"]
    return Vocabulary(
        words,
        weights / weights.sum(),
        tuple(_of(rows, "front")),
        np.array(percents) / sum(percents),
        sum(percents),
    )


def _of(rows: list[dict[str, str]], kind: str) -> list[str]:
    return [row["word"] for row in rows if row["kind"] == kind]
