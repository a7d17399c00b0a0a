"""What a wage file brings, for any rows: nothing added, nothing lost, whatever their order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.intake.conftest import DECEMBER, TODAY, Mill
from tests.intake.files import WAGES, as_csv, xlsx
from tests.intake.test_wages import wages_in_force

from naungan.intake.catalogue import CATALOGUE, Level
from naungan.intake.models import Finding, Upload, WageLine
from naungan.intake.outcome import ImportOutcome
from naungan.intake.wages import import_wages

ROWS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.one_of(st.integers(1_000, 20_000_000), st.sampled_from([0, 999, "Rp 5", "", 5_000_000])),
        st.sampled_from([0, 0, "", 250_000, "x"]),
    ),
    min_size=1,
    max_size=8,
)
ANY_ROWS = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
Drawn = list[tuple[int, object, object]]


def written(mill: Mill, drawn: Drawn) -> list[list[object]]:
    """Rows about the three workers; the fourth is a stranger."""
    return [
        mill.row(who, wage=wage, back_pay=back_pay) if who < 3 else ["22000009999", "", "", "Entah", wage, back_pay]
        for who, wage, back_pay in drawn
    ]


def imported(file: Path, mill: Mill) -> tuple[ImportOutcome, dict[int, tuple[int, int]], set[tuple[int, str]]]:
    """What an import brings, and then everything as it was."""
    before = transaction.savepoint()
    outcome = import_wages(file, employer=mill.payer.code, month=DECEMBER, today=TODAY)
    codes = set(Finding.objects.filter(upload_id=outcome.upload_id).values_list("row", "code"))
    brought = outcome, wages_in_force(), codes
    transaction.savepoint_rollback(before)
    return brought


@ANY_ROWS
@given(ROWS)
def test_every_stored_wage_is_one_that_was_written_and_every_row_is_accounted_for(mill: Mill, drawn: Drawn) -> None:
    outcome, wages, codes = imported(xlsx(mill.folder / "upah.xlsx", WAGES, written(mill, drawn)), mill)
    refused = {row for row, code in codes if CATALOGUE[code].level is Level.HARD}
    accepted = [
        (mill.workers[who].pk, wage, back_pay or 0)
        for row, (who, wage, back_pay) in enumerate(drawn, start=2)
        if row not in refused
    ]
    assert {who: (wage, back_pay) for who, wage, back_pay in accepted} == wages
    assert len(accepted) == len(wages) == outcome.stored
    assert outcome.good + outcome.soft + outcome.hard == outcome.rows == len(drawn)


@ANY_ROWS
@given(ROWS)
def test_a_workbook_and_a_csv_of_the_same_rows_bring_the_same(mill: Mill, drawn: Drawn) -> None:
    rows = written(mill, drawn)
    of_workbook = imported(xlsx(mill.folder / "upah.xlsx", WAGES, rows), mill)
    of_csv = imported(as_csv(mill.folder / "upah.csv", WAGES, rows), mill)
    assert of_workbook[1:] == of_csv[1:]


@ANY_ROWS
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(mill: Mill, drawn: Drawn, chance: object) -> None:
    shuffled = list(drawn)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    first = imported(xlsx(mill.folder / "upah.xlsx", WAGES, written(mill, drawn)), mill)
    second = imported(xlsx(mill.folder / "upah.xlsx", WAGES, written(mill, shuffled)), mill)
    assert first[1] == second[1]
    assert (first[0].rows, first[0].stored, first[0].hard) == (second[0].rows, second[0].stored, second[0].hard)


@ANY_ROWS
@given(ROWS)
def test_twice_is_once(mill: Mill, drawn: Drawn) -> None:
    before = transaction.savepoint()
    file = xlsx(mill.folder / "upah.xlsx", WAGES, written(mill, drawn))
    import_wages(file, employer=mill.payer.code, month=DECEMBER, today=TODAY)
    counts = (Upload.objects.count(), Finding.objects.count(), WageLine.objects.count())
    again = import_wages(file, employer=mill.payer.code, month=DECEMBER, today=TODAY)
    assert (again.already_seen, again.stored) == (True, 0)
    assert (Upload.objects.count(), Finding.objects.count(), WageLine.objects.count()) == counts
    transaction.savepoint_rollback(before)


@ANY_ROWS
@given(ROWS)
def test_the_rows_again_in_another_file_change_nothing(mill: Mill, drawn: Drawn) -> None:
    before = transaction.savepoint()
    rows = written(mill, drawn)
    first = mill.upload(rows, name="satu.xlsx")
    lines = WageLine.objects.count()
    second = mill.upload([*rows, ["22000008888", "", "", "Entah", 5_000_000, 0]], name="dua.xlsx")
    assert (WageLine.objects.count(), second.stored, second.unchanged) == (lines, 0, first.stored)
    transaction.savepoint_rollback(before)


def test_the_month_before_is_never_touched(mill: Mill) -> None:
    mill.upload(mill.rows(), month=date(2022, 11, 1))
    before = wages_in_force(date(2022, 11, 1))
    mill.upload([mill.row(0, wage=6_000_000)])
    assert wages_in_force(date(2022, 11, 1)) == before
