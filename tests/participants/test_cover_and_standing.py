"""The answer by day agrees with the standing by month that coverage counts."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from tests.contributions.closing import close
from tests.factories import a_participation, a_payment, a_person, a_self_payer, an_employer

from naungan.law.months import last_day, month_of
from naungan.participants.cover import cover_on
from naungan.participants.protection_facts import State
from naungan.registry.models import Person

STATE_OF = {0: {State.AWAITING, State.UNKNOWN}, 1: {State.RUNNING}, 2: {State.GRACE}, 3: {State.LAPSED}}
MONTHS = ("2022-07", "2022-08", "2022-09", "2022-10", "2022-11", "2022-12")


@pytest.mark.django_db
def test_on_the_last_day_of_every_month_both_say_the_same() -> None:
    people: list[Person] = [a_person() for _ in range(6)]
    for number, person in enumerate(people):
        payer = a_self_payer(person, since=date(2022, 7, 1))
        a_participation(payer, 1_000_000, person, since=date(2022, 7 + number // 2, 2))
        for month in range(8, 8 + number):
            a_payment(payer, 16_800, date(2022, min(month, 12), 9))
    a_participation(an_employer(), person=people[0])
    for text in MONTHS:
        close(text)
    with connection.cursor() as cursor:
        cursor.execute("SELECT month, participation_id, person_id, standing FROM contributions_standing")
        standings = cursor.fetchall()
    seen = set()
    for month, participation, person_id, standing in standings:
        person = Person.objects.get(pk=person_id)
        found = cover_on(person, last_day(month_of(month)))
        (state,) = (one.state for one in found.protections if one.enrolment.participation_id == participation)
        assert state in STATE_OF[standing], (month, participation)
        seen.add(standing)
    assert seen == {0, 1, 2, 3}
