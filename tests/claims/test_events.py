"""What a granted claim says happened is recorded in the registry: deaths and ended jobs stop contributions."""

from __future__ import annotations

from datetime import date

import pytest
from tests.claims.claiming import DIED, a_sent, a_worker, an_office, by, verified
from tests.claims.entitlement.cases import a_claim
from tests.factories import a_participation, a_self_payer, an_employer

from naungan.claims.decide import check, decide
from naungan.claims.events import record_event
from naungan.claims.models import Claim
from naungan.claims.moves import State
from naungan.errors import Refused
from naungan.registry.models import Person

pytestmark = pytest.mark.django_db
LAST = date(2022, 11, 15)


def test_a_dismissal_ends_the_job_on_the_day_after() -> None:
    worker = a_worker()
    record_event(a_claim("jht_dismissal", worker.person, LAST))
    worker.refresh_from_db()
    assert (worker.during.upper, worker.left_because) == (date(2022, 11, 16), "dismissed")


def test_the_other_job_goes_on_where_the_employer_is_told() -> None:
    worker = a_worker()
    other = a_participation(an_employer(), person=worker.person)
    record_event(a_claim("jkp", worker.person, LAST, {"payer": worker.payer.code}))
    worker.refresh_from_db()
    other.refresh_from_db()
    assert (worker.during.upper, other.during.upper) == (date(2022, 11, 16), None)


def test_self_paid_cover_goes_on_when_a_job_ends() -> None:
    worker = a_worker()
    own = a_participation(a_self_payer(worker.person), 1_000_000, person=worker.person)
    record_event(a_claim("jht_resign", worker.person, LAST))
    own.refresh_from_db()
    assert own.during.upper is None


def test_a_job_that_had_ended_already_is_left_as_it_was() -> None:
    worker = a_worker()
    worker.during = type(worker.during)(worker.during.lower, date(2022, 11, 16))
    worker.left_because = "resigned"
    worker.save()
    assert record_event(a_claim("jht_dismissal", worker.person, LAST)) == {
        "ended": [],
        "on": "2022-11-16",
        "opens": ["jkp"],
    }


@pytest.mark.parametrize("kind", ["jkk", "jht_housing", "jp_old_age", "jp_disability", "scholarship"])
def test_other_kinds_end_nothing(kind: str) -> None:
    worker = a_worker()
    record_event(a_claim(kind, worker.person, LAST))
    worker.refresh_from_db()
    assert worker.during.upper is None


def test_a_death_on_another_day_than_the_registry_knows_stops_the_decision() -> None:
    office = an_office()
    claim = verified(a_sent(a_worker()), office)
    decision = decide(claim.pk, by(office.maker))
    Person.objects.filter(pk=claim.person_id).update(died_on=date(2022, 12, 1))
    with pytest.raises(Refused, match="sudah tercatat meninggal"):
        check(decision.pk, by(office.checker), agrees=True)
    decision.refresh_from_db()
    assert (Claim.objects.get().state, decision.final_at, decision.checks.count()) == (State.CHECKING, None, 0)


def test_a_refused_claim_records_nothing() -> None:
    office = an_office()
    claim = verified(a_sent(a_worker(since=date(2023, 3, 1))), office)
    check(decide(claim.pk, by(office.maker)).pk, by(office.checker), agrees=True)
    assert Person.objects.get(pk=claim.person_id).died_on is None
    assert claim.event_on == DIED
