"""Days of a participation that were recorded wrongly are set right, within what PostgreSQL guards."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.factories import a_participation, a_payer, a_person, a_sponsor, an_employer

from naungan.registry.errors import (
    AlreadyActive,
    AnotherPayerThisMonth,
    BadParticipation,
    OutsidePayerLife,
    UnknownParticipation,
)
from naungan.registry.models import Participation, PayerKind
from naungan.registry.people import record_death
from naungan.registry.redate import redate_participation

pytestmark = pytest.mark.django_db
SINCE, UNTIL = date(2021, 3, 1), date(2022, 6, 1)


def test_the_days_and_the_reason_are_set_and_the_history_keeps_the_old_ones() -> None:
    row = a_participation(an_employer(), since=date(2020, 1, 1))
    redate_participation(participation_id=row.pk, since=SINCE, until=UNTIL, because="resigned")
    row.refresh_from_db()
    assert (row.during, row.left_because) == (DateRange(SINCE, UNTIL), "resigned")
    events = Participation.pgh_event_model.objects.filter(pgh_obj=row).order_by("pgh_id")  # type: ignore[attr-defined]
    assert [event.during.lower for event in events] == [date(2020, 1, 1), SINCE]


def test_an_end_that_never_was_is_taken_away() -> None:
    row = a_participation(an_employer(), since=SINCE, until=UNTIL, left_because="resigned")
    redate_participation(participation_id=row.pk, since=SINCE, until=None)
    row.refresh_from_db()
    assert (row.during.upper, row.left_because) == (None, "")


@pytest.mark.parametrize(
    ("until", "because", "said"),
    [
        (UNTIL, "", "diisi bersama"),
        (None, "resigned", "diisi bersama"),
        (UNTIL, "bosan", "tidak dikenal"),
        (date(2021, 2, 1), "resigned", "kosong"),
        (SINCE, "resigned", "kosong"),
    ],
)
def test_days_that_cannot_be_are_refused(until: date | None, because: str, said: str) -> None:
    row = a_participation(an_employer(), since=date(2020, 1, 1))
    with pytest.raises(BadParticipation, match=said):
        redate_participation(participation_id=row.pk, since=SINCE, until=until, because=because)
    row.refresh_from_db()
    assert row.during.lower == date(2020, 1, 1)


def test_it_does_not_last_beyond_a_death() -> None:
    row = a_participation(an_employer(), since=date(2020, 1, 1))
    record_death(person_id=row.person_id, died_on=date(2022, 5, 20), reported_on=date(2022, 6, 1))
    with pytest.raises(BadParticipation, match="meninggal"):
        redate_participation(participation_id=row.pk, since=SINCE, until=None)


def test_it_does_not_run_over_another_with_the_same_payer() -> None:
    employer, person = an_employer(), a_person()
    first = a_participation(employer, person=person, since=date(2020, 1, 1), until=date(2021, 1, 1))
    a_participation(employer, person=person, since=date(2021, 6, 1))
    with pytest.raises(AlreadyActive, match="sejak 1 Juni 2021"):
        redate_participation(
            participation_id=first.pk, since=date(2020, 1, 1), until=date(2021, 7, 1), because="resigned"
        )


def test_a_sponsored_worker_has_one_payer_a_month() -> None:
    person, first, second = a_person(), a_sponsor(), a_sponsor()
    row = a_participation(first, person=person, since=date(2021, 1, 1), until=date(2021, 7, 1))
    a_participation(second, person=person, since=date(2021, 7, 1))
    with pytest.raises(AnotherPayerThisMonth, match="Satu pekerja BPU satu pembayar"):
        redate_participation(
            participation_id=row.pk, since=date(2021, 1, 1), until=date(2021, 7, 15), because="moved"
        )


def test_it_stays_within_the_life_of_its_payer() -> None:
    payer = a_payer(PayerKind.SPONSOR, "PEMDA-REDATE", since=date(2021, 1, 1))
    row = a_participation(payer, since=date(2021, 3, 1))
    with pytest.raises(OutsidePayerLife):
        redate_participation(participation_id=row.pk, since=date(2020, 12, 1), until=None)


def test_an_unknown_one_is_said_to_be_unknown() -> None:
    with pytest.raises(UnknownParticipation):
        redate_participation(participation_id=0, since=SINCE, until=None)
