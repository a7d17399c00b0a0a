"""What formulas, parameters and inputs are called on a screen, in Indonesian and in English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from naungan.law.derived import DERIVED
from naungan.law.errors import LawError, ParameterError, QuestionError
from naungan.law.inputs import INPUTS
from naungan.law.statute import load
from naungan.yaml_text import from_yaml

LANGUAGES = ("id", "en")
KINDS = ("rupiah", "ppm", "flag", "months")
_FORMULA_KEYS = {"id", "en", "how_id", "how_en"}


@dataclass(frozen=True, slots=True)
class Label:
    """A formula in words: its name, what it does, and the unit of its result."""

    name: str
    how: str
    kind: str


def formula_label(name: str, language: str = "id") -> Label:
    """How a formula is called in a language.  Raises ParameterError for one that has no label."""
    entry = _labels()["formulas"].get(name)
    if entry is None:
        raise ParameterError(f"labels.yaml: formula {name} has no label; add its words")
    return Label(entry[language], entry[f"how_{language}"], entry.get("kind", "rupiah"))


def parameter_label(path: str, language: str = "id") -> str:
    """What a parameter means; its Indonesian words where no English ones are known.

    Rates are shown in percent, so that they count in millionths is left out.
    """
    meaning = re.sub(r" \(bagian per juta\)|bagian per juta (?=dari)", "", load().parameters[path].meaning)
    return meaning if language == "id" else str(_labels()["parameters"].get(path, meaning))


def argument_label(name: str, language: str = "id") -> str:
    """What an argument of a formula is called: an input, another formula, a parameter or derived from some."""
    labels = _labels()
    if name in labels["formulas"]:
        return formula_label(name, language).name
    if name in INPUTS:
        return INPUTS[name].meaning if language == "id" else str(labels["inputs"][name])
    if name in DERIVED:
        return DERIVED[name].meaning if language == "id" else str(labels["constants"][name])
    return parameter_label(load().paths[name], language)


def refusal_words(error: LawError, language: str = "id") -> str:
    """Why the law refused, without the name of the input; the Indonesian words where no English ones are known."""
    said = _in_language(error.words, language)
    if error.parts:
        told = {
            name: refusal_words(one, language) if isinstance(one, LawError) else one
            for name, one in error.parts.items()
        }
        said = said.format_map(told)
    if isinstance(error, QuestionError) and error.lead:
        return _in_language(error.lead, language).format(found=error.found, advice=said)
    return said


def _in_language(words: str, language: str) -> str:
    return words if language == "id" else str(_labels()["refusals"].get(words, words))


def basis_words(basis: str, language: str = "id") -> str:
    """A legal basis as people cite it: `pasal 16` in Indonesian, `Annex` for `Lampiran` in English."""
    for written, said in _labels()["basis"][language].items():
        basis = basis.replace(written, said)
    return basis


@cache
def _labels() -> Mapping[str, Any]:
    """The label file, checked: every label complete in both languages.  Raises ParameterError."""
    content = (resources.files("naungan.law") / "labels.yaml").read_bytes()
    document: dict[str, Any] = from_yaml(content)
    for name, entry in document["formulas"].items():
        missing = _FORMULA_KEYS - set(entry)
        if missing or entry.get("kind", "rupiah") not in KINDS:
            raise ParameterError(f"labels.yaml: formula {name} needs {', '.join(sorted(_FORMULA_KEYS))} and a kind")
    return document
