"""The new-worker file: who comes in with which programmes, and what every rule about people says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.factories import a_participation, a_person, an_employer, lasting
from tests.intake.conftest import DECEMBER, TODAY, Mill
from tests.intake.files import WORKERS, worker_row, xlsx

from naungan.intake.models import Finding, StaffNumber, WageLine
from naungan.intake.outcome import ImportOutcome
from naungan.intake.workers import import_workers
from naungan.registry.models import Card, Participation, Person

pytestmark = pytest.mark.slow

JKK, JKM, JHT, JP = 1, 2, 4, 8


@pytest.fixture
def enter(mill: Mill) -> Any:
    """Import rows of new workers of the mill for December 2022."""

    def importing(*rows: list[object], name: str = "baru.xlsx", **options: Any) -> ImportOutcome:
        file = xlsx(mill.folder / name, WORKERS, rows)
        return import_workers(file, employer=mill.payer.code, month=DECEMBER, today=TODAY, **options)

    return importing


def said(outcome: ImportOutcome) -> list[tuple[int, str, str]]:
    findings = Finding.objects.filter(upload_id=outcome.upload_id).order_by("row", "code")
    return [(one.row, one.code, one.said) for one in findings]


def test_a_new_worker_gets_a_person_a_card_and_a_participation(enter: Any, mill: Mill) -> None:
    outcome = enter(worker_row())
    person = Person.objects.get(nik="6471015708900001")
    [participation] = Participation.objects.filter(person=person)
    assert (person.name, person.born_on, person.sex, person.phone, person.email, person.mother_name) == (
        "Dewi Lestari", date(1990, 8, 17), "P", "+6281234567890", "dewi@contoh.co.id", "Fatimah",
    )  # fmt: skip
    assert (participation.payer, participation.segment, participation.wage) == (mill.payer, 1, 4_000_000)
    assert (participation.during.lower, participation.during.upper) == (date(2022, 12, 1), None)
    assert (participation.programmes, participation.contract) == (JKK | JKM | JHT | JP, "PKWTT")
    assert participation.region.code == "64.71"
    assert Card.objects.get(person=person).kpj.startswith("22")
    assert StaffNumber.objects.get(payer=mill.payer, number="P-1").person == person
    assert (outcome.good, outcome.stored) == (1, 1)


@pytest.mark.parametrize(
    ("scale", "programmes"),
    [("micro", JKK | JKM), ("small", JKK | JKM | JHT), ("medium", JKK | JKM | JHT | JP)],
)
def test_the_programmes_are_those_that_the_scale_must_take(
    regions: None, mill: Mill, scale: str, programmes: int
) -> None:
    payer = an_employer(scale=scale)
    file = xlsx(mill.folder / "baru.xlsx", WORKERS, [worker_row()])
    import_workers(file, employer=payer.code, month=DECEMBER, today=TODAY)
    assert Participation.objects.get(payer=payer).programmes == programmes


def test_a_foreigner_needs_a_passport_and_gets_no_pension(enter: Any) -> None:
    foreign = {"NATIONALITY": "WNA", "JENIS_IDENTITAS": "PASPOR", "KODE_NEGARA": "MY", "NO_IDENTITAS": "a1234567"}
    outcome = enter(worker_row(**foreign))
    person = Person.objects.get(passport="A1234567")
    assert (person.nik, person.nationality, outcome.good) == (None, "MY", 1)
    assert Participation.objects.get(person=person).programmes == JKK | JKM | JHT


def test_a_known_foreigner_is_not_made_twice(enter: Any) -> None:
    foreign = {"NATIONALITY": "WNA", "JENIS_IDENTITAS": "PASPOR", "KODE_NEGARA": "MY", "NO_IDENTITAS": "A1234567"}
    known = a_person(nik=None, passport="A1234567", nationality="MY", name="Dewi Lestari", born_on=date(1990, 8, 17))
    enter(worker_row(**foreign))
    assert Participation.objects.get(person=known).wage == 4_000_000


def test_somebody_who_is_registered_already_keeps_name_and_card(enter: Any) -> None:
    person = a_person(nik="6471015708900001", name="Dewi Lestari", born_on=date(1990, 8, 17), sex="P")
    card = Card.objects.create(kpj="15000000001", person=person, issued_on=date(2015, 1, 1))
    enter(worker_row())
    assert list(Card.objects.filter(person=person)) == [card]
    assert Participation.objects.get(person=person).wage == 4_000_000


def test_card_numbers_that_exist_are_skipped(enter: Any) -> None:
    holder = a_person()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('registry_card', 'id'))")
        (serial,) = cursor.fetchone()
    taken = f"22{serial + 2:09d}"
    Card.objects.create(kpj=taken, person=holder, issued_on=TODAY)
    enter(worker_row())
    card = Card.objects.get(person__nik="6471015708900001")
    assert card.kpj != taken


def test_the_work_place_is_the_employers_where_none_is_given(enter: Any, mill: Mill) -> None:
    enter(worker_row(LOKASI_PEKERJAAN=""))
    assert Participation.objects.get(person__nik="6471015708900001").region == mill.payer.region


@pytest.mark.parametrize("code", ["64.71", "6471", 64.71])
def test_a_work_place_may_be_written_with_or_without_its_dot(enter: Any, code: object) -> None:
    enter(worker_row(LOKASI_PEKERJAAN=code))
    assert Participation.objects.get(person__nik="6471015708900001").region.code == "64.71"


def test_back_pay_of_a_new_worker_becomes_a_line_of_the_month(enter: Any) -> None:
    enter(worker_row(RAPEL=150_000))
    [line] = WageLine.objects.all()
    assert (line.for_month, line.wage, line.back_pay) == (DECEMBER, 4_000_000, 150_000)


def test_the_same_file_again_changes_nothing(enter: Any) -> None:
    enter(worker_row())
    before = (Person.objects.count(), Participation.objects.count(), Card.objects.count())
    file_again = enter(worker_row(), name="baru.xlsx")
    assert (Person.objects.count(), Participation.objects.count(), Card.objects.count()) == before
    assert file_again.stored == 0


@pytest.mark.parametrize(
    ("cells", "code", "text"),
    [
        ({"NO_IDENTITAS": "647101570890001"}, "N01", "NIK harus 16 angka. Terbaca 15 angka."),
        ({"NO_IDENTITAS": 6471015708900001.0}, "N02", "NIK rusak oleh Excel: tersimpan sebagai angka, bukan teks."),
        ({"NO_IDENTITAS": "6,47E+15"}, "N02", "NIK rusak oleh Excel: terbaca 6,47E+15."),
        ({"NO_IDENTITAS": "6471017208900001"}, "N10", "Angka ke-7 sampai ke-12 (72 08 90) bukan tanggal lahir; "
         "tanggal perempuan ditambah 40."),
        ({"UPAH": "Rp 4.000.000"}, "W01", "Tulis angka saja, contoh 3500000."),
        ({"UPAH": "400"}, "W04", "Nilai tidak wajar. Apakah dalam ribuan?"),
        ({"UPAH": -4_000_000}, "W06", "Nilai tidak boleh negatif. Terbaca -4000000."),
        ({"TANGGAL_KEPESERTAAN": "2023-01-02"}, "D02", "Tanggal kepesertaan melewati bulan lapor."),
        ({"STATUS_PEGAWAI": "PKWT"}, "D03", "Isi tanggal akhir kontrak."),
        ({"TGL_AKHIR_KONTRAK": "2022-11-30"}, "D06", "Tanggal akhir 30-11-2022 sebelum tanggal mulai."),
        ({"TGL_AWAL_BEKERJA": "besok"}, "D05", "Tanggal tidak terbaca: besok."),
        ({"HP": ""}, "C01", "Isi nomor HP."),
        ({"EMAIL": ""}, "C01", "Isi alamat e-mail."),
        ({"HP": 81234567890}, "C03", "Nomor HP tidak terbaca: 81234567890."),
        ({"NAMA_IBU_KANDUNG": ""}, "E01", "Isi NAMA_IBU_KANDUNG."),
        ({"JENIS_KELAMIN": "X"}, "E02", "JENIS_KELAMIN terbaca X."),
        ({"JENIS_IDENTITAS": "PASPOR"}, "E02", "JENIS_IDENTITAS terbaca PASPOR."),
        ({"LOKASI_PEKERJAAN": "64.99"}, "R01", "Kode wilayah 64.99 tidak dikenal pada 1 Desember 2022."),
        ({"LOKASI_PEKERJAAN": "6499"}, "R01", "Kode wilayah 64.99 tidak dikenal pada 1 Desember 2022."),
        ({"LOKASI_PEKERJAAN": 64.1}, "R01", "Kode wilayah 64.1 tidak dikenal pada 1 Desember 2022."),
        ({"TANGGAL_KEPESERTAAN": "2014-01-01"}, "M08", "Pembayar berlaku mulai 1 Juli 2015."),
    ],
)  # fmt: skip
def test_a_hard_fault_keeps_the_row_out(enter: Any, cells: dict[str, object], code: str, text: str) -> None:
    outcome = enter(worker_row(**cells))
    assert (2, code, text) in said(outcome)
    assert (outcome.hard, outcome.stored) == (1, 0)
    assert not Person.objects.filter(name="Dewi Lestari").exists()


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"TANGGAL_LAHIR": "18/08/1990"}, "N03"),
        ({"JENIS_KELAMIN": "L"}, "N04"),
        ({"NO_IDENTITAS": "1015015708900001"}, "N11"),
        ({"NO_IDENTITAS": "6499015708900001"}, "N12"),
        ({"NO_IDENTITAS": "6471015708901000"}, "N14"),
        ({"UPAH": "3000000"}, "W02"),
    ],
)
def test_a_soft_fault_is_listed_and_the_row_goes_in(enter: Any, cells: dict[str, object], code: str) -> None:
    outcome = enter(worker_row(**cells))
    assert [found for _, found, _ in said(outcome)] == [code]
    assert (outcome.soft, outcome.hard, outcome.stored) == (1, 0, 1)


@pytest.mark.parametrize(("born", "hard"), [("01/12/2005", False), ("02/12/2005", True), ("30/11/1956", True)])
def test_the_form_takes_17_to_65(enter: Any, born: str, hard: bool) -> None:
    day, month, year = born.split("/")
    nik = f"647101{int(day) + 40:02d}{month}{year[2:]}0001"
    outcome = enter(worker_row(NO_IDENTITAS=nik, TANGGAL_LAHIR=f"{year}-{month}-{day}"))
    assert ((2, "D01", "Usia di luar 17-65.") in said(outcome)) is hard


def test_a_doubtful_day_waits_and_is_confirmed(enter: Any) -> None:
    outcome = enter(worker_row(TANGGAL_KEPESERTAAN="01/12/2022"))
    assert said(outcome) == [(2, "D04", "Tanggal terbaca 1 Desember 2022. Benar?")]
    assert (outcome.waiting, outcome.stored) == (1, 0)
    confirmed = enter(worker_row(TANGGAL_KEPESERTAAN="01/12/2022"), confirmed=True, name="yakin.xlsx")
    assert (confirmed.waiting, confirmed.stored) == (0, 1)


def test_the_nik_settles_which_is_the_day_and_which_the_month(enter: Any) -> None:
    sure = worker_row(NO_IDENTITAS="6471014304900001", TANGGAL_LAHIR="03/04/1990")
    swapped = worker_row(NO_IDENTITAS="6471014403900001", TANGGAL_LAHIR="03/04/1990", NO_PEGAWAI="P-2")
    outcome = enter(sure, swapped)
    assert [(row, code) for row, code, _ in said(outcome)] == [(3, "D04"), (3, "N03")]
    assert Person.objects.get(name="Dewi Lestari").born_on == date(1990, 4, 3)


def test_a_date_of_1900_is_asked_about(enter: Any) -> None:
    outcome = enter(worker_row(TGL_AWAL_BEKERJA=date(1900, 1, 1)))
    assert said(outcome) == [(2, "D04", "Tanggal terbaca 1 Januari 1900. Benar?")]


def test_the_same_nik_twice_goes_in_once(enter: Any) -> None:
    outcome = enter(worker_row(), worker_row(NO_PEGAWAI="P-2"))
    assert said(outcome) == [(3, "N05", "NIK sama dengan baris 2.")]
    assert outcome.stored == 1


def test_the_same_nik_with_two_wages_goes_in_not_at_all(enter: Any) -> None:
    outcome = enter(worker_row(), worker_row(NO_PEGAWAI="P-2", UPAH="5000000"))
    assert [(row, code) for row, code, _ in said(outcome)] == [(2, "N05"), (3, "N05")]
    assert outcome.stored == 0


def test_who_is_active_here_already_is_refused_with_the_day(enter: Any, mill: Mill) -> None:
    person = mill.people[0]
    outcome = enter(
        worker_row(NO_IDENTITAS=person.nik, NAMA_LENGKAP=person.name, TANGGAL_LAHIR="1990-07-01", JENIS_KELAMIN="L")
    )
    assert said(outcome) == [(2, "N06", "Sudah aktif sejak 1 Januari 2022.")]


def test_who_is_active_elsewhere_is_asked_about_and_goes_in(enter: Any) -> None:
    person = a_person(nik="6471015708900001", name="Dewi Lestari", born_on=date(1990, 8, 17))
    a_participation(an_employer(), person=person)
    outcome = enter(worker_row())
    assert said(outcome) == [(2, "N07", "Terdaftar aktif di pemberi kerja lain.")]
    assert outcome.stored == 1


def test_who_left_before_may_come_back(enter: Any, mill: Mill) -> None:
    person = a_person(nik="6471015708900001", name="Dewi Lestari", born_on=date(1990, 8, 17))
    a_participation(mill.payer, person=person, since=date(2020, 1, 1), until=date(2021, 1, 1))
    assert enter(worker_row()).stored == 1


def test_the_dead_are_refused(enter: Any) -> None:
    a_person(nik="6471015708900001", name="Dewi Lestari", born_on=date(1990, 8, 17), died_on=date(2022, 5, 1))
    assert said(enter(worker_row())) == [(2, "M05", "Tercatat meninggal 1 Mei 2022.")]


def test_a_nik_of_somebody_else_is_refused(enter: Any) -> None:
    a_person(nik="6471015708900001", name="Rina Wati", born_on=date(1988, 8, 17))
    assert said(enter(worker_row())) == [(2, "M07", "NIK terdaftar atas nama Rina Wati, lahir 17 Agustus 1988.")]


@pytest.mark.parametrize(
    ("facts", "code"),
    [({"name": "Rina Wati"}, "M03"), ({"born_on": date(1990, 8, 16)}, "M09")],
)
def test_a_name_or_a_birth_date_that_differs_is_asked_about(enter: Any, facts: dict[str, object], code: str) -> None:
    a_person(**({"nik": "6471015708900001", "name": "Dewi Lestari", "born_on": date(1990, 8, 17)} | facts))  # type: ignore[arg-type]
    outcome = enter(worker_row())
    assert [found for _, found, _ in said(outcome)] == [code]
    assert outcome.stored == 1


def test_one_phone_for_six_people_is_asked_about(enter: Any) -> None:
    rows = [worker_row(NO_IDENTITAS=f"647101570890000{n}", NO_PEGAWAI=f"P-{n}") for n in range(1, 7)]
    assert said(enter(*rows[:5])) == []
    outcome = enter(*rows, name="lagi.xlsx")
    assert ("C02", "Nomor dipakai 6 pekerja.") in [(code, text) for _, code, text in said(outcome)]


def test_a_staff_number_belongs_to_one_person(enter: Any, mill: Mill) -> None:
    StaffNumber.objects.create(payer=mill.payer, number="P-9", person=mill.people[0])
    outcome = enter(
        worker_row(),
        worker_row(NO_IDENTITAS="6471015708900002"),
        worker_row(NO_IDENTITAS="6471015708900003", NO_PEGAWAI="P-9"),
    )
    assert said(outcome) == [
        (3, "E03", "NO_PEGAWAI P-1 sudah dipakai baris 2."),
        (4, "E03", "NO_PEGAWAI P-9 sudah dipakai Siti Aminah."),
    ]


def test_a_worker_cannot_start_after_the_employer_ended(regions: None, mill: Mill) -> None:
    payer = an_employer()
    payer.life = lasting(date(2015, 7, 1), date(2022, 12, 1))
    payer.save()
    file = xlsx(mill.folder / "baru.xlsx", WORKERS, [worker_row()])
    outcome = import_workers(file, employer=payer.code, month=DECEMBER, today=TODAY)
    assert said(outcome) == [(2, "M08", "Pembayar berlaku mulai 1 Juli 2015 sampai sebelum 1 Desember 2022.")]
