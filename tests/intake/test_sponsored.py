"""The list of a sponsor: a state that is sent again; one sponsor for a person and month."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.factories import a_participation, a_person, a_self_payer, a_sponsor, an_employer
from tests.intake.conftest import DECEMBER, TODAY
from tests.intake.files import SPONSORED, sponsored_row, xlsx
from tests.intake.test_workers import said

from naungan.intake.errors import EmployerUnknown
from naungan.intake.outcome import ImportOutcome
from naungan.intake.sponsored import import_sponsored
from naungan.registry.models import Participation, Payer, Person

NIK = "6471015708900001"


@pytest.fixture
def enter(sponsor: Payer, tmp_path: Path) -> Any:
    """Import rows of the list of PEMDA-64.71 for December 2022."""

    def importing(*rows: list[object], name: str = "daftar.xlsx", **options: Any) -> ImportOutcome:
        file = xlsx(tmp_path / name, SPONSORED, rows)
        return import_sponsored(file, sponsor=sponsor.code, month=DECEMBER, today=TODAY, **options)

    return importing


def dewi() -> Person:
    return a_person(nik=NIK, name="Dewi Lestari", born_on=date(1990, 8, 17), sex="P")


def test_a_sponsored_person_gets_the_lowest_base_and_the_two_programmes(enter: Any, sponsor: Payer) -> None:
    outcome = enter(sponsored_row(periode_akhir="2023-06-30"))
    person = Person.objects.get(nik=NIK)
    participation = Participation.objects.get(person=person)
    assert (participation.payer, participation.segment, participation.programmes) == (sponsor, 2, 3)
    assert (participation.wage, participation.sector) == (1_000_000, "nelayan")
    assert (participation.during.lower, participation.during.upper) == (date(2022, 12, 1), date(2023, 7, 1))
    assert person.region is not None
    assert (person.region.code, participation.region.code) == ("64.71", "64.71")
    assert (outcome.good, outcome.stored) == (1, 1)


def test_who_works_elsewhere_is_counted_there_and_lives_where_the_village_is(enter: Any) -> None:
    enter(sponsored_row(kode_desa="6472011001", lokasi_kerja="64.71"))
    participation = Participation.objects.get(person__nik=NIK)
    assert participation.person.region is not None
    assert (participation.region.code, participation.person.region.code) == ("64.71", "64.72")


def test_the_list_may_be_sent_again_and_only_new_people_go_in(enter: Any) -> None:
    enter(sponsored_row())
    outcome = enter(sponsored_row(), sponsored_row(nik="6471015708900002", nama="Rina Wati"), name="januari.xlsx")
    assert (outcome.good, outcome.stored, outcome.unchanged, outcome.hard) == (2, 1, 1, 0)
    assert Participation.objects.count() == 2


def test_an_earlier_beginning_than_the_one_on_record_is_refused(enter: Any, sponsor: Payer) -> None:
    a_participation(sponsor, 1_000_000, dewi(), since=date(2022, 12, 10))
    assert said(enter(sponsored_row())) == [(2, "N06", "Sudah aktif sejak 10 Desember 2022.")]


@pytest.mark.parametrize("other", ["sponsor", "self"])
def test_who_has_another_payer_that_month_is_refused(enter: Any, other: str) -> None:
    person = dewi()
    payer = a_sponsor() if other == "sponsor" else a_self_payer(person)
    a_participation(payer, 1_000_000, person, since=date(2022, 2, 1))
    assert said(enter(sponsored_row())) == [(2, "M06", f"Sudah ditanggung {payer.name} sejak 1 Februari 2022.")]


def test_who_earns_a_wage_is_asked_about(enter: Any) -> None:
    a_participation(an_employer(), person=dewi())
    assert [code for _, code, _ in said(enter(sponsored_row()))] == ["N07"]


@pytest.mark.parametrize(
    ("cells", "code", "text"),
    [
        ({"penanggung": "PEMDA-64.72"}, "S01", "Penanggung tertulis PEMDA-64.72, berkas ini untuk PEMDA-64.71."),
        ({"penanggung": ""}, "E01", "Isi penanggung."),
        ({"kode_desa": "64.99.01.1001"}, "R01", "Kode wilayah 64.99 tidak dikenal pada 1 Desember 2022."),
        ({"kode_desa": "Sepinggan"}, "R01", "Kode wilayah Sepinggan tidak dikenal pada 1 Desember 2022."),
        ({"sumber_data": ""}, "E01", "Isi sumber_data."),
        ({"periode_akhir": "2022-11-30"}, "D06", "Tanggal akhir 30-11-2022 sebelum tanggal mulai."),
        ({"periode_mulai": "2021-12-01"}, "M08", "Pembayar berlaku mulai 1 Januari 2022."),
        ({"nik": "6,47E+15"}, "N02", "NIK rusak oleh Excel: terbaca 6,47E+15."),
        ({"hp": "123"}, "C03", "Nomor HP tidak terbaca: 123."),
    ],
)
def test_a_hard_fault_keeps_the_row_out(enter: Any, cells: dict[str, object], code: str, text: str) -> None:
    outcome = enter(sponsored_row(**cells))
    assert (2, code, text) in said(outcome)
    assert (outcome.hard, outcome.stored, Person.objects.count()) == (1, 0, 0)


@pytest.mark.parametrize(("rows", "asked"), [(10, False), (11, True)])
def test_one_occupation_copied_down_is_asked_about(enter: Any, rows: int, asked: bool) -> None:
    people = [sponsored_row(nik=f"64710157089000{n:02d}", nama=f"Orang {n}") for n in range(1, rows + 1)]
    outcome = enter(*people)
    assert ((0, "S02", "Semua 11 baris berpekerjaan nelayan.") in said(outcome)) is asked
    assert outcome.stored == rows


def test_a_doubtful_beginning_waits_for_confirmation(enter: Any, sponsor: Payer, tmp_path: Path) -> None:
    outcome = enter(sponsored_row(periode_mulai="01/12/2022"))
    assert (outcome.waiting, outcome.stored) == (1, 0)
    file = tmp_path / "daftar.xlsx"
    confirmed = import_sponsored(file, sponsor=sponsor.code, month=DECEMBER, today=TODAY, confirmed=True)
    assert (confirmed.waiting, confirmed.stored, confirmed.soft) == (0, 1, 1)
    assert Participation.objects.get().during.lower == date(2022, 12, 1)


def test_an_unknown_sponsor_is_refused_with_near_ones(sponsor: Payer, tmp_path: Path) -> None:
    file = xlsx(tmp_path / "daftar.xlsx", SPONSORED, [sponsored_row()])
    with pytest.raises(EmployerUnknown, match=r"PEMDA-64\.17 tidak dikenal\. Maksud Anda PEMDA-64\.71"):
        import_sponsored(file, sponsor="pemda-64.17", month=DECEMBER, today=TODAY)
