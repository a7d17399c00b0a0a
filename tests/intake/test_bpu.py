"""The list of self-paying people: each becomes their own payer, and nobody has two payers in a month."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.factories import a_participation, a_person, a_self_payer, a_sponsor, an_employer, lasting
from tests.intake.conftest import DECEMBER, TODAY
from tests.intake.files import BPU, as_csv, bpu_row, xlsx
from tests.intake.test_workers import said

from naungan.intake.bpu import import_bpu
from naungan.intake.outcome import ImportOutcome
from naungan.registry.models import Card, Participation, Payer, Person

NIK = "6471015708900001"


@pytest.fixture
def enter(regions: None, tmp_path: Path) -> Any:
    """Import rows of self-paying people for December 2022."""

    def importing(*rows: list[object], name: str = "bpu.xlsx", **options: Any) -> ImportOutcome:
        return import_bpu(xlsx(tmp_path / name, BPU, rows), month=DECEMBER, today=TODAY, **options)

    return importing


def dewi() -> Person:
    return a_person(nik=NIK, name="Dewi Lestari", born_on=date(1990, 8, 17), sex="P")


def test_a_self_payer_gets_a_person_a_card_a_payer_and_a_participation(enter: Any) -> None:
    outcome = enter(bpu_row())
    person = Person.objects.get(nik=NIK)
    payer = Payer.objects.get(person=person)
    participation = Participation.objects.get(person=person)
    assert (payer.kind, payer.code, payer.name) == (2, f"BPU{person.pk:010d}", "Dewi Lestari")
    assert (payer.life.lower, payer.registered_on, payer.region.code) == (date(2022, 12, 1), TODAY, "64.71")
    assert (participation.payer, participation.segment, participation.programmes) == (payer, 2, 3)
    assert (participation.wage, participation.sector, participation.region.code) == (1_500_000, "pedagang", "64.71")
    assert Card.objects.filter(person=person).count() == 1
    assert (outcome.good, outcome.stored, outcome.payer) == (1, 1, "")


def test_old_age_savings_are_taken_where_the_list_says_so(enter: Any) -> None:
    enter(bpu_row(PROGRAM="jkk+jkm+jht"))
    assert Participation.objects.get(person__nik=NIK).programmes == 7


@pytest.mark.parametrize(
    ("cells", "code", "text"),
    [
        ({"PROGRAM": "JHT"}, "E02", "PROGRAM terbaca JHT."),
        ({"PENGHASILAN": "1,5 juta"}, "W01", "Tulis angka saja, contoh 3500000."),
        ({"PENGHASILAN": ""}, "E01", "Isi PENGHASILAN."),
        ({"KODE_KABUPATEN": "99.99"}, "R01", "Kode wilayah 99.99 tidak dikenal pada 1 Desember 2022."),
        ({"KODE_KABUPATEN": ""}, "E01", "Isi KODE_KABUPATEN."),
        ({"HP": ""}, "C01", "Isi nomor HP."),
        ({"NIK": "6471015708910000"}, "N09", "Akhir NIK tidak mungkin 0000."),
        ({"TANGGAL_KEPESERTAAN": "2023-01-01"}, "D02", "Tanggal kepesertaan melewati bulan lapor."),
    ],
)  # fmt: skip
def test_a_hard_fault_keeps_the_row_out(enter: Any, cells: dict[str, object], code: str, text: str) -> None:
    outcome = enter(bpu_row(**cells))
    assert (2, code, text) in said(outcome)
    assert (outcome.hard, outcome.stored, Person.objects.count()) == (1, 0, 0)


@pytest.mark.parametrize(("born", "hard"), [("1957-12-02", False), ("1957-12-01", True)])
def test_the_law_lets_nobody_of_65_enter(enter: Any, born: str, hard: bool) -> None:
    day = date.fromisoformat(born)
    outcome = enter(bpu_row(NIK=f"647101{day.day + 40:02d}{day:%m%y}0001", TANGGAL_LAHIR=born))
    assert ((2, "D01", "Usia di luar 17-64.") in said(outcome)) is hard


def test_who_pays_for_themselves_already_is_refused(enter: Any) -> None:
    person = dewi()
    a_participation(a_self_payer(person), 1_000_000, person, since=date(2022, 3, 1))
    assert said(enter(bpu_row())) == [(2, "N06", "Sudah aktif sejak 1 Maret 2022.")]


def test_who_is_sponsored_that_month_is_refused(enter: Any) -> None:
    sponsor = a_sponsor()
    a_participation(sponsor, 1_000_000, dewi(), since=date(2022, 1, 1), until=date(2022, 12, 2))
    assert said(enter(bpu_row(TANGGAL_KEPESERTAAN="2022-12-20"))) == [
        (2, "M06", f"Sudah ditanggung {sponsor.name} sejak 1 Januari 2022.")
    ]


def test_who_ended_this_month_comes_back_next_month_only(enter: Any) -> None:
    person = dewi()
    a_participation(a_self_payer(person), 1_000_000, person, since=date(2022, 1, 1), until=date(2022, 12, 5))
    outcome = enter(bpu_row(TANGGAL_KEPESERTAAN="2022-12-20"))
    assert [code for _, code, _ in said(outcome)] == ["M06"]


def test_a_self_payer_who_comes_back_keeps_the_payer(enter: Any) -> None:
    person = dewi()
    payer = a_self_payer(person)
    a_participation(payer, 1_000_000, person, since=date(2021, 1, 1), until=date(2022, 1, 1))
    assert enter(bpu_row()).stored == 1
    assert list(Payer.objects.filter(person=person)) == [payer]


def test_a_self_payer_whose_life_as_payer_ended_is_refused(enter: Any) -> None:
    person = dewi()
    payer = a_self_payer(person)
    payer.life = lasting(date(2015, 7, 1), date(2020, 1, 1))
    payer.save()
    assert [code for _, code, _ in said(enter(bpu_row()))] == ["M08"]


def test_a_wage_earner_may_pay_for_a_second_job_and_is_asked(enter: Any) -> None:
    a_participation(an_employer(), person=dewi())
    outcome = enter(bpu_row())
    assert said(outcome) == [(2, "N07", "Terdaftar aktif di pemberi kerja lain.")]
    assert outcome.stored == 1


def test_the_same_file_again_changes_nothing(enter: Any, tmp_path: Path) -> None:
    enter(bpu_row())
    again = import_bpu(tmp_path / "bpu.xlsx", month=DECEMBER, today=TODAY)
    assert (again.already_seen, Payer.objects.count(), Participation.objects.count()) == (True, 1, 1)


def test_a_csv_says_the_same_as_a_workbook(regions: None, tmp_path: Path) -> None:
    file = as_csv(tmp_path / "bpu.csv", BPU, [bpu_row(), bpu_row(NIK="x")], delimiter=";")
    outcome = import_bpu(file, month=DECEMBER, today=TODAY)
    assert (outcome.good, outcome.hard, outcome.stored) == (1, 1, 1)
