"""Every row of a candidate list is judged, with its reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.factories import a_participation, a_person, a_project, a_self_payer, a_sponsor, an_employer
from tests.sponsorship.people import a_file, a_government, a_list, a_row, a_scheme, born, nik, verdicts

from naungan.errors import Refused
from naungan.sponsorship.errors import NotNow
from naungan.sponsorship.lists.judge import judge_list
from naungan.sponsorship.lists.reasons import words_of
from naungan.sponsorship.lists.receive import receive_list
from naungan.sponsorship.lists.rule import rule
from naungan.sponsorship.models import Candidate, Ruling

pytestmark = pytest.mark.django_db
OLD = date(1950, 1, 31)


def test_a_row_that_says_everything_is_eligible_and_each_fault_has_its_reason(tmp_path: Path) -> None:
    rows = [
        a_row(1, "Baik Saja"),
        a_row(2, "Terlalu Tua", OLD),
        a_row(3, "Terlalu Muda", date(2006, 2, 15)),
        a_row(4, "Guru Negeri", occupation="PNS Guru"),
        a_row(5, "Orang Kaya", decile="9"),
        a_row(6, "Tanpa Desil", decile=""),
        a_row(7, "Jauh Sekali", village="61.71.01.1001"),
        a_row(8, "Entah Dimana", village="???"),
        a_row(12, "Nik Rusak", number="6409E+15"),
        a_row(10, "Tanpa Nik", number=""),
        a_row(11, "Pedagang Pasar", occupation="Pedagang"),
    ]
    scheme = a_scheme(highest_decile=4, occupations=["nelayan", "petani"])
    assert verdicts(a_list(tmp_path, scheme, rows)) == {
        "Baik Saja": ("eligible", []),
        "Terlalu Tua": ("rejected", ["age"]),
        "Terlalu Muda": ("rejected", ["age"]),
        "Guru Negeri": ("rejected", ["civil"]),
        "Orang Kaya": ("rejected", ["decile"]),
        "Tanpa Desil": ("review", ["decile-missing"]),
        "Jauh Sekali": ("rejected", ["place-outside"]),
        "Entah Dimana": ("review", ["place-missing"]),
        "Nik Rusak": ("rejected", ["nik-bad", "born-unsure"]),
        "Tanpa Nik": ("review", ["nik-missing"]),
        "Pedagang Pasar": ("rejected", ["occupation"]),
    }


def test_who_is_covered_already_is_rejected_with_whom_and_since_when(tmp_path: Path) -> None:
    scheme = a_scheme()
    people = {
        name: a_person(born(serial), nik=nik(serial, born(serial)), name=name)
        for serial, name in enumerate(("Karyawan Pabrik", "Bayar Sendiri", "Ditanggung Lain", "Sudah Kami",
                                       "Sudah Meninggal", "Kuli Proyek"), start=1)
    }  # fmt: skip
    since = date(2022, 6, 1)
    a_participation(an_employer(), person=people["Karyawan Pabrik"], since=since)
    a_participation(a_self_payer(people["Bayar Sendiri"]), person=people["Bayar Sendiri"], since=since)
    a_participation(a_sponsor(), person=people["Ditanggung Lain"], since=since)
    a_participation(scheme.payer, person=people["Sudah Kami"], since=since)
    a_participation(a_project(since, 10**9), person=people["Kuli Proyek"], since=since)
    people["Sudah Meninggal"].died_on = date(2022, 12, 5)
    people["Sudah Meninggal"].save()
    listing = a_list(tmp_path, scheme, [a_row(serial, name) for serial, name in enumerate(people, start=1)])
    assert verdicts(listing) == {
        "Karyawan Pabrik": ("rejected", ["wage-earner"]),
        "Bayar Sendiri": ("rejected", ["self-paying"]),
        "Ditanggung Lain": ("rejected", ["sponsored"]),
        "Sudah Kami": ("eligible", ["continuing"]),
        "Sudah Meninggal": ("rejected", ["dead"]),
        "Kuli Proyek": ("review", ["project"]),
    }
    told = Candidate.objects.get(name="Ditanggung Lain")
    assert words_of(told.reasons[0]) == f"Sudah ditanggung {told.covered_by.name} sejak 1 Juni 2022."  # type: ignore[union-attr]


def test_somebody_twice_in_the_list_stays_once(tmp_path: Path) -> None:
    rows = [a_row(1, "Siti Aminah"), a_row(2, "Budi Santoso"), a_row(1, "St. Aminah")]
    found = verdicts(a_list(tmp_path, a_scheme(), rows))
    assert found["Siti Aminah"] == ("eligible", [])
    assert found["St. Aminah"] == ("rejected", ["twice"])
    twin = Candidate.objects.get(name="St. Aminah").twin
    assert twin is not None
    assert twin.name == "Siti Aminah"


def test_somebody_on_an_earlier_list_or_on_that_of_another_government_is_told(tmp_path: Path) -> None:
    scheme = a_scheme()
    a_list(tmp_path, scheme, [a_row(1, "Siti Aminah")])
    again = a_list(tmp_path, scheme, [a_row(1, "Siti Aminah"), a_row(2, "Budi")], "susulan.csv")
    assert verdicts(again)["Siti Aminah"] == ("rejected", ["twice"])
    elsewhere = a_list(tmp_path, a_scheme(a_government()), [a_row(2, "Budi")], "provinsi.csv")
    assert verdicts(elsewhere) == {"Budi": ("review", ["elsewhere"])}


def test_somebody_without_a_nik_is_found_by_name_and_birth_day(tmp_path: Path) -> None:
    a_person(born(7), nik=nik(7, born(7)), name="Rahmat Hidayat Pangestu")
    listing = a_list(tmp_path, a_scheme(), [a_row(7, "Rahmat Hidayat Pangestu", number="")])
    verdict, codes = verdicts(listing)["Rahmat Hidayat Pangestu"]
    assert (verdict, codes) in [("eligible", ["found"]), ("review", ["nik-missing", "person-unsure"])]


def test_the_same_file_again_changes_nothing_and_judging_again_says_the_same(tmp_path: Path) -> None:
    scheme = a_scheme()
    listing = a_list(tmp_path, scheme, [a_row(1, "Siti Aminah"), a_row(2, "Tua", OLD)])
    before = verdicts(listing)
    again = receive_list(a_file(tmp_path, [a_row(1, "Siti Aminah"), a_row(2, "Tua", OLD)]), scheme,
                         source="x", given_by="y")  # fmt: skip
    assert (again.again, again.listing.pk) == (True, listing.pk)
    assert judge_list(listing.pk).verdicts == {"eligible": 1, "rejected": 1}
    assert verdicts(listing) == before


def test_a_person_decides_what_is_for_a_human_eye_and_the_registry_goes_before(tmp_path: Path) -> None:
    scheme = a_scheme(highest_decile=4)
    listing = a_list(
        tmp_path, scheme, [a_row(1, "Tanpa Desil", decile=""), a_row(2, "Baik"), a_row(3, "X", number="")]
    )
    waiting = Candidate.objects.get(name="Tanpa Desil")
    assert rule(waiting.pk, eligible=True, reason="Dilihat di DTSEN: desil 2", who="Rina").verdict == "eligible"
    judge_list(listing.pk)
    assert verdicts(listing)["Tanpa Desil"][0] == "eligible"
    assert rule(waiting.pk, eligible=False, reason="Pindah", who="Rina").verdict == "rejected"
    assert Ruling.objects.filter(candidate=waiting).count() == 2
    for name, reason in (("Baik", "x"), ("X", "tetap masuk"), ("Tanpa Desil", " ")):
        with pytest.raises(Refused):
            rule(Candidate.objects.get(name=name).pk, eligible=True, reason=reason, who="Rina")
    with pytest.raises(NotNow, match="belum ber-NIK"):
        rule(Candidate.objects.get(name="X").pk, eligible=True, reason="tetap masuk", who="Rina")


def test_no_health_column_is_taken_in_and_the_provenance_says_so(tmp_path: Path) -> None:
    listing = a_list(tmp_path, a_scheme(), [a_row(1, "Siti Aminah")])
    assert listing.ignored == ["Status Disabilitas"]
    assert (listing.header_row, listing.rows, listing.source, listing.given_by) == (3, 1, "Desa", "Sekretaris desa")
    assert listing.columns["Tgl. Lahir"] == "born"
    assert "tidak" not in {str(value) for value in Candidate.objects.filter(listing=listing).values_list()[0]}
