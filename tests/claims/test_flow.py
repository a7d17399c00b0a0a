"""A claim from the draft to the money owed, with the books and the registry following."""

from __future__ import annotations

from datetime import date

import pytest
from tests.claims.claiming import DIED, a_draft, a_sent, a_worker, an_office, approved, by, verified

from naungan.claims.decide import Refusal, check, decide, refuse
from naungan.claims.entitlement import recompute
from naungan.claims.errors import BadFact, NotReady, SamePerson
from naungan.claims.models import Claim, Decision, Payable
from naungan.claims.money import mark_paid, mark_paying, mark_returned
from naungan.claims.moves import State
from naungan.claims.open_claim import save_step
from naungan.claims.payees import BankAccount, mend_account
from naungan.claims.submit import submit
from naungan.ledger.models import Entry

pytestmark = pytest.mark.django_db


def books() -> dict[str, int]:
    """Debits less credits by account."""
    found: dict[str, int] = {}
    for entry in Entry.objects.all():
        found[entry.account_id] = found.get(entry.account_id, 0) + entry.debit - entry.credit
    return {account: net for account, net in found.items() if net}


def test_a_death_is_granted_and_becomes_owed_to_the_widow() -> None:
    worker, office = a_worker(), an_office()
    decision = approved(worker, office)
    claim = Claim.objects.get()
    assert (claim.state, decision.total, decision.outcome) == (State.APPROVED, 42_000_000, "approved")
    assert [(one.reference, one.fund, one.amount) for one in Payable.objects.all()] == [
        (f"{claim.number}-01", "JKM", 42_000_000)
    ]
    assert books() == {"5020": 42_000_000, "2200": -42_000_000}


def test_the_death_is_recorded_and_contributions_stop() -> None:
    worker = a_worker()
    approved(worker, an_office())
    worker.refresh_from_db()
    worker.person.refresh_from_db()
    assert (worker.person.died_on, worker.during.upper, worker.left_because) == (DIED, date(2023, 1, 1), "died")


def test_the_decision_is_computed_again_from_what_was_frozen() -> None:
    decision = approved(a_worker(), an_office())
    again = recompute(Decision.objects.get(pk=decision.pk))
    assert (again.same, again.entitlement.total) == (True, 42_000_000)


def test_the_log_tells_every_step_in_order() -> None:
    approved(a_worker(), an_office())
    steps = list(Claim.objects.get().steps.order_by("id").values_list("name", "before", "after"))
    assert steps == [
        ("open", "draft", "draft"),
        ("edit", "draft", "draft"),
        ("submit", "draft", "submitted"),
        ("verify", "submitted", "verifying"),
        ("decide", "verifying", "checking"),
        ("agree", "checking", "checking"),
        ("approve", "checking", "approved"),
    ]


def test_a_draft_is_filled_in_step_by_step() -> None:
    claim = a_draft(a_worker())
    claim = save_step(claim.pk, by(None), facts={"cause": "Sakit jantung"})
    claim = save_step(claim.pk, by(None), facts={"family": {"spouse": True, "children": 2}})
    assert claim.facts == {"cause": "Sakit jantung", "family": {"spouse": 1, "children": 2}}


def test_a_claim_without_its_payee_is_not_sent() -> None:
    claim = a_draft(a_worker(), kind="jkk_death")
    with pytest.raises(NotReady) as no:
        submit(claim.pk, by(None))
    assert no.value.missing == ("died_on",)


def test_the_number_is_the_receipt_and_counts_up() -> None:
    numbers = [a_sent(a_worker()).number for _ in range(3)]
    year = numbers[0].split("-")[1]
    first = int(numbers[0].split("-")[2])
    assert numbers == [f"JKM-{year}-{first + more:06d}" for more in range(3)]


def test_the_maker_does_not_check_and_nobody_checks_twice() -> None:
    office = an_office()
    decision = decide(verified(a_sent(a_worker(wage=5_000_000)), office).pk, by(office.maker))
    with pytest.raises(SamePerson):
        check(decision.pk, by(office.maker), agrees=True)
    check(decision.pk, by(office.checker), agrees=True)
    assert Decision.objects.get().final_at is not None


def test_a_check_that_disagrees_sends_the_claim_back_to_be_decided_anew() -> None:
    office = an_office()
    claim = verified(a_sent(a_worker()), office)
    first = decide(claim.pk, by(office.maker))
    check(first.pk, by(office.checker), agrees=False, said="Akta kematian belum terbaca.")
    second = decide(claim.pk, by(office.maker))
    check(second.pk, by(office.checker), agrees=True)
    assert [(one.sequence, one.final_at is None) for one in Decision.objects.order_by("sequence")] == [
        (1, True),
        (2, False),
    ]


def test_a_refusal_says_article_fact_and_next_step_and_owes_nothing() -> None:
    office = an_office()
    claim = verified(a_sent(a_worker()), office)
    why = Refusal(
        "PP 44/2015", "Akta kematian bukan atas nama peserta.", "Kirim akta yang benar dan ajukan keberatan."
    )
    decision = refuse(claim.pk, by(office.maker), why)
    check(decision.pk, by(office.checker), agrees=True)
    claim.refresh_from_db()
    assert (claim.state, decision.fact, Payable.objects.count(), books()) == (State.REJECTED, why.fact, 0, {})


def test_the_law_refuses_somebody_who_was_no_member() -> None:
    office = an_office()
    worker = a_worker(since=date(2023, 2, 1))
    decision = decide(verified(a_sent(worker), office).pk, by(office.maker))
    assert (decision.outcome, decision.total) == ("refused", 0)
    assert "" not in (decision.article, decision.fact, decision.next_step)


def test_money_goes_out_comes_back_and_goes_again_to_the_mended_account() -> None:
    approved(a_worker(), an_office())
    claim = Claim.objects.get()
    payee = claim.payees.get()
    assert mark_paying([claim.pk]) == {claim.pk}
    assert mark_returned([claim.pk], "Rekening ditutup") == {claim.pk}
    refused = BankAccount(payee.bank_code, payee.account_number, payee.account_name)
    with pytest.raises(BadFact, match="rekening lain"):
        mend_account(claim.pk, by(None), payee.pk, refused)
    mend_account(claim.pk, by(None), payee.pk, BankAccount("014", "7788990011", "SARI DEWI"))
    assert mark_paying([claim.pk]) == {claim.pk}
    assert mark_paid([claim.pk]) == {claim.pk}
    assert mark_paid([claim.pk]) == frozenset()
    claim.refresh_from_db()
    assert claim.state == State.PAID
