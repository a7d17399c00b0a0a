"""Two officers who really click at the same moment: one is told, and nothing is done twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.db.models import Sum
from tests.claims.claiming import Office, a_draft, a_sent, a_worker, an_office, by, verified

from naungan.claims.decide import check, decide
from naungan.claims.models import Claim, Decision, Payable
from naungan.claims.money import mark_paying
from naungan.claims.submit import submit
from naungan.claims.verify import start_verifying
from naungan.errors import Refused
from naungan.ledger.models import Journal

pytestmark = pytest.mark.slow


@pytest.fixture
def office(own_database: str) -> Office:
    """An office, in a database of the test's own."""
    return an_office()


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do all of them at the same moment, each on a connection of its own; the classes of what was refused."""
    start = Barrier(len(acts))

    def one(act: Callable[[], object]) -> str:
        try:
            start.wait()
            act()
        except Refused as no:
            return type(no).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(one, acts))


def test_two_officers_who_decide_at_once_make_one_decision(office: Office) -> None:
    claim = verified(a_sent(a_worker()), office)
    outcomes = at_once(
        lambda: decide(claim.pk, by(office.maker, claim.version)),
        lambda: decide(claim.pk, by(office.checker, claim.version)),
    )
    assert (outcomes, Decision.objects.count()) == (["ClaimChanged", "done"], 1)


def test_two_checkers_at_once_pay_once(office: Office) -> None:
    decision = decide(verified(a_sent(a_worker()), office).pk, by(office.maker))
    outcomes = at_once(
        lambda: check(decision.pk, by(office.checker), agrees=True),
        lambda: check(decision.pk, by(office.third), agrees=True),
    )
    assert (outcomes, Journal.objects.filter(kind="claim").count()) == (["WrongMove", "done"], 1)
    assert Payable.objects.aggregate(sum=Sum("amount"))["sum"] == 42_000_000


def test_one_order_that_comes_three_times_at_once_is_done_once(office: Office) -> None:
    claim, order = a_sent(a_worker()), by(office.maker)
    outcomes = at_once(*[lambda: start_verifying(claim.pk, order)] * 3)
    assert (outcomes, Claim.objects.get().steps.filter(name="verify").count()) == (["done"] * 3, 1)


def test_two_claims_for_one_event_sent_at_once_are_one(office: Office) -> None:
    worker = a_worker()
    one, other = a_draft(worker), a_draft(worker)
    outcomes = at_once(lambda: submit(one.pk, by(None)), lambda: submit(other.pk, by(None)))
    assert outcomes == ["AlreadyClaimed", "done"]


def test_claims_opened_at_once_have_numbers_of_their_own(office: Office) -> None:
    workers = [a_worker() for _ in range(4)]
    outcomes = at_once(*[lambda one=one: a_draft(one) for one in workers])  # type: ignore[misc]
    assert (outcomes, len(set(Claim.objects.values_list("number", flat=True)))) == (["done"] * 4, 4)


def test_a_batch_sent_twice_at_once_moves_a_claim_once(office: Office) -> None:
    decision = decide(verified(a_sent(a_worker()), office).pk, by(office.maker))
    check(decision.pk, by(office.checker), agrees=True)
    at_once(*[lambda: mark_paying([decision.claim_id])] * 3)
    assert Claim.objects.get().steps.filter(name="pay").count() == 1
