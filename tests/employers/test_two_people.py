"""Two people, every order of acts, right and wrong: the report always is in the state that the table says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.contributions.closing import close
from tests.employers.people import Firm, a_firm, an_actor, by
from tests.factories import a_payment

from naungan.access.actor import Actor
from naungan.access.models import Role
from naungan.employers.calculate import calculate, cancel, finalise, give_back, submit, withdraw
from naungan.employers.errors import MonthLocked, NotReady, ReportChanged, SamePerson, WrongMove
from naungan.employers.models import Command, Report
from naungan.employers.moves import BY_NAME, EDITABLE, LOCKED, MAKING, State
from naungan.employers.wages import same_as_before

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WHO = st.sampled_from(["maker", "helper", "approver", "approver who helped"])
REFUSALS = (WrongMove, MonthLocked, SamePerson, NotReady, ReportChanged)


class Month(RuleBasedStateMachine):
    """A month of a small firm; `state` is what the table of moves says, `made` who has worked on it."""

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.firm: Firm = a_firm(2)
        helper = an_actor(self.firm.payer, Role.EMPLOYER_MAKER)
        self.people: dict[str, Actor] = {
            "maker": self.firm.maker,
            "helper": helper,
            "approver": self.firm.approver,
            "approver who helped": replace(helper, role=Role.EMPLOYER_APPROVER),
        }
        self.state = State.DRAFT
        self.made: set[int] = set()
        self.reported = self.paid = self.closed = False

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        """Somebody opens the month."""
        same_as_before(self.firm.month(), by(self.firm.maker))
        self.made.add(self.firm.maker.account_id)
        self.reported = True

    def report(self) -> Report:
        return Report.objects.select_related("calculation").get(payer=self.firm.payer)

    def tried(self, name: str, who: str, act: Any) -> None:
        """Do an act, and expect of it exactly what the table says."""
        actor, move, before = self.people[who], BY_NAME[name], self.report()
        allowed = self.state in move.sources and actor.role in move.by
        if name == "finalise" and actor.account_id in self.made:
            allowed = False
        if allowed:
            act(by(actor, before.version))
            self.state = move.target
            if name in MAKING:
                self.made.add(actor.account_id)
            if name == "finalise":
                self.state = State.CODE_ISSUED
        else:
            with pytest.raises(REFUSALS), transaction.atomic():
                act(by(actor, before.version))
            assert self.report().version == before.version

    @precondition(lambda self: not self.closed)
    @rule(who=WHO)
    def edit(self, who: str) -> None:
        self.tried("edit", who, lambda order: same_as_before(self.firm.month(), order))

    @precondition(lambda self: not self.closed)
    @rule(who=WHO)
    def calculating(self, who: str) -> None:
        self.tried("calculate", who, lambda order: calculate(self.firm.month(), order))

    @precondition(lambda self: not self.closed)
    @rule(who=WHO)
    def sending(self, who: str) -> None:
        self.tried("submit", who, lambda order: submit(self.firm.month(), order, missing_accepted=True))

    @rule(who=WHO)
    def taking_back(self, who: str) -> None:
        self.tried("withdraw", who, lambda order: withdraw(self.report(), order))

    @rule(who=WHO)
    def giving_back(self, who: str) -> None:
        self.tried("return", who, lambda order: give_back(self.report(), order, "periksa lagi"))

    @precondition(lambda self: not self.closed)
    @rule(who=WHO)
    def locking(self, who: str) -> None:
        self.tried("finalise", who, lambda order: finalise(self.firm.month(), self.report(), order))

    @rule(who=WHO)
    def undoing(self, who: str) -> None:
        self.tried("cancel", who, lambda order: cancel(self.report(), order))

    @precondition(lambda self: self.state in (State.CODE_ISSUED, State.DISPUTED) and not self.closed)
    @rule(part=st.sampled_from([1.0, 0.5, 2.0]))
    def money(self, part: float) -> None:
        calculation = self.report().calculation
        assert calculation is not None
        paid = sum(self.firm.payer.payments.values_list("amount", flat=True))
        a_payment(
            self.firm.payer,
            max(int((calculation.total - paid) * part), 1),
            date(2022, 12, 28),
            calculation.payment_code,
        )
        paid = sum(self.firm.payer.payments.values_list("amount", flat=True))
        self.state = State.PAID if paid == calculation.total else State.DISPUTED

    @precondition(lambda self: not self.closed)
    @rule()
    def closing(self) -> None:
        close("2022-12")
        self.closed = True
        settled = self.firm.payer.bills.filter(settlement__paid=True).exists()
        if settled and self.state in (*LOCKED, State.POSTED) and self.state != State.SUBMITTED:
            self.state = State.POSTED

    @invariant()
    def the_report_is_where_the_table_says(self) -> None:
        assert self.report().state == self.state

    @invariant()
    def nobody_approves_what_they_made(self) -> None:
        report = self.report()
        makers = set(Command.objects.filter(report=report, name__in=MAKING).values_list("account_id", flat=True))
        assert report.approved_by_id not in makers

    @invariant()
    def the_log_holds_every_move(self) -> None:
        report = self.report()
        last = Command.objects.filter(report=report).order_by("-id").first()
        assert last is not None
        by_hand = self.state in (*EDITABLE, State.SUBMITTED, State.CODE_ISSUED)
        assert not by_hand or (last.after, last.version) == (report.state, report.version)


def test_two_people_in_every_order() -> None:
    Month.TestCase.settings = settings(
        max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
    )
    state_machine = Month.TestCase()
    state_machine.runTest()
