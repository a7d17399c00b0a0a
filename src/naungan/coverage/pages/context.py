"""What all coverage templates are given: the choices of the address, with their words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from naungan.coverage.asked import LEVEL_WORDS, Asked
from naungan.coverage.bases import BASES, DEFINITIONS
from naungan.coverage.report import Figures
from naungan.coverage.words import LEVELS, SEGMENTS, basis_short


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that the address may ask for: its code in the address, its words, whether it is asked."""

    code: str
    words: str
    chosen: bool
    on: date | None = None


def common(asked: Asked, figures: Figures, scale: Fraction) -> dict[str, Any]:
    """The asked, the day, the basis in words, the choices, and whether the people here are made up."""
    return {
        "asked": asked,
        "query": f"?{asked.query}" if asked.query else "",
        "day": figures.day,
        "basis": BASES[asked.basis],
        "basis_short": basis_short(asked.basis),
        "definition": DEFINITIONS[asked.definition],
        "segment": SEGMENTS[asked.segments or figures.basis.segments[0]],
        "choices": choices(asked, figures),
        "sample": scale.denominator if scale != 1 else None,
    }


def choices(asked: Asked, figures: Figures) -> dict[str, list[Choice]]:
    """What each part of the address may be."""
    levels = {word: LEVELS[code] for word, code in LEVEL_WORDS.items()}
    own = figures.basis.segments[0]
    return {
        "bulan": [Choice(f"{day:%Y-%m}", "", day == figures.day, day) for day in reversed(figures.days)],
        "dasar": [Choice(code, basis_short(code), code == asked.basis) for code in BASES],
        "definisi": [Choice(code, str(one.name), code == asked.definition) for code, one in DEFINITIONS.items()],
        "segmen": [Choice(code, str(words), code == (asked.segments or own)) for code, words in SEGMENTS.items()],
        "tingkat": [Choice(word, str(words), LEVEL_WORDS[word] == asked.by) for word, words in levels.items()],
    }
