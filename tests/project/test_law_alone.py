"""`pip install naungan` alone gives the law and its commands: no Django, no database, no engine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.project.alone import OF_THE_EXTRAS, naungan_alone, run_alone

PERSON = ("--month", "2022-12", "--wage", "4000000", "--class", "II")


def test_the_guard_keeps_the_extras_out() -> None:
    done = run_alone("import django")
    assert (done.returncode, "No module named 'django'" in done.stderr) == (1, True)


def test_the_law_imports_nothing_of_the_extras() -> None:
    code = f"import naungan.law; naungan.law.load(); print(sorted(set({OF_THE_EXTRAS!r}) & set(sys.modules)))"
    done = run_alone(code)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_a_contribution_is_calculated_and_explained() -> None:
    done = naungan_alone("calculate", "contribution", *PERSON, "--explain", "--json")
    told = json.loads(done.stdout)
    assert (told["answer"]["jkk_employer"], told["answer"]["jht_employer"]) == (21_600, 148_000)
    assert told["explanation"] != []


def test_questions_are_answered(tmp_path: Path) -> None:
    question = {
        "id": "one", "programme": "JHT", "segment": "PU", "date": "2024-02",
        "inputs": {"calc": "contribution", "wage": 8_000_000},
    }  # fmt: skip
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps(question) + "\n", "utf-8")
    answered = json.loads(naungan_alone("law", "answer", str(file)).stdout)
    assert (answered["id"], answered["answer"]["jht_total"]) == ("one", 456_000)


@pytest.mark.parametrize("command", [("show", "jp.wage_cap"), ("diff", "2025-02-06", "2025-02-07")])
def test_the_law_shows_itself(command: tuple[str, ...]) -> None:
    done = naungan_alone("law", *command)
    assert (done.returncode, done.stderr, done.stdout != "") == (0, "", True)


@pytest.mark.parametrize("command", ["close-month", "import", "sandbox"])
def test_a_command_that_needs_the_database_says_what_to_install(command: str) -> None:
    done = naungan_alone(command)
    assert (done.returncode, "pip install 'naungan[server]'" in done.stderr) == (2, True)


def test_help_lists_every_command_without_opening_one() -> None:
    done = naungan_alone("--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert [name for name in ("law", "calculate", "close-month", "coverage") if name not in done.stdout] == []
