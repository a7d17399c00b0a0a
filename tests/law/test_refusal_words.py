"""Why the law refuses a question, in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from naungan import law
from naungan.law.errors import NotInForce, QuestionError
from naungan.law.labels import refusal_words
from naungan.law.questions import work_out

ROOM = Path(law.__file__).parent
ENGLISH: dict[str, str] = yaml.safe_load((ROOM / "labels.yaml").read_text())["refusals"]
HOLE = re.compile(r"\{\w*\}")
REFUSE = frozenset(("refuse", "need", "QuestionError", "NotInForce"))
# Words that belong to the forms of a refusal and stand in errors.py.
FORMS = {"tidak diisi; {advice}", "terbaca {found}; {advice}"}


def calls() -> Iterator[ast.Call]:
    """Where the questions, and what they ask, refuse."""
    for path in sorted([*(ROOM / "questions").glob("*.py"), *(ROOM / "benefits").glob("*.py"), *ROOM.glob("*.py")]):
        if path.name == "commands.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in REFUSE:
                yield node


def refusals() -> Iterator[str]:
    """Every sentence that is refused with."""
    said = (one.value for node in calls() for one in node.args if isinstance(one, ast.Constant))
    yield from (one for one in said if isinstance(one, str) and " " in one)


@pytest.mark.parametrize("words", sorted(set(refusals()) | FORMS))
def test_every_refusal_has_its_english(words: str) -> None:
    assert sorted(HOLE.findall(ENGLISH[words])) == sorted(HOLE.findall(words))


def test_no_refusal_is_written_around_its_parts() -> None:
    """An f-string could not be found among the English words."""
    wrong = [ast.unparse(node) for node in calls() if any(isinstance(one, ast.JoinedStr) for one in node.args)]
    assert wrong == []


def refused(date: str, segment: str = "PU", **inputs: Any) -> QuestionError:
    with pytest.raises(QuestionError) as error:
        work_out({"segment": segment, "programme": "ALL", "date": date, "inputs": {"calc": "contribution", **inputs}})
    return error.value


@pytest.mark.parametrize(
    ("date", "inputs", "said", "english"),
    [
        ("2022-12", {}, "wage: tidak diisi; isi upah sebulan dalam rupiah",
         "not filled in; give the monthly wage in rupiah"),
        ("2022-12", {"wage": -1}, "wage: terbaca -1; tidak boleh negatif", "reads -1; it cannot be negative"),
        ("2022-12", {"wage": 5_000_000, "birth": "2023-01-01"},
         'birth: terbaca "2023-01-01"; lahir setelah 2022-12-31', 'reads "2023-01-01"; born after 2022-12-31'),
        ("2022-12", {"upah": 1}, "upah: masukan ini tidak dikenal; periksa ejaannya atau hapus",
         "this input is unknown; check its spelling or take it out"),
    ],
)  # fmt: skip
def test_a_refusal_says_the_same_in_english(date: str, inputs: dict[str, Any], said: str, english: str) -> None:
    error = refused(date, **inputs)
    assert str(error) == said
    assert f"{error.field}: {refusal_words(error)}" == said
    assert refusal_words(error, "en") == english


def test_a_refusal_within_another_is_in_the_same_language() -> None:
    error = refused("2016-12", "PMI", contract_months=24)
    assert isinstance(error.__cause__, NotInForce)
    assert refusal_words(error, "en") == (
        "reads 2016-12-31; contributions of PMI: pmi.packages is not in force on 2016-12-31; "
        "its first value begins on 2018-12-10"
    )
