"""Two people who really click at the same moment: one of them is told, and nothing is done twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from tests.employers.people import Firm, a_firm, an_actor, by

from naungan.access.models import Role
from naungan.employers.calculate import calculate, finalise, submit, withdraw
from naungan.employers.errors import AlreadyDone
from naungan.employers.models import Command, Report
from naungan.employers.moves import State
from naungan.employers.wages import report_row, same_as_before
from naungan.errors import Refused
from naungan.intake.models import WageReport

pytestmark = pytest.mark.slow


@pytest.fixture
def firm(own_database: str) -> Firm:
    """A firm whose December is sent, in a database of the test's own."""
    firm = a_firm(2)
    same_as_before(firm.month(), by(firm.maker))
    calculate(firm.month(), by(firm.maker))
    submit(firm.month(), by(firm.maker), missing_accepted=False)
    return firm


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


def report() -> Report:
    return Report.objects.get()


def test_an_approval_and_a_withdrawal_exclude_each_other(firm: Firm) -> None:
    version = report().version
    outcomes = at_once(
        lambda: finalise(firm.month(), report(), by(firm.approver, version)),
        lambda: withdraw(report(), by(firm.maker, version)),
    )
    assert (len(outcomes), outcomes.count("done")) == (2, 1)
    assert report().state in (State.CODE_ISSUED, State.DRAFT)


def test_two_approvers_issue_one_code(firm: Firm) -> None:
    other, version = an_actor(firm.payer, Role.EMPLOYER_APPROVER), report().version
    outcomes = at_once(
        lambda: finalise(firm.month(), report(), by(firm.approver, version)),
        lambda: finalise(firm.month(), report(), by(other, version)),
    )
    assert (outcomes.count("done"), Command.objects.filter(name="issue").count()) == (1, 1)


def test_one_order_that_comes_three_times_at_once_is_done_once(firm: Firm) -> None:
    withdraw(report(), by(firm.maker))
    order = by(firm.maker)
    before = WageReport.objects.count()
    outcomes = at_once(*[lambda: report_row(firm.month(), order, firm.workers[0].pk, "5100000", "0", "5000000")] * 3)
    assert (outcomes, WageReport.objects.count()) == ([AlreadyDone.__name__] * 2 + ["done"], before + 1)


def test_a_month_opened_by_two_people_at_once_is_one_report(own_database: str) -> None:
    firm = a_firm(2)
    other = an_actor(firm.payer, Role.EMPLOYER_MAKER)
    outcomes = at_once(
        lambda: same_as_before(firm.month(), by(firm.maker)), lambda: same_as_before(firm.month(), by(other))
    )
    assert (outcomes, Report.objects.count()) == (["done", "done"], 1)
