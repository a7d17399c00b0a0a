"""The page of the month close says what the code says: its steps, its tables, its messages."""

from __future__ import annotations

import re

from django.apps import apps
from tests.project.source import ROOT, modules

from naungan.operations.steps import STEPS

PAGE = (ROOT / "docs" / "month-close.md").read_text("utf-8")
DRAWING = (ROOT / "docs" / "month-close.svg").read_text("utf-8")
# Nouns that the close reads, or that stand before it.
NOT_OF_THE_CLOSE = {"ledger_account", "operations_jobfailure"}


def section(title: str) -> str:
    """The text under one heading of the page."""
    return PAGE.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def rows(title: str) -> list[list[str]]:
    """The cells of the table under one heading."""
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_every_step_is_on_the_page_and_in_the_drawing() -> None:
    verbs = {step.name.replace(" pembayar", "").replace(" laporan", "") for step in STEPS}
    listed = {cells[1] for line in PAGE.splitlines() if re.match(r"\| \d", line) for cells in [_cells(line)]}
    drawn = {verb for verb in verbs if f'font-weight="bold">{verb}<' in DRAWING}
    assert (listed, drawn) == (verbs, verbs)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_every_table_of_the_close_is_on_the_page() -> None:
    named = {table for cells in rows("What each table holds") for table in re.findall(r"`(\w+)`", cells[0])}
    rooms = ("contributions", "ledger", "operations")
    tables = {model._meta.db_table for room in rooms for model in apps.get_app_config(room).get_models()}
    assert named == (tables - NOT_OF_THE_CLOSE) | {"coverage_figure"}


def test_the_tables_that_never_change_are_guarded_by_the_database() -> None:
    models = {model._meta.db_table: model for model in apps.get_models()}
    never = [
        table
        for cells in rows("What each table holds")
        if cells[2].startswith("never")
        for table in re.findall(r"`(\w+)`", cells[0])
    ]
    unguarded = [
        table
        for table in never
        if not any(trigger.name.endswith("_append_only") for trigger in getattr(models[table]._meta, "triggers", ()))
    ]
    assert unguarded == []


def test_the_messages_on_the_page_are_said_by_the_code() -> None:
    code = "".join(module.text for module in modules())
    quoted = [part for cells in rows("Faults") for part in cells[0].strip('"').split(" ... ")]
    assert [part for part in quoted if part not in code] == []
