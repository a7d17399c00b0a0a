"""Golden answers to "am I covered?": registered, closed and paid in the database, read as one sentence."""

from __future__ import annotations

from datetime import date

import pytest
from tests.contributions.closing import close
from tests.factories import (
    JHT,
    JKK,
    JKM,
    JKP,
    JP,
    a_participation,
    a_payment,
    a_person,
    a_project,
    a_self_payer,
    a_sponsor,
    an_employer,
)

from naungan.participants.cover import Answer, cover_on
from naungan.participants.cover_words import cover_sentence
from naungan.registry.models import Payer, Person
from naungan.registry.people import record_death

pytestmark = pytest.mark.django_db
MONTHLY = 16_800


def said(person: Person, on: str) -> str:
    return cover_sentence(cover_on(person, date.fromisoformat(on))).replace("\u00a0", " ")


def a_sponsored(person: Person, until: date | None = None, since: date = date(2022, 1, 3)) -> Payer:
    sponsor = a_sponsor()
    sponsor.name = "Pemerintah Kota Balikpapan"
    sponsor.save()
    a_participation(sponsor, 1_000_000, person, since=since, until=until)
    return sponsor


def test_a_wage_earner() -> None:
    person, employer = a_person(), an_employer()
    employer.name = "PT Batubara Sejahtera"
    employer.save()
    a_participation(employer, person=person, programmes=JKK | JKM | JHT)
    assert said(person, "2022-12-31") == (
        "Ya, terlindungi hari ini selama masih bekerja, dibayar oleh PT Batubara Sejahtera, "
        "untuk kecelakaan kerja, kematian, dan hari tua."
    )


def test_two_jobs_are_one_answer_with_both_payers() -> None:
    person, one, other = a_person(), an_employer(), an_employer()
    a_participation(one, person=person, programmes=JKK | JKM)
    a_participation(other, person=person, programmes=JKK | JKM | JHT, since=date(2022, 5, 1))
    assert said(person, "2022-12-31") == (
        f"Ya, terlindungi hari ini selama masih bekerja, dibayar oleh {other.name} dan {one.name}, "
        "untuk kecelakaan kerja, kematian, dan hari tua."
    )


def test_sponsored_until_the_decree_ends() -> None:
    person = a_person()
    sponsor = a_sponsored(person, until=date(2023, 1, 1))
    a_payment(sponsor, MONTHLY, date(2022, 12, 5))
    close("2022-12")
    assert said(person, "2022-12-31") == (
        "Ya, terlindungi hari ini sampai 31 Desember 2022, dibayar oleh Pemerintah Kota Balikpapan, "
        "untuk kecelakaan kerja dan kematian."
    )
    assert said(person, "2023-01-01") == (
        "Perlindungan berhenti sejak 1 Januari 2023: kepesertaan pada Pemerintah Kota Balikpapan berakhir."
    )


def test_paid_protected_at_least_until_grace_would_end() -> None:
    person = a_person()
    a_payment(a_sponsored(person), MONTHLY, date(2022, 12, 5))
    close("2022-12")
    assert said(person, "2022-12-31") == (
        "Ya, terlindungi hari ini, paling sedikit sampai 31 Maret 2023, dibayar oleh Pemerintah Kota Balikpapan, "
        "untuk kecelakaan kerja dan kematian."
    )


def test_grace_then_lapse() -> None:
    person = a_person()
    a_payment(a_sponsored(person), MONTHLY, date(2022, 9, 5))
    for text in ("2022-09", "2022-10", "2022-11"):
        close(text)
    assert said(person, "2022-11-30") == ("Masih terlindungi sampai 31 Desember 2022. Iuran 2 bulan belum dibayar.")
    close("2022-12")
    assert said(person, "2022-12-31") == ("Masih terlindungi sampai 31 Desember 2022. Iuran 3 bulan belum dibayar.")
    stopped = "Perlindungan berhenti sejak 1 Januari 2023 karena iuran Oktober 2022 – Desember 2022 belum dibayar."
    assert said(person, "2023-01-01") == stopped
    close("2023-01")
    assert said(person, "2023-03-10") == stopped


def test_money_that_came_since_the_close_counts_as_the_next_close_will_count_it() -> None:
    person = a_person()
    payer = a_self_payer(person)
    a_participation(payer, 1_000_000, person, since=date(2022, 9, 1))
    a_payment(payer, MONTHLY, date(2022, 9, 5))
    for text in ("2022-09", "2022-10"):
        close(text)
    assert said(person, "2022-11-25") == "Masih terlindungi sampai 31 Desember 2022. Iuran 2 bulan belum dibayar."
    a_payment(payer, 2 * MONTHLY, date(2022, 11, 24))
    assert said(person, "2022-11-23") == "Masih terlindungi sampai 31 Desember 2022. Iuran 2 bulan belum dibayar."
    assert said(person, "2022-11-25") == (
        "Ya, terlindungi hari ini, paling sedikit sampai 28 Februari 2023, dibayar oleh peserta sendiri, "
        "untuk kecelakaan kerja dan kematian."
    )


def test_the_first_contribution_is_awaited() -> None:
    person = a_person()
    close("2022-10")
    payer = a_self_payer(person)
    a_participation(payer, 1_000_000, person, since=date(2022, 11, 3))
    awaited = "Belum terlindungi hari ini: perlindungan berlaku setelah iuran pertama dari peserta sendiri diterima."
    assert said(person, "2022-11-05") == awaited
    a_payment(payer, MONTHLY - 1, date(2022, 11, 6))
    assert said(person, "2022-11-06") == awaited
    a_payment(payer, 1, date(2022, 11, 7))
    assert said(person, "2022-11-07").startswith("Ya, terlindungi hari ini, paling sedikit sampai 28 Februari 2023")


def test_not_yet_begun() -> None:
    person, employer = a_person(), an_employer()
    a_participation(employer, person=person, since=date(2023, 1, 2))
    assert said(person, "2022-12-31") == (
        f"Belum terlindungi hari ini: kepesertaan pada {employer.name} mulai 2 Januari 2023."
    )


def test_left_a_job() -> None:
    person, employer = a_person(), an_employer()
    a_participation(employer, person=person, until=date(2022, 7, 1), left_because="dismissed")
    assert said(person, "2022-12-31") == (
        f"Perlindungan berhenti sejak 1 Juli 2022 karena hubungan kerja dengan {employer.name} diputus."
    )


def test_retired_says_what_can_be_claimed() -> None:
    person, employer = a_person(born_on=date(1964, 3, 15)), an_employer()
    a_participation(employer, person=person, until=date(2022, 4, 1), left_because="retired")
    assert said(person, "2022-12-31") == (
        f"Perlindungan berhenti sejak 1 April 2022 karena pensiun dari {employer.name}; "
        "jaminan hari tua dan pensiun dapat diajukan."
    )


def test_of_somebody_who_died_it_is_the_day_of_death_that_counts() -> None:
    person, employer = a_person(), an_employer()
    a_participation(employer, person=person, programmes=JKK | JKM)
    record_death(person_id=person.pk, died_on=date(2022, 12, 3), reported_on=date(2022, 12, 10))
    person.refresh_from_db()
    found = cover_on(person, date(2023, 2, 1))
    assert (found.day, found.answer, found.stale) == (date(2022, 12, 3), Answer.YES, False)
    assert said(person, "2023-02-01") == (
        f"Terlindungi saat meninggal dunia pada 3 Desember 2022, dibayar oleh {employer.name}, "
        "untuk kecelakaan kerja dan kematian."
    )


def test_the_right_to_jkp_ends_with_death() -> None:
    person = a_person(died_on=date(2022, 12, 3))
    a_participation(an_employer(), person=person, until=date(2023, 1, 1), left_because="died")
    assert cover_on(person, date(2022, 12, 2)).programmes == JKK | JKM | JHT | JP | JKP
    assert cover_on(person, date(2022, 12, 3)).programmes == JKK | JKM | JHT | JP


def test_of_somebody_who_died_after_the_job_it_says_no() -> None:
    person = a_person(died_on=date(2022, 12, 3))
    a_participation(an_employer(), person=person, until=date(2022, 7, 1), left_because="resigned")
    assert said(person, "2023-02-01") == "Tidak terlindungi saat meninggal dunia pada 3 Desember 2022."


def test_a_payment_after_death_protects_nobody() -> None:
    person = a_person(died_on=date(2022, 11, 20))
    close("2022-10")
    payer = a_self_payer(person)
    a_participation(payer, 1_000_000, person, since=date(2022, 11, 3), until=date(2022, 12, 1))
    a_payment(payer, MONTHLY, date(2022, 11, 25))
    assert said(person, "2022-12-10") == "Tidak terlindungi saat meninggal dunia pada 20 November 2022."


def test_a_project_worker_waits_for_the_projects_first_payment() -> None:
    person = a_person()
    project = a_project(date(2022, 10, 3), 500_000_000)
    a_participation(project, 3_000_000, person, since=date(2022, 10, 3))
    assert said(person, "2022-10-20") == (
        f"Belum terlindungi hari ini: perlindungan berlaku setelah iuran pertama dari {project.name} diterima."
    )
    a_payment(project, 10**9, date(2022, 10, 21))
    close("2022-10")
    assert said(person, "2022-10-31").startswith("Ya, terlindungi hari ini selama masih bekerja")


def test_without_any_participation() -> None:
    assert said(a_person(), "2022-12-31") == "Tidak: belum ada kepesertaan atas nama ini."


def test_paid_before_the_books_began_is_not_guessed_at() -> None:
    person = a_person()
    a_sponsored(person, since=date(2019, 4, 1))
    close("2022-10")
    assert said(person, "2022-10-31") == (
        "Belum dapat dipastikan: iuran dicatat di sini sejak Oktober 2022, dan sejak itu belum tercatat dibayar."
    )


def test_long_after_the_last_close_the_answer_is_for_the_last_day_known() -> None:
    person, employer = a_person(), an_employer()
    a_participation(employer, person=person, programmes=JKK | JKM)
    close("2022-12")
    assert cover_on(person, date(2023, 2, 28)).stale is False
    found = cover_on(person, date(2026, 11, 23))
    assert (found.day, found.stale) == (date(2022, 12, 31), True)
    assert cover_sentence(found) == (
        f"Ya, terlindungi pada 31 Desember 2022 selama masih bekerja, dibayar oleh {employer.name}, "
        "untuk kecelakaan kerja dan kematian."
    )
