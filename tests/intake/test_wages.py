"""The wage file of a month: good rows go in, bad ones stay out and are told why."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories import a_participation, a_person, an_employer
from tests.intake.conftest import DECEMBER, Mill

from naungan.intake.models import Finding, Upload, WageLine, WageReport
from naungan.intake.outcome import ImportOutcome
from naungan.registry.models import Card, Participation, Person

NOVEMBER, JANUARY = date(2022, 11, 1), date(2023, 1, 1)


def wages_in_force(month: date = DECEMBER) -> dict[int, tuple[int, int]]:
    """Wage and back pay of every participation by its latest line of a month."""
    lines = WageLine.objects.filter(for_month=month).order_by("report_id")
    return {line.participation_id: (line.wage, line.back_pay) for line in lines}


def found(outcome: ImportOutcome) -> list[tuple[int, str]]:
    """Row and code of everything found, in the order of rows."""
    return list(
        Finding.objects.filter(upload_id=outcome.upload_id).order_by("row", "code").values_list("row", "code")
    )


def test_good_rows_become_the_wages_of_the_month(mill: Mill) -> None:
    outcome = mill.upload([mill.row(0, wage=5_100_000, back_pay=250_000), mill.row(1), mill.row(2, back_pay="")])
    first, second, third = (worker.pk for worker in mill.workers)
    assert wages_in_force() == {first: (5_100_000, 250_000), second: (5_000_000, 0), third: (5_000_000, 0)}
    assert (outcome.rows, outcome.good, outcome.soft, outcome.hard) == (3, 3, 0, 0)
    assert (outcome.stored, outcome.already_seen, outcome.adjusts) == (3, False, None)


@pytest.mark.parametrize(
    ("cells", "who"),
    [
        ({"nik": ""}, "by card number"),
        ({"kpj": ""}, "by NIK"),
        ({"kpj": "", "nik": "", "code": "P-7"}, "by staff number"),
        ({"kpj": "22000009999"}, "by NIK where nobody holds the card"),
    ],
)
def test_a_worker_is_found_by_card_then_nik_then_staff_number(mill: Mill, cells: dict[str, object], who: str) -> None:
    mill.payer.staff_numbers.create(number="P-7", person=mill.people[0])
    outcome = mill.upload([mill.row(0, wage=5_500_000, **cells)])
    assert wages_in_force() == {mill.workers[0].pk: (5_500_000, 0)}, who
    assert outcome.hard == 0


def test_any_of_several_cards_and_staff_numbers_finds_the_worker_once(mill: Mill) -> None:
    Card.objects.create(kpj="19000000001", person=mill.people[0], issued_on=date(2019, 1, 1))
    for number in ("P-7", "P-8"):
        mill.payer.staff_numbers.create(number=number, person=mill.people[0])
    outcome = mill.upload([mill.row(0, kpj="19000000001", code="P-8")])
    assert (outcome.stored, found(outcome)) == (1, [])


def test_a_stranger_is_refused(mill: Mill) -> None:
    outcome = mill.upload([mill.row(0), mill.row(1, kpj="22000009999", nik="6471010107909999")])
    assert found(outcome) == [(3, "M01")]
    assert (outcome.good, outcome.hard, outcome.stored) == (1, 1, 1)


def test_a_worker_of_another_employer_is_a_stranger(mill: Mill) -> None:
    other = a_participation(an_employer())
    outcome = mill.upload([mill.row(0, kpj="", nik=other.person.nik)])
    assert found(outcome) == [(2, "M01")]


def test_keys_of_two_people_are_refused(mill: Mill) -> None:
    outcome = mill.upload(
        [mill.row(0, nik=mill.people[1].nik), mill.row(2, kpj="22000000002"), mill.row(1, kpj="", code="P-3")]
    )
    assert found(outcome) == [(2, "M02"), (3, "M02")]
    assert wages_in_force().keys() == {mill.workers[1].pk}


def test_a_staff_number_of_somebody_else_is_refused(mill: Mill) -> None:
    mill.payer.staff_numbers.create(number="P-2", person=mill.people[1])
    assert found(mill.upload([mill.row(0, code="P-2")])) == [(2, "M02")]


def test_a_name_that_shares_no_word_is_asked_about(mill: Mill) -> None:
    outcome = mill.upload([mill.row(0, name="Agus Salim"), mill.row(1, name="SANTOSO, BUDI"), mill.row(2)])
    assert found(outcome) == [(2, "M03")]
    assert (outcome.soft, outcome.stored) == (1, 3)


def test_somebody_who_left_before_the_month_is_refused_with_the_day(mill: Mill) -> None:
    mill.workers[0].during = type(mill.workers[0].during)(date(2022, 1, 1), date(2022, 12, 1))
    mill.workers[0].save()
    outcome = mill.upload([mill.row(0)])
    [finding] = Finding.objects.filter(upload_id=outcome.upload_id)
    assert (finding.code, finding.said) == ("M04", "Sudah keluar sejak 1 Desember 2022.")


def test_somebody_who_left_within_the_month_is_reported_for_it(mill: Mill) -> None:
    mill.workers[0].during = type(mill.workers[0].during)(date(2022, 1, 1), date(2022, 12, 10))
    mill.workers[0].save()
    assert mill.upload([mill.row(0)]).stored == 1


def test_somebody_who_came_back_within_the_month_is_reported_for_the_later_time(mill: Mill) -> None:
    mill.workers[0].during = type(mill.workers[0].during)(date(2022, 1, 1), date(2022, 12, 5))
    mill.workers[0].save()
    back = a_participation(mill.payer, 5_000_000, mill.people[0], since=date(2022, 12, 12))
    assert mill.upload([mill.row(0)]).stored == 1
    assert wages_in_force().keys() == {back.pk}


def test_somebody_who_died_before_the_month_is_refused(mill: Mill) -> None:
    Person.objects.filter(pk=mill.people[0].pk).update(died_on=date(2022, 11, 20))
    outcome = mill.upload([mill.row(0)])
    [finding] = Finding.objects.filter(upload_id=outcome.upload_id)
    assert (finding.code, finding.said) == ("M05", "Tercatat meninggal 20 November 2022.")


def test_the_same_worker_twice_with_one_wage_goes_in_once(mill: Mill) -> None:
    outcome = mill.upload([mill.row(0), mill.row(1), mill.row(0, kpj="")])
    [finding] = Finding.objects.filter(upload_id=outcome.upload_id)
    assert (finding.row, finding.code, finding.said) == (4, "N05", "NIK sama dengan baris 2.")
    assert outcome.stored == 2


def test_of_two_wages_for_one_worker_none_is_chosen(mill: Mill) -> None:
    outcome = mill.upload([mill.row(0), mill.row(1), mill.row(0, wage=6_000_000)])
    said = [(one.row, one.said) for one in Finding.objects.filter(upload_id=outcome.upload_id).order_by("row")]
    assert list(said) == [(2, "NIK sama dengan baris 4."), (4, "NIK sama dengan baris 2.")]
    assert wages_in_force().keys() == {mill.workers[1].pk}


def test_a_wage_below_the_minimum_of_the_place_is_asked_about(mill: Mill) -> None:
    """Balikpapan has no minimum of its own on record for 2022; that of Kaltim is 3,014,497."""
    outcome = mill.upload([mill.row(0, wage=3_000_000)], hold_soft=False)
    said = {one.code: one.said for one in Finding.objects.filter(upload_id=outcome.upload_id)}
    assert said["W02"] == "Di bawah UMP Rp\u00a03.014.497."
    assert outcome.stored == 1


@pytest.mark.parametrize(
    ("wage", "asked"), [(6_500_000, False), (6_500_001, True), (3_500_000, False), (3_499_999, True)]
)
def test_a_wage_that_moved_more_than_thirty_percent_is_asked_about(mill: Mill, wage: int, asked: bool) -> None:
    outcome = mill.upload([mill.row(0, wage=wage)])
    assert ("W03" in {code for _, code in found(outcome)}) is asked
    assert outcome.stored == 1


def test_the_move_is_measured_from_the_last_report(mill: Mill) -> None:
    mill.upload([mill.row(0, wage=6_400_000)], month=NOVEMBER)
    outcome = mill.upload([mill.row(0, wage=8_000_000)])
    assert found(outcome) == []
    later = mill.upload([mill.row(0, wage=12_000_000)], month=JANUARY)
    [finding] = Finding.objects.filter(upload_id=later.upload_id)
    assert finding.said == "Upah berubah +50 %. Benar?"
    assert finding.repair == "Bandingkan dengan upah terakhir Rp\u00a08.000.000."


def test_last_months_workers_who_are_missing_are_asked_about(mill: Mill) -> None:
    mill.upload(mill.rows(), month=NOVEMBER)
    outcome = mill.upload([mill.row(0)])
    [finding] = Finding.objects.filter(upload_id=outcome.upload_id)
    assert (finding.row, finding.code, finding.read) == (0, "W05", "Budi Santoso, Nur Hidayah")
    assert finding.said == "2 pekerja bulan lalu tidak ada. Keluar atau lupa?"


def test_who_was_reported_in_another_file_of_the_month_is_not_missing(mill: Mill) -> None:
    mill.upload(mill.rows(), month=NOVEMBER)
    mill.upload([mill.row(0), mill.row(1)])
    assert found(mill.upload([mill.row(2)], name="sisa.xlsx")) == []


def test_compulsory_programmes_that_are_not_taken_are_told(mill: Mill) -> None:
    Participation.objects.filter(pk=mill.workers[0].pk).update(programmes=1 | 2 | 4)
    outcome = mill.upload(mill.rows())
    [finding] = Finding.objects.filter(upload_id=outcome.upload_id)
    assert (finding.row, finding.code) == (0, "P01")
    assert finding.said == "1 pekerja belum mengikuti JKK, JKM, JHT, JP yang wajib bagi usaha besar."


def test_somebody_who_died_before_the_month_is_not_missing_a_programme(mill: Mill) -> None:
    Participation.objects.filter(pk=mill.workers[0].pk).update(programmes=1 | 2 | 4)
    Person.objects.filter(pk=mill.people[0].pk).update(died_on=date(2022, 11, 20))
    assert found(mill.upload(mill.rows()[1:])) == []


def test_a_row_with_several_faults_tells_them_all_and_is_one_hard_row(mill: Mill) -> None:
    outcome = mill.upload([mill.row(0, nik="123", wage="Rp 5.000.000")])
    assert found(outcome) == [(2, "N01"), (2, "W01")]
    assert (outcome.hard, outcome.good, outcome.stored) == (1, 0, 0)
    assert not WageReport.objects.exists()


def test_the_upload_remembers_its_counts(mill: Mill) -> None:
    outcome = mill.upload([mill.row(0), mill.row(1, name="Agus"), mill.row(2, wage="x")])
    upload = Upload.objects.get(pk=outcome.upload_id)
    assert (upload.rows, upload.good, upload.soft, upload.hard) == (3, 1, 1, 1)
    assert upload.file_name == "upah.xlsx"
    assert WageReport.objects.get().upload_id == upload.pk


def test_what_people_are_told_counts_rows_by_code(mill: Mill) -> None:
    outcome = mill.upload([mill.row(0, wage="x"), mill.row(1, wage="y"), mill.row(2, name="Agus")])
    assert [(one.code, one.level, one.count, one.first_row) for one in outcome.findings] == [
        ("W01", "hard", 2, 2),
        ("M03", "soft", 1, 4),
    ]


def test_order_of_rows_does_not_matter(mill: Mill) -> None:
    rows = [mill.row(0, wage=5_100_000), mill.row(1, wage=5_200_000), mill.row(2, wage="x")]
    mill.upload(rows)
    forwards = wages_in_force()
    mill.upload(list(reversed(rows)), month=JANUARY)
    assert wages_in_force(JANUARY) == forwards


def test_a_foreigner_is_found_by_card(mill: Mill) -> None:
    person = a_person(nik=None, passport="A1234567", nationality="MY", name="John Tan")
    Card.objects.create(kpj="22000000009", person=person, issued_on=date(2022, 1, 1))
    worker = a_participation(mill.payer, 9_000_000, person, since=date(2022, 1, 1), programmes=7)
    outcome = mill.upload([["22000000009", "", "", "John Tan", 9_000_000, 0]])
    assert (found(outcome), wages_in_force().keys()) == ([], {worker.pk})
