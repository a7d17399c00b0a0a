"""Any orders in any order by anybody: what is refused changes nothing, what is done is in the table of moves."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.claims.claiming import Office, a_draft, a_worker, an_office, by

from naungan.access.actor import Actor
from naungan.claims.act import Order
from naungan.claims.appeal import answer_appeal, appeal
from naungan.claims.decide import Refusal, check, decide, latest, refuse
from naungan.claims.models import Claim, Decision, Payable
from naungan.claims.money import mark_paid, mark_paying, mark_returned
from naungan.claims.moves import BY_NAME, PARTIES, State
from naungan.claims.open_claim import save_step
from naungan.claims.payees import BankAccount, mend_account
from naungan.claims.reopen import reopen
from naungan.claims.submit import answer, submit, withdraw
from naungan.claims.verify import ask_for, investigate, reschedule, schedule, start_verifying
from naungan.errors import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WHY = Refusal("PP 44/2015", "Berkas tidak cocok.", "Ajukan keberatan.")
Act = Callable[[int, Order], object]


def _checked(claim_id: int, order: Order, agrees: bool) -> None:
    decision = latest(Claim.objects.get(pk=claim_id))
    if decision is not None:
        check(decision.pk, order, agrees, said="Sudah diperiksa.")


def _mended(claim_id: int, order: Order) -> None:
    payee = Claim.objects.get(pk=claim_id).payees.get()
    mend_account(claim_id, order, payee.pk, BankAccount("014", f"555{order.key.int % 10**7:07d}", "SARI DEWI"))


ACTS: dict[str, Act] = {
    "edit": lambda claim, order: save_step(claim, order, facts={"cause": "sakit"}),
    "submit": submit,
    "withdraw": withdraw,
    "ask_for": lambda claim, order: ask_for(claim, order, ["death_certificate"], "Belum terbaca."),
    "answer": answer,
    "schedule": lambda claim, order: schedule(claim, order, timezone.now() + timedelta(days=2), "Kantor"),
    "reschedule": lambda claim, order: reschedule(claim, order, timezone.now() + timedelta(days=3)),
    "verify": start_verifying,
    "investigate": lambda claim, order: investigate(claim, order, "Periksa tempat tinggal."),
    "decide": decide,
    "refuse": lambda claim, order: refuse(claim, order, WHY),
    "agree": lambda claim, order: _checked(claim, order, agrees=True),
    "disagree": lambda claim, order: _checked(claim, order, agrees=False),
    "paying": lambda claim, _order: mark_paying([claim]),
    "paid": lambda claim, _order: mark_paid([claim]),
    "returned": lambda claim, _order: mark_returned([claim], "Rekening ditutup"),
    "mend": _mended,
    "appeal": lambda claim, order: appeal(claim, order, "Saya tidak menerima."),
    "grant": lambda claim, order: answer_appeal(claim, order, granted=True, said="Ada bukti baru."),
    "dismiss": lambda claim, order: answer_appeal(claim, order, granted=False, said="Putusan tepat."),
    "reopen": lambda claim, order: reopen(claim, order, "Data baru."),
}
MAKER, CHECKER, THIRD, SENIOR, GUEST = range(5)
# Ways that a claim goes; between their orders come wrong ones.
PATHS = (
    [("submit", GUEST), ("verify", MAKER), ("decide", MAKER), ("agree", CHECKER), ("paying", MAKER), ("paid", MAKER),
     ("appeal", GUEST), ("dismiss", SENIOR), ("reopen", MAKER), ("decide", MAKER), ("agree", THIRD)],
    [("submit", GUEST), ("ask_for", MAKER), ("answer", GUEST), ("schedule", MAKER), ("reschedule", GUEST),
     ("investigate", THIRD), ("decide", CHECKER), ("disagree", MAKER), ("refuse", MAKER), ("agree", THIRD),
     ("appeal", GUEST), ("grant", SENIOR), ("decide", THIRD), ("agree", MAKER)],
    [("submit", MAKER), ("verify", CHECKER), ("decide", CHECKER), ("agree", MAKER), ("paying", MAKER),
     ("returned", MAKER), ("mend", GUEST), ("paying", MAKER), ("paid", MAKER), ("reopen", CHECKER), ("refuse", MAKER),
     ("agree", CHECKER), ("appeal", GUEST), ("dismiss", SENIOR)],
    [("submit", GUEST), ("withdraw", GUEST), ("reopen", MAKER), ("decide", MAKER), ("agree", SENIOR)],
)  # fmt: skip
anything = st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 4))


@st.composite
def orders(draw: st.DrawFn) -> list[tuple[str, int]]:
    """A way that a claim goes, as far as it goes, with wrong orders between."""
    path = draw(st.sampled_from(PATHS))
    asked: list[tuple[str, int]] = []
    for right in path[: draw(st.integers(2, len(path)))]:
        asked += [*draw(st.lists(anything, max_size=2)), right]
    return asked + draw(st.lists(anything, max_size=4))


def whoever(office: Office, number: int) -> Actor | None:
    return (office.maker, office.checker, office.third, office.senior, None)[number]


def test_every_way_goes_to_its_end() -> None:
    office, ends = an_office(), []
    for path in PATHS:
        claim_id = a_draft(a_worker()).pk
        for name, number in path:
            ACTS[name](claim_id, by(whoever(office, number)))
        _holds(Claim.objects.get(pk=claim_id))
        ends.append(Claim.objects.get(pk=claim_id).state)
    assert ends == [State.APPROVED, State.APPROVED, State.REJECTED, State.APPROVED]


def _holds(claim: Claim) -> None:
    """What is true of a claim whatever was done to it."""
    steps = list(claim.steps.order_by("id"))
    assert claim.version >= len(steps)
    for step in steps[1:]:
        move = BY_NAME[step.name]
        assert step.before in move.sources
        assert step.after == (move.target or step.before)
        assert PARTIES[step.role] & set(move.by)
    assert all(late.before == early.after for early, late in pairwise(steps))
    for decision in Decision.objects.filter(claim=claim):
        checks = list(decision.checks.all())
        assert decision.made_by_id not in {one.account_id for one in checks}
        if decision.final_at is not None:
            assert sum(one.agrees for one in checks) >= decision.needed_checks
            assert all(one.agrees for one in checks)
    _money_holds(claim)


def _money_holds(claim: Claim) -> None:
    owed = Payable.objects.filter(claim=claim).aggregate(sum=Sum("amount"))["sum"] or 0
    over = claim.overpayments.aggregate(sum=Sum("amount"))["sum"] or 0
    held = sum(one.amount for payee in claim.overpayments.all() for one in payee.recoveries.all())
    final = Decision.objects.filter(claim=claim, final_at__isnull=False).order_by("-sequence").first()
    assert owed - over + held == (final.total if final else 0)
    assert (claim.state in (State.APPROVED, State.PAYING, State.RETURNED, State.PAID)) <= (owed > 0)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(orders())
def test_wrong_orders_are_refused_and_leave_everything_as_it_was(asked: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        office, claim_id = an_office(), a_draft(a_worker()).pk
        for name, number in asked:
            before = Claim.objects.get(pk=claim_id)
            try:
                with transaction.atomic():
                    ACTS[name](claim_id, by(whoever(office, number)))
            except Refused:
                after = Claim.objects.get(pk=claim_id)
                assert (after.state, after.version) == (before.state, before.version)
            _holds(Claim.objects.get(pk=claim_id))
        transaction.set_rollback(True)


def test_the_same_order_a_second_time_does_nothing() -> None:
    claim_id, order = a_draft(a_worker()).pk, Order(None, uuid.uuid4())
    first = submit(claim_id, order)
    second = submit(claim_id, order)
    assert (first.version, second.version, second.steps.filter(name="submit").count()) == (3, 3, 1)
