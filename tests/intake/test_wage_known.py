"""Rows that agree with the roster are settled at once: never one that a rule would have spoken about."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import a_participation, a_person
from tests.intake.conftest import DECEMBER, TODAY, Mill
from tests.intake.files import WAGES, as_csv
from tests.intake.test_wage_rows import AMOUNTS, CODES, GOOD, KPJS, NAMES, NIKS
from tests.intake.test_wages import found, wages_in_force

from naungan.intake import wage_known
from naungan.intake.models import WageReport
from naungan.intake.read import Batch
from naungan.intake.wage_known import Known, agreeing, taken_back
from naungan.intake.wage_rows import judge_wage_row
from naungan.intake.wages import import_wages
from naungan.registry.models import Card, Person

RAW_AMOUNTS = st.one_of(
    AMOUNTS, st.integers(-10, 10**13).map(float), st.just(4_900_000.5), st.booleans(), st.just(0.0)
)
RAW_ROWS = st.tuples(
    st.one_of(KPJS, st.just(GOOD[0])),
    st.one_of(NIKS, st.just(GOOD[1]), st.just(float(GOOD[1]))),
    CODES,
    st.one_of(NAMES, st.just(GOOD[3])),
    st.one_of(RAW_AMOUNTS, st.sampled_from(["5000000", 5_000_000.0])),
    st.one_of(RAW_AMOUNTS, st.sampled_from(["", "0", 0.0])),
)


def known(numbers: list[str] | None = None, workers: int = 1) -> Known:
    """Workers whose cards count up from that of the good row and who are the same in everything else."""
    keys = ["\t".join((str(int(GOOD[0]) + place), GOOD[1], GOOD[3])) for place in range(workers)]
    columns = (np.array([value] * workers) for value in (7, 3_500_000, 6_500_000))
    return Known(
        dict(zip(keys, range(workers), strict=True)),
        *columns,
        None if numbers is None else [numbers] * workers,
        np.zeros(workers, np.int32),
        np.zeros(workers, np.int64),
    )


def noted(workers: Known) -> list[tuple[int, int]]:
    """The rows that agree, and their wages."""
    return [(row, wage) for row, wage in zip(workers.rows, workers.wages, strict=True) if row]


@given(RAW_ROWS)
def test_a_row_that_agrees_is_one_in_which_no_rule_finds_anything(row: tuple[object, ...]) -> None:
    workers = known()
    rest = agreeing(workers, Batch([2], [row]))
    assert len(noted(workers)) + len(rest.rows) == 1
    if not rest.rows:
        [cells] = Batch([2], [row]).cells()
        line, findings = judge_wage_row(2, cells, date(2022, 12, 31))
        wage, back_pay = line.split("\t")[5:]
        assert (noted(workers), back_pay or "0", findings) == ([(2, int(wage))], "0", [])


@pytest.mark.parametrize(
    ("place", "cell"),
    [
        (0, "22000000002"), (0, 22000000001.0), (1, "6471010107900002"), (1, 6471010107900001.0), (3, "Siti"),
        (3, ""), (4, "3499999"), (4, "6500001"), (4, 5_000_000.5), (4, "Rp 5"), (4, ""), (4, True),
        (4, float("nan")), (4, float("inf")), (4, "0" * 30 + "5000000"), (4, "5" * 5_000), (4, "٥٠٠٠٠٠٠"),
        (4, date(2022, 12, 1)), (5, "250000"), (5, "x"), (5, False), (5, 1.0), (5, date(2022, 12, 1)),
    ],
)  # fmt: skip
def test_a_row_that_differs_in_one_cell_comes_back(place: int, cell: object) -> None:
    row = [*GOOD[:place], cell, *GOOD[place + 1 :]]
    workers = known()
    assert agreeing(workers, Batch([2], [row])) == Batch([2], [row])
    assert noted(workers) == []
    assert agreeing(workers, Batch([3], [GOOD])) == Batch([], [])
    assert noted(workers) == [(3, 5_000_000)]


@pytest.mark.parametrize(("numbers", "agrees"), [(None, True), (["P-1"], True), ([], False), (["P-2"], False)])
def test_a_staff_number_agrees_where_it_is_the_workers_own(numbers: list[str] | None, agrees: bool) -> None:
    workers = known(numbers)
    rest = agreeing(workers, Batch([2], [GOOD]))
    assert (len(noted(workers)) == 1, rest.rows == []) == (agrees, agrees)


def test_rows_that_come_back_keep_their_numbers_and_order() -> None:
    workers = known(workers=4)
    rows = [[str(int(GOOD[0]) + place), *GOOD[1:4], wage, ""] for place, wage in enumerate((4e6, "x", 5e6, 9e6))]
    assert agreeing(workers, Batch([2, 3, 5, 6], rows)) == Batch([3, 6], [rows[1], rows[3]])
    assert noted(workers) == [(2, 4_000_000), (5, 5_000_000)]


@pytest.mark.parametrize("batches", [[[2, 3]], [[2], [3]]])
def test_a_worker_agrees_once(batches: list[list[int]]) -> None:
    workers = known()
    back = [agreeing(workers, Batch(numbers, [GOOD] * len(numbers))) for numbers in batches]
    assert sorted([row for row, _ in noted(workers)] + [row for rest in back for row in rest.numbers]) == [2, 3]
    assert len(noted(workers)) == 1


def test_a_row_that_was_noted_can_be_taken_back() -> None:
    workers = known()
    agreeing(workers, Batch([2], [GOOD]))
    assert taken_back(workers, [6, 8]) == []
    assert taken_back(workers, [7]) == [(2, 5_000_000, 7)]
    assert noted(workers) == []


@pytest.mark.parametrize("at_once", [True, False])
def test_both_ways_find_and_store_the_same(mill: Mill, monkeypatch: pytest.MonkeyPatch, at_once: bool) -> None:
    if not at_once:
        monkeypatch.setattr(wage_known, "KNOWN_AT_MOST", 0)
    outcome = mill.upload([mill.row(0), mill.row(1, name="Agus"), mill.row(2, wage="x"), mill.row(0, kpj="9" * 11)])
    assert found(outcome) == [(3, "M03"), (4, "W01"), (5, "N05")]
    assert (outcome.stored, outcome.hard, outcome.soft) == (2, 2, 1)
    assert wages_in_force().keys() == {mill.workers[0].pk, mill.workers[1].pk}


def test_of_two_wages_none_is_chosen_although_one_had_agreed(mill: Mill) -> None:
    outcome = mill.upload([mill.row(0), mill.row(1), mill.row(0, wage=5_500_000)])
    assert found(outcome) == [(2, "N05"), (4, "N05")]
    assert wages_in_force() == {mill.workers[1].pk: (5_000_000, 0)}
    assert WageReport.objects.count() == 1


def test_a_row_with_somebody_elses_nik_takes_nothing_from_the_row_that_agreed(mill: Mill) -> None:
    outcome = mill.upload([mill.row(0), mill.row(1), mill.row(0, nik=mill.people[1].nik, wage=5_500_000)])
    assert found(outcome) == [(4, "M02")]
    assert wages_in_force() == {mill.workers[0].pk: (5_000_000, 0), mill.workers[1].pk: (5_000_000, 0)}


def test_a_name_with_a_tab_does_not_let_cells_run_into_each_other(mill: Mill) -> None:
    Person.objects.filter(pk=mill.people[0].pk).update(name="Siti\tAminah")
    key = f"22000000001\t{mill.people[0].nik}"
    outcome = mill.upload([mill.row(0, kpj=key, nik="Siti", name="Aminah")])
    assert found(outcome) == [(2, "K01"), (2, "N01")]
    assert outcome.stored == 0


def test_a_person_with_two_cards_in_two_rows_is_one_person(mill: Mill) -> None:
    Card.objects.create(kpj="19000000001", person=mill.people[0], issued_on=date(2019, 1, 1))
    outcome = mill.upload([mill.row(0), mill.row(0, kpj="19000000001"), mill.row(1)])
    assert found(outcome) == [(3, "N05")]
    assert outcome.stored == 2


def test_a_workbook_of_many_batches_has_one_report(mill: Mill) -> None:
    people = [a_person(name=f"Orang {n}", nik=f"6471010107{n:06d}") for n in range(1, 2_501)]
    Card.objects.bulk_create(Card(kpj=f"3{n:010d}", person=p, issued_on=TODAY) for n, p in enumerate(people))
    for person in people:
        a_participation(mill.payer, 5_000_000, person, since=date(2022, 1, 1))
    rows = [[f"3{n:010d}", p.nik, "", p.name, 5_000_000, 0] for n, p in enumerate(people)]
    assert mill.upload(rows).stored == 2_500
    assert (WageReport.objects.count(), len(wages_in_force())) == (1, 2_500)


def test_a_csv_says_the_same(mill: Mill) -> None:
    file = as_csv(mill.folder / "upah.csv", WAGES, [mill.row(0), mill.row(1, name="Agus"), mill.row(2, wage="x")])
    outcome = import_wages(file, employer=mill.payer.code, month=DECEMBER, today=TODAY)
    assert found(outcome) == [(3, "M03"), (4, "W01")]
    assert (outcome.stored, outcome.hard, outcome.soft) == (2, 1, 1)
