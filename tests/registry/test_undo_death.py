"""A death that was recorded wrongly is taken back: everything goes on as it was."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import a_participation, a_person, a_self_payer, a_sponsor, an_employer

from naungan.registry.errors import AlreadyActive, AnotherPayerThisMonth, BadPerson, UnknownPerson
from naungan.registry.models import Participation, Payer, Person
from naungan.registry.people import record_death
from naungan.registry.undo_death import undo_death

pytestmark = pytest.mark.django_db
DIED, REPORTED = date(2022, 8, 17), date(2022, 9, 1)


def die(person: Person) -> None:
    record_death(person_id=person.pk, died_on=DIED, reported_on=REPORTED)


def test_the_person_lives_and_the_participation_goes_on() -> None:
    row = a_participation(an_employer(), since=date(2020, 1, 1))
    die(row.person)
    undone = undo_death(person_id=row.person_id)
    row.refresh_from_db()
    assert (undone.person.died_on, undone.restored) == (None, 1)
    assert (row.during, row.left_because) == (DateRange(date(2020, 1, 1), None), "")


def test_one_that_would_have_ended_later_anyway_ends_then() -> None:
    row = a_participation(
        an_employer(), since=date(2020, 1, 1), until=date(2022, 12, 31), left_because="contract_ended"
    )
    die(row.person)
    undo_death(person_id=row.person_id)
    row.refresh_from_db()
    assert (row.during.upper, row.left_because) == (date(2022, 12, 31), "contract_ended")


def test_one_that_was_to_begin_after_the_death_begins_after_all() -> None:
    row = a_participation(an_employer(), since=date(2022, 11, 1))
    die(row.person)
    row.refresh_from_db()
    assert row.during.isempty
    undo_death(person_id=row.person_id)
    row.refresh_from_db()
    assert row.during == DateRange(date(2022, 11, 1), None)


def test_one_that_had_ended_before_the_death_stays_as_it_is() -> None:
    person = a_person()
    row = a_participation(
        an_employer(), person=person, since=date(2020, 1, 1), until=date(2021, 1, 1), left_because="resigned"
    )
    die(person)
    undo_death(person_id=person.pk)
    row.refresh_from_db()
    assert (row.during.upper, row.left_because) == (date(2021, 1, 1), "resigned")


def test_a_self_payer_s_life_goes_on_too() -> None:
    person = a_person()
    payer = a_self_payer(person)
    row = a_participation(payer, person=person)
    die(person)
    assert Payer.objects.get(pk=payer.pk).life.upper == date(2022, 9, 1)
    undo_death(person_id=person.pk)
    row.refresh_from_db()
    assert (Payer.objects.get(pk=payer.pk).life.upper, row.during.upper) == (None, None)


def test_a_participation_that_came_in_already_ended_by_death_goes_on_without_end() -> None:
    person = a_person(died_on=DIED)
    row = a_participation(
        an_employer(), person=person, since=date(2020, 1, 1), until=date(2022, 9, 1), left_because="died"
    )
    undo_death(person_id=person.pk)
    row.refresh_from_db()
    assert (row.during.upper, row.left_because) == (None, "")


def test_nobody_who_lives_is_undone() -> None:
    with pytest.raises(BadPerson, match="tidak tercatat meninggal"):
        undo_death(person_id=a_person().pk)
    with pytest.raises(UnknownPerson):
        undo_death(person_id=0)


def test_what_began_since_with_the_same_payer_stands_in_the_way_and_nothing_changes() -> None:
    employer = an_employer()
    row = a_participation(employer, since=date(2020, 1, 1))
    die(row.person)
    a_participation(employer, person=row.person, since=date(2022, 10, 1), until=date(2022, 11, 1))
    with pytest.raises(AlreadyActive, match="Akhiri yang baru"):
        undo_death(person_id=row.person_id)
    assert Person.objects.get(pk=row.person_id).died_on == DIED


def test_so_does_another_sponsor() -> None:
    person = a_person()
    a_participation(a_sponsor(), person=person, since=date(2022, 1, 1))
    die(person)
    a_participation(a_sponsor(), person=person, since=date(2022, 10, 1))
    with pytest.raises(AnotherPayerThisMonth):
        undo_death(person_id=person.pk)


@given(
    days=st.lists(
        st.tuples(st.dates(date(2019, 1, 1), date(2023, 6, 1)), st.one_of(st.none(), st.integers(1, 900))), max_size=4
    )
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_dying_and_living_again_leaves_everything_as_it_was(days: list[tuple[date, int | None]]) -> None:
    person = a_person()
    for since, length in days:
        until = date.fromordinal(since.toordinal() + length) if length else None
        a_participation(
            an_employer(), person=person, since=since, until=until, left_because="resigned" if until else ""
        )
    before = list(Participation.objects.filter(person=person).order_by("pk").values_list("during", "left_because"))
    die(person)
    undo_death(person_id=person.pk)
    after = list(Participation.objects.filter(person=person).order_by("pk").values_list("during", "left_because"))
    assert after == before
