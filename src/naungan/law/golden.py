"""The golden cases kept beside the law: questions with the answers worked out by hand."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any

from naungan.law.answers import parse_line
from naungan.law.errors import QuestionError
from naungan.law.questions import answer
from naungan.law.statute import Statute


@dataclass(frozen=True, slots=True)
class Case:
    """One question with its expected values, or with the field that a refusal must name."""

    file: str
    id: str
    question: dict[str, Any]
    expected: dict[str, Any]
    refused: str
    why: str


def cases() -> Iterator[Case]:
    """Every golden case, file by file."""
    folder = resources.files("naungan.law") / "cases"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".jsonl"):
            for line in file.read_text("utf-8").splitlines():
                # exact decimals for the question; expected values as plain JSON
                question, plain = parse_line(line), json.loads(line)
                expected, refused = plain.get("expected", {}), plain.get("refused", "")
                yield Case(file.name, plain["id"], question, expected, refused, plain["why"])


def disagreement(case: Case, statute: Statute | None = None) -> str:
    """What is wrong with the law's answer to a case; empty if it is as expected, types included."""
    try:
        found = answer(case.question, statute)
    except QuestionError as error:
        if error.field == case.refused:
            return ""
        return f"refused for {error.field!r}, expected {case.refused or case.expected!r}: {error}"
    if case.refused:
        return f"answered {found}, expected a refusal naming {case.refused}"
    wrong = [
        f"{key}: {found.get(key)!r} instead of {value!r}"
        for key, value in case.expected.items()
        if type(found.get(key)) is not type(value) or found[key] != value
    ]
    return "; ".join(wrong)
