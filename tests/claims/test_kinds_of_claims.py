"""Claims of other kinds than a death, from the draft to the money owed and the books, by the real law."""

from __future__ import annotations

from datetime import date

import pytest
from tests.claims.claiming import Office, a_worker, an_office, by, the_wife, verified
from tests.claims.test_flow import books
from tests.contributions.closing import close
from tests.factories import a_participation, a_payment, an_employer, month

from naungan.claims.decide import check, decide
from naungan.claims.errors import AlreadyClaimed
from naungan.claims.models import Claim, Decision, Payable
from naungan.claims.open_claim import Claimant, Opening, open_claim
from naungan.claims.payees import name_payee
from naungan.claims.submit import submit
from naungan.contributions.models import Bill
from naungan.registry.models import Participation

pytestmark = pytest.mark.django_db
FELL = date(2022, 12, 5)


@pytest.fixture
def office() -> Office:
    return an_office()


def a_claim_of(worker: Participation, kind: str, on: date, facts: dict[str, object], *relations: str) -> Claim:
    """The worker's own claim, sent, with an account for each relation."""
    claim = open_claim(Opening(kind, worker.person_id, on, Claimant(relation="self"), facts), by(None))
    for relation in relations or ("self",):
        name_payee(claim.pk, by(None), the_wife(name=relation.title(), relation=relation))
    return submit(claim.pk, by(None))


def decided(claim: Claim, office: Office) -> Decision:
    decision = decide(verified(claim, office).pk, by(office.maker))
    return check(decision.pk, by(office.checker), agrees=True)


def owed(claim: Claim) -> dict[str, int]:
    return {one.payee.relation: one.amount for one in Payable.objects.filter(claim=claim).select_related("payee")}


def test_the_clinic_is_paid_for_its_care_and_the_worker_for_the_way_there(office: Office) -> None:
    facts = {
        "circumstance": "work",
        "facility": "RSUD Balikpapan",
        "partner_facility": True,
        "treatment_cost": 12_500_000,
        "spent_on_land": 750_000,
    }
    claim = a_claim_of(a_worker(), "jkk", FELL, facts, "self", "facility")
    decided(claim, office)
    assert owed(claim) == {"facility": 12_500_000, "self": 750_000}
    assert books() == {"5010": 13_250_000, "2200": -13_250_000}


def test_each_month_of_incapacity_is_a_claim_of_its_own(office: Office) -> None:
    worker = a_worker(wage=6_000_000)
    first = {"off_from": "2022-12-05", "off_until": "2022-12-31"}
    second = {"off_from": "2023-01-01", "off_until": "2023-01-31"}
    claims = [a_claim_of(worker, "jkk_stmb", FELL, one) for one in (first, second)]
    assert [decided(one, office).total for one in claims] == [27 * 200_000, 31 * 200_000]
    with pytest.raises(AlreadyClaimed):
        a_claim_of(worker, "jkk_stmb", FELL, first)


def test_wages_that_the_employer_went_on_paying_come_back_to_the_employer(office: Office) -> None:
    facts = {"off_from": "2022-12-05", "off_until": "2022-12-14", "employer_kept_paying": True}
    claim = a_claim_of(a_worker(wage=3_000_000), "jkk_stmb", FELL, facts, "employer")
    decided(claim, office)
    assert owed(claim) == {"employer": 1_000_000}


def a_saver() -> Participation:
    """A worker of whom October 2022 is closed and paid, and November closed."""
    employer = an_employer()
    worker = a_participation(employer, 5_000_000, since=date(2022, 10, 1))
    close("2022-10")
    bill = Bill.objects.get(payer=employer, month=month("2022-10"))
    a_payment(employer, bill.total, date(2022, 11, 10))
    close("2022-11")
    return worker


def test_savings_are_paid_out_of_the_account_and_their_returns_are_booked(office: Office) -> None:
    worker = a_saver()
    before = books()
    claim = a_claim_of(worker, "jht_resign", date(2022, 11, 30), {"stopped_working": True})
    decision = decided(claim, office)
    paid_in, earned = (decision.lines.get(item=item).amount for item in ("balance", "return"))
    after = books()
    moved = {account: after.get(account, 0) - before.get(account, 0) for account in {*before, *after}}
    assert {account: net for account, net in moved.items() if net} == {
        "2030": paid_in,
        "5030": earned,
        "2200": -(paid_in + earned),
    }
    assert (paid_in, owed(claim)) == (285_000, {"self": paid_in + earned})
    worker.refresh_from_db()
    assert (worker.during.upper, worker.left_because) == (date(2022, 12, 1), "resigned")


def test_savings_taken_out_once_are_not_taken_out_again(office: Office) -> None:
    worker = a_saver()
    decided(a_claim_of(worker, "jht_resign", date(2022, 11, 30), {"stopped_working": True}), office)
    again = a_claim_of(worker, "jht_pension_age", date(2022, 12, 20), {})
    decision = decided(again, office)
    assert (decision.outcome, decision.total) == ("refused", 0)


def test_what_is_claimed_by_a_worker_of_no_savings_is_refused_with_its_article(office: Office) -> None:
    claim = a_claim_of(a_worker(), "jht_housing", FELL, {"amount": 1_000_000})
    decision = decided(claim, office)
    assert (decision.outcome, Payable.objects.count()) == ("refused", 0)
    assert "" not in (decision.article, decision.fact, decision.next_step)
