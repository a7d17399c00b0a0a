"""What questions about benefits and the parts of their answers are called on a screen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from naungan.law.errors import ParameterError
from naungan.wording import rupiah, whole
from naungan.yaml_text import from_yaml

_OF_A_YEAR = re.compile(r"(.+)_(\d{4})")


@dataclass(frozen=True, slots=True)
class AskedBenefit:
    """A question about benefits: its name in words, its one programme (empty: to be said), usual inputs."""

    calc: str
    name: str
    programme: str
    inputs: tuple[str, ...]


def asked(language: str = "id") -> list[AskedBenefit]:
    """Every question about benefits, by name."""
    rows = sorted(_file()["questions"].items())
    return [AskedBenefit(calc, one[language], one["programme"], tuple(one["inputs"])) for calc, one in rows]


def answer_label(name: str, language: str = "id") -> str:
    """What a part of an answer is called.  Raises ParameterError for one without words."""
    of_a_year = _OF_A_YEAR.fullmatch(name)
    if of_a_year:
        return f"{answer_label(of_a_year[1], language)} {of_a_year[2]}"
    return str(_entry(name)[language])


def answer_words(name: str, value: object, language: str = "id") -> str:
    """A part of an answer as people read it: rupiah, percent, months, yes or no, or words."""
    if isinstance(value, bool):
        return ("tidak", "ya")[value] if language == "id" else ("no", "yes")[value]
    if isinstance(value, list):
        return " · ".join(answer_words(name, one, language) for one in value)
    if isinstance(value, dict):
        return " · ".join(f"{_word(key, language)}: {_word(str(one), language)}" for key, one in value.items())
    kind = "rupiah" if _OF_A_YEAR.fullmatch(name) else _entry(name).get("kind", "rupiah")
    if kind == "percent":
        return f"{value} %".replace(".", ",")
    if not isinstance(value, int):
        return _word(str(value), language)
    if kind == "months":
        return f"{whole(value)} {'bulan' if language == 'id' else 'months'}"
    return rupiah(value) if kind == "rupiah" else whole(value)


def _word(value: str, language: str) -> str:
    entry = _file()["words"].get(value)
    return str(entry[language]) if entry else value


def _entry(name: str) -> Mapping[str, Any]:
    entry: Mapping[str, Any] | None = _file()["answers"].get(name)
    if entry is None:
        raise ParameterError(f"answer_labels.yaml: {name} has no words; add them")
    return entry


@cache
def _file() -> Mapping[str, Any]:
    document: dict[str, Any] = from_yaml((resources.files("naungan.law") / "answer_labels.yaml").read_bytes())
    return document
