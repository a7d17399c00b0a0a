"""Breaking into participations with raw SQL: the database itself refuses, and allows what is true."""

from __future__ import annotations

import pytest
from tests.factories import a_person, a_region, a_self_payer, a_sponsor, an_employer
from tests.registry.breaking import database_refuses, put_participation, run

pytestmark = pytest.mark.django_db
PU, BPU = 1, 2
ONCE = "participation_once_per_payer"
ONE_A_MONTH = "participation_one_bpu_payer_a_month"


def test_the_same_payer_twice_at_a_time_is_refused() -> None:
    who, mill, place = a_person().pk, an_employer().pk, a_region().pk
    put_participation(who, mill, PU, "[2022-01-01,2022-07-01)", place)
    with database_refuses(ONCE):
        put_participation(who, mill, PU, "[2022-06-30,)", place)
    assert put_participation(who, mill, PU, "[2022-07-01,)", place) > 0


def test_two_open_ends_with_the_same_payer_are_refused() -> None:
    who, mill, place = a_person().pk, an_employer().pk, a_region().pk
    put_participation(who, mill, PU, "[2022-01-01,)", place)
    with database_refuses(ONCE):
        put_participation(who, mill, PU, "[2030-01-01,)", place)


def test_an_end_moved_into_the_next_participation_is_refused() -> None:
    who, mill, place = a_person().pk, an_employer().pk, a_region().pk
    first = put_participation(who, mill, PU, "[2022-01-01,2022-07-01)", place)
    put_participation(who, mill, PU, "[2022-07-01,)", place)
    with database_refuses(ONCE):
        run("UPDATE registry_participation SET during = '[2022-01-01,)' WHERE id = %s", first)


def test_two_jobs_at_once_are_allowed() -> None:
    who, place = a_person().pk, a_region().pk
    rows = {put_participation(who, an_employer().pk, PU, "[2022-01-01,)", place) for _ in range(2)}
    assert len(rows) == 2


def test_two_sponsors_of_one_month_are_refused() -> None:
    who, place = a_person().pk, a_region().pk
    put_participation(who, a_sponsor().pk, BPU, "[2022-01-01,2023-01-01)", place)
    with database_refuses(ONE_A_MONTH):
        put_participation(who, a_sponsor().pk, BPU, "[2022-12-01,)", place)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("[2022-01-01,2022-06-02)", "[2022-06-02,)"),
        ("[2022-01-01,2022-06-11)", "[2022-06-30,)"),
        ("[2022-06-30,2022-07-01)", "[2022-01-01,2022-06-02)"),
        ("[2022-06-30,2022-07-02)", "[2022-07-31,2022-08-01)"),
    ],
)
def test_two_sponsors_that_only_share_a_month_are_refused(first: str, second: str) -> None:
    who, place = a_person().pk, a_region().pk
    put_participation(who, a_sponsor().pk, BPU, first, place)
    with database_refuses(ONE_A_MONTH):
        put_participation(who, a_sponsor().pk, BPU, second, place)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("[2022-01-01,2022-07-01)", "[2022-07-01,)"),
        ("[2022-01-01,2022-06-15)", "[2022-07-01,)"),
        ("[2022-02-28,2022-03-01)", "[2022-03-31,2022-04-01)"),
    ],
)
def test_a_sponsored_person_may_be_handed_over_between_months(first: str, second: str) -> None:
    who, place = a_person().pk, a_region().pk
    put_participation(who, a_sponsor().pk, BPU, first, place)
    assert put_participation(who, a_sponsor().pk, BPU, second, place) > 0


def test_a_self_payer_who_is_sponsored_too_is_refused() -> None:
    person, place = a_person(), a_region().pk
    put_participation(person.pk, a_self_payer(person).pk, BPU, "[2022-01-01,)", place)
    with database_refuses(ONE_A_MONTH):
        put_participation(person.pk, a_sponsor().pk, BPU, "[2022-03-01,2022-04-01)", place)


def test_a_job_that_is_turned_into_a_second_sponsored_month_is_refused() -> None:
    who, place = a_person().pk, a_region().pk
    put_participation(who, a_sponsor().pk, BPU, "[2022-01-01,)", place)
    job = put_participation(who, an_employer().pk, PU, "[2022-01-01,)", place)
    with database_refuses(ONE_A_MONTH):
        run("UPDATE registry_participation SET segment = 2 WHERE id = %s", job)


def test_a_void_participation_stands_in_nobodys_way() -> None:
    who, place = a_person().pk, a_region().pk
    put_participation(who, a_sponsor().pk, BPU, "empty", place)
    assert put_participation(who, a_sponsor().pk, BPU, "[2022-01-01,)", place) > 0


def test_a_wage_that_is_not_positive_is_refused() -> None:
    job = put_participation(a_person().pk, an_employer().pk, PU, "[2022-01-01,)", a_region().pk)
    with database_refuses("participation_wage_positive"):
        run("UPDATE registry_participation SET wage = 0 WHERE id = %s", job)


@pytest.mark.parametrize("programmes", [0, 32, -1])
def test_programmes_that_do_not_exist_are_refused(programmes: int) -> None:
    with database_refuses("participation_programmes_known"):
        put_participation(a_person().pk, an_employer().pk, PU, "[2022-01-01,)", a_region().pk, programmes=programmes)


def test_one_bad_row_refuses_the_whole_statement() -> None:
    mill, place = an_employer().pk, a_region().pk
    people = [a_person().pk for _ in range(3)]
    with database_refuses(ONCE):
        run(
            """
            INSERT INTO registry_participation (person_id, payer_id, segment, programmes, region_id, during, wage)
            SELECT id, %s, 1, 3, %s, '[2022-01-01,)', 1 FROM unnest(%s) id
            """,
            mill,
            place,
            [*people, people[0]],
        )
    assert run("SELECT count(*) FROM registry_participation") == [(0,)]
