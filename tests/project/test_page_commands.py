"""Every command on the pages is one that exists, with options that it has; those of the law are run."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from tests.project.pages import Command, commands
from tests.project.source import ROOT

from naungan.cli import DOORS, _command, main

pytestmark = pytest.mark.slow

# What the command line says no with before any verb is called; its own class is Typer's secret.
USAGE_ERROR = typer.BadParameter.__base__

NAUNGAN = [command for command in commands() if command.is_naungan]
OF_THE_LAW = [command for command in NAUNGAN if command.words[1] in ("law", "calculate")]
OTHERS = [command for command in commands() if not command.is_naungan]


def test_the_pages_show_every_command() -> None:
    assert {command.words[1] for command in NAUNGAN} == set(DOORS)


@pytest.mark.django_db
@pytest.mark.parametrize("command", NAUNGAN, ids=str)
def test_a_command_on_a_page_is_understood(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for word in command.words:
        if Path(word).suffix in (".csv", ".xlsx", ".parquet", ".jsonl"):
            Path(word).touch()
    assert next(understood(command.words[1:])) == command.words[1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words", [("coverage", "--by-province"), ("law", "shew"), ("close-month",), ("bill", "--npp", "KT001234")]
)
def test_a_command_that_is_none_would_be_seen(words: tuple[str, ...]) -> None:
    with pytest.raises(USAGE_ERROR):
        list(understood(words))


@pytest.mark.parametrize("command", OF_THE_LAW, ids=str)
def test_a_command_of_the_law_runs(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("gaji.csv").write_text("wage,jkk_class,born\n5000000,2,1980-05-17\n", "utf-8")
    with pytest.raises(SystemExit) as end:
        main(list(command.words[1:]))
    told = capsys.readouterr()
    assert (end.value.code or 0, told.out + told.err != "") == (0, True)


def test_the_other_commands_are_targets_and_scripts_that_exist() -> None:
    for command in OTHERS:
        if command.words[0] == "make":
            done = subprocess.run(
                ["make", "--dry-run", *command.words[1:]], cwd=ROOT, capture_output=True, text=True, check=False
            )
            assert (command.words, done.returncode) == (command.words, 0)
        else:
            assert (command.words[0], (ROOT / command.words[1]).is_file()) == ("python", True)


def understood(words: tuple[str, ...]) -> Iterator[str]:
    """Parse a command as the command line does, without running it: the names of command and subcommands."""
    found: Any = typer.main.get_command(_command(list(words)))
    context, rest = found.make_context("naungan", list(words)), list(words)
    while hasattr(found, "resolve_command") and rest:
        name, found, rest = found.resolve_command(context, rest)
        context = found.make_context(name, rest, parent=context)
        rest = [*getattr(context, "_protected_args", []), *context.args]
        yield str(name)
