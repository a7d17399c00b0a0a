"""What the close assesses is what the law says of one person, to the rupiah."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.contributions.closing import close
from tests.factories import (
    ALL,
    JHT,
    JKK,
    JKM,
    a_participation,
    a_person,
    a_project,
    a_self_payer,
    a_sponsor,
    a_wage_report,
    an_employer,
    month,
)

from naungan.contributions.models import Assessment
from naungan.law.months import days_since_epoch
from naungan.law.statute import load

pytestmark = pytest.mark.django_db


def amounts(participation_id: int) -> dict[str, int]:
    row = Assessment.objects.get(participation_id=participation_id)
    return {name: getattr(row, name) for name in ("jkk", "jkm", "jht_employer", "jht_employee", "jp_employer",
                                                   "jp_employee", "total")}  # fmt: skip


def test_a_wage_earner_of_class_two_owes_what_the_published_case_says() -> None:
    worker = a_participation(an_employer(jkk_class=2), 10_000_000)
    close("2026-02")
    assert amounts(worker.pk) == {
        "jkk": 54_000,
        "jkm": 30_000,
        "jht_employer": 370_000,
        "jht_employee": 200_000,
        "jp_employer": 200_000,
        "jp_employee": 100_000,
        "total": 954_000,
    }


def test_half_a_rupiah_is_rounded_up_component_by_component() -> None:
    worker = a_participation(an_employer(jkk_class=1), 10_547_500)
    close("2026-02")
    row = amounts(worker.pk)
    assert (row["jkm"], row["jht_employer"], row["jp_employer"]) == (31_643, 390_258, 210_948)


def test_programmes_not_taken_are_not_owed() -> None:
    worker = a_participation(an_employer(), 4_000_000, programmes=JKK | JKM)
    close("2022-12")
    row = amounts(worker.pk)
    assert (row["jht_employer"], row["jht_employee"], row["jp_employer"], row["total"]) == (0, 0, 0, 21_600)


def test_a_foreigner_owes_no_pension_contribution() -> None:
    worker = a_participation(an_employer(), 30_000_000, person=a_person(nik=None, nationality="KR"))
    close("2026-04")
    row = amounts(worker.pk)
    assert (row["jkk"], row["jht_employer"], row["jp_employer"], row["jp_employee"]) == (72_000, 1_110_000, 0, 0)


def test_a_worker_past_pension_age_owes_pension_only_when_postponing() -> None:
    employer = an_employer()
    stopped = a_participation(employer, person=a_person(born_on=date(1964, 1, 2)))
    going_on = a_participation(employer, person=a_person(born_on=date(1964, 1, 2)), continues_past_pension=True)
    close("2022-12")
    assert amounts(stopped.pk)["jp_employer"] == 0
    assert amounts(going_on.pk)["jp_employer"] == 100_000


def test_a_self_paying_worker_owes_the_bracket_and_the_flat_sum() -> None:
    person = a_person()
    worker = a_participation(a_self_payer(person), 1_000_000, person=person, programmes=JKK | JKM | JHT)
    close("2022-12")
    row = amounts(worker.pk)
    assert (row["jkk"], row["jkm"], row["jht_employee"], row["total"]) == (10_000, 6_800, 20_000, 36_800)


def test_a_worker_sponsored_by_the_budget_gets_no_relief_of_2026_but_one_of_a_company_does() -> None:
    by_budget = a_participation(a_sponsor("apbd"), 1_000_000)
    by_company = a_participation(a_sponsor("csr"), 1_000_000)
    close("2026-05")
    assert amounts(by_budget.pk)["total"] == 16_800
    assert amounts(by_company.pk)["total"] == 8_400


def test_a_project_worker_with_a_known_wage_owes_the_construction_rate() -> None:
    project = a_project(date(2024, 5, 2), 900_000_000, wages_known=True)
    worker = a_participation(project, 3_000_000, since=date(2024, 5, 2))
    close("2024-05")
    assert amounts(worker.pk) == {
        "jkk": 52_200, "jkm": 9_000, "jht_employer": 0, "jht_employee": 0, "jp_employer": 0, "jp_employee": 0,
        "total": 61_200,
    }  # fmt: skip


def test_the_month_s_report_goes_before_last_month_and_that_before_the_registration() -> None:
    employer = an_employer()
    worker = a_participation(employer, 3_000_000)
    a_wage_report(employer, month("2022-11"), {worker: 4_000_000})
    close("2022-11")
    close("2022-12")
    a_wage_report(employer, month("2023-01"), {worker: 4_500_000})
    close("2023-01")
    seen = Assessment.objects.order_by("for_month").values_list("wage", "source")
    assert list(seen) == [(4_000_000, 1), (4_000_000, 2), (4_500_000, 1)]


def test_the_dead_are_assessed_for_the_month_of_death_and_no_longer() -> None:
    worker = a_participation(an_employer(), person=a_person(died_on=date(2022, 11, 20)))
    close("2022-11")
    close("2022-12")
    assert list(Assessment.objects.values_list("participation_id", "for_month")) == [(worker.pk, month("2022-11"))]


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 10**13),
            st.integers(1, 5),
            st.dates(date(1955, 1, 1), date(2004, 12, 31)),
            st.sampled_from([ALL, JKK | JKM, JKK | JKM | JHT, ALL - 16]),
            st.booleans(),
        ),
        min_size=1,
        max_size=40,
    ),
    st.sampled_from(["2015-07", "2016-02", "2016-03", "2021-02", "2022-12", "2025-02", "2026-03"]),
)
def test_the_database_and_the_law_agree_on_anybody(people: list[tuple[int, int, date, int, bool]], text: str) -> None:
    from django.db import transaction

    law = load().of_month(month(text)).compile(["jkk_employer", "jkm_employer", "jht_employer", "jht_employee",
                                                "jp_employer", "jp_employee", "total"])  # fmt: skip
    with transaction.atomic():
        expected = {}
        for wage, risk, born, programmes, continues in people:
            worker = a_participation(
                an_employer(jkk_class=risk), wage, person=a_person(born_on=born), programmes=programmes,
                continues_past_pension=continues,
            )  # fmt: skip
            expected[worker.pk] = law(
                wage=wage, month_wage=wage, jkk_class=risk, born=days_since_epoch(born), continues=continues,
                takes_jht=bool(programmes & 4), takes_jp=bool(programmes & 8),
            )  # fmt: skip
        close(text)
        for worker_id, answer in expected.items():
            row = amounts(worker_id)
            assert row["total"] == answer["total"]
            assert row["jp_employer"] == answer["jp_employer"]
            assert row["jkk"] == answer["jkk_employer"]
        transaction.set_rollback(True)
