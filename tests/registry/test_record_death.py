"""A death is inactive from the next month: participations end, later ones are void, nothing is lost."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from naungan.registry.errors import BadParticipation, BadPerson, UnknownPerson
from naungan.registry.models import Participation, Payer, Person
from naungan.registry.participate import start_participation
from naungan.registry.payers import register_self_payer, register_sponsor
from naungan.registry.people import DeathRecorded, record_death

pytestmark = pytest.mark.django_db
DIED = date(2022, 11, 30)
REPORTED = date(2022, 12, 20)
INACTIVE = date(2022, 12, 1)


def _job(person: Person, payer: Payer, since: date, until: date | None = None) -> Participation:
    segment = 1 if payer.code.startswith("KT") else 2
    return start_participation(
        person_id=person.pk, payer_id=payer.pk, segment=segment, programmes=3, region="64.71",
        since=since, until=until, wage=3_500_000,
    )  # fmt: skip


def _die(person: Person) -> DeathRecorded:
    return record_death(person_id=person.pk, died_on=DIED, reported_on=REPORTED)


def test_running_participations_end_with_the_month_of_death(siti: Person, mill: Payer) -> None:
    job = _job(siti, mill, date(2020, 1, 6))
    recorded = _die(siti)
    job.refresh_from_db()
    siti.refresh_from_db()
    assert (recorded.inactive_from, recorded.ended, recorded.voided) == (INACTIVE, 1, 0)
    assert (job.during, job.left_because, siti.died_on) == (DateRange(date(2020, 1, 6), INACTIVE), "died", DIED)


def test_every_job_ends(siti: Person, mill: Payer) -> None:
    own = register_self_payer(person_id=siti.pk, region="64.71", since=date(2021, 1, 1))
    jobs = [_job(siti, mill, date(2020, 1, 6)), _job(siti, own, date(2021, 1, 1))]
    assert _die(siti).ended == 2
    assert {Participation.objects.get(pk=job.pk).during.upper for job in jobs} == {INACTIVE}


def test_a_participation_that_ended_before_stays_as_it_was(siti: Person, mill: Payer) -> None:
    job = _job(siti, mill, date(2020, 1, 6), date(2021, 1, 1))
    assert _die(siti).ended == 0
    job.refresh_from_db()
    assert (job.during.upper, job.left_because) == (date(2021, 1, 1), "")


def test_a_participation_that_begins_after_the_death_is_void(siti: Person) -> None:
    pemda = register_sponsor(
        code="PEMDA-64", name="Pemprov Kaltim", region="64", since=date(2022, 1, 1), fund_source="apbd"
    )
    ghost = _job(siti, pemda, date(2023, 1, 1))
    recorded = _die(siti)
    ghost.refresh_from_db()
    assert (recorded.ended, recorded.voided, ghost.during.isempty) == (0, 1, True)


def test_a_self_payers_life_ends_too(siti: Person) -> None:
    own = register_self_payer(person_id=siti.pk, region="64.71", since=date(2021, 1, 1))
    _die(siti)
    own.refresh_from_db()
    assert own.life == DateRange(date(2021, 1, 1), INACTIVE)


def test_somebody_else_is_left_alone(siti: Person, mill: Payer) -> None:
    other = Person.objects.create(name="Budi", born_on=date(1985, 3, 2), sex="L")
    job = _job(other, mill, date(2020, 1, 6))
    _die(siti)
    job.refresh_from_db()
    assert job.during.upper is None


def test_the_same_death_again_changes_nothing(siti: Person, mill: Payer) -> None:
    _job(siti, mill, date(2020, 1, 6))
    _die(siti)
    again = _die(siti)
    assert (again.ended, again.voided) == (0, 0)


def test_a_death_in_december_is_inactive_from_january(siti: Person) -> None:
    recorded = record_death(person_id=siti.pk, died_on=date(2022, 12, 1), reported_on=REPORTED)
    assert recorded.inactive_from == date(2023, 1, 1)


@pytest.mark.parametrize(
    ("died_on", "said"),
    [
        (date(2022, 12, 21), "Tanggal meninggal 21 Desember 2022 sesudah tanggal lapor 20 Desember 2022."),
        (date(1990, 8, 16), "Tanggal meninggal 16 Agustus 1990 sebelum lahir 17 Agustus 1990."),
    ],
)
def test_a_day_that_cannot_be_is_refused(siti: Person, died_on: date, said: str) -> None:
    with pytest.raises(BadPerson) as refused:
        record_death(person_id=siti.pk, died_on=died_on, reported_on=REPORTED)
    assert str(refused.value) == said


def test_another_day_than_recorded_is_refused(siti: Person) -> None:
    _die(siti)
    with pytest.raises(BadPerson, match="sudah tercatat meninggal 30 November 2022"):
        record_death(person_id=siti.pk, died_on=date(2022, 11, 29), reported_on=REPORTED)


def test_the_dead_are_not_put_under_cover_again_but_for_the_month_of_death(siti: Person, mill: Payer) -> None:
    _die(siti)
    with pytest.raises(BadParticipation, match="meninggal 30 November 2022"):
        _job(siti, mill, INACTIVE)
    assert _job(siti, mill, DIED, INACTIVE).during == DateRange(DIED, INACTIVE)


def test_a_cover_of_the_dead_cannot_last_beyond_the_month_of_death(siti: Person, mill: Payer) -> None:
    _die(siti)
    with pytest.raises(BadParticipation, match="meninggal 30 November 2022"):
        _job(siti, mill, DIED)


def test_nobody_unknown_dies() -> None:
    with pytest.raises(UnknownPerson):
        record_death(person_id=7, died_on=DIED, reported_on=REPORTED)
