"""The table of moves, and that PostgreSQL refuses every other one whoever writes."""

from __future__ import annotations

from itertools import product

import pytest
from django.db import IntegrityError, connection, transaction
from tests.employers.people import Firm, a_firm, by
from tests.factories import a_payment, a_wage_report

from naungan.access.models import Role
from naungan.employers.calculate import calculate, finalise, submit
from naungan.employers.models import Report
from naungan.employers.moves import MOVES, State, moves_open
from naungan.employers.wages import same_as_before

pytestmark = pytest.mark.django_db
ALLOWED = {(source, move.target) for move in MOVES for source in move.sources}


@pytest.fixture
def firm() -> Firm:
    """A firm whose December is locked, its code issued."""
    firm = a_firm(1)
    same_as_before(firm.month(), by(firm.maker))
    calculate(firm.month(), by(firm.maker))
    report = submit(firm.month(), by(firm.maker), missing_accepted=False)
    finalise(firm.month(), report, by(firm.approver))
    return firm


def forced(report: Report, state: State) -> None:
    """Put the report into a state past every guard."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE employers_report DISABLE TRIGGER USER")
        approver = None if state in (State.DRAFT, State.CALCULATED, State.SUBMITTED) else report.approved_by_id
        cursor.execute(
            "UPDATE employers_report SET state = %s, approved_by_id = %s WHERE id = %s", [state, approver, report.pk]
        )
        cursor.execute("ALTER TABLE employers_report ENABLE TRIGGER USER")


def refused(statement: str, *values: object) -> str:
    """What PostgreSQL says to a statement that it refuses."""
    with pytest.raises(IntegrityError) as no, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return str(no.value).splitlines()[0]


@pytest.mark.parametrize(("before", "after"), list(product(State, State)), ids=lambda one: str(one.value))
def test_the_database_makes_the_moves_of_the_table_and_no_other(firm: Firm, before: State, after: State) -> None:
    report = Report.objects.get()
    approver = firm.approver.account_id
    forced(report, before)
    under_way = (State.DRAFT, State.CALCULATED, State.SUBMITTED)
    values = [after, None if after in under_way else approver, report.pk]
    statement = "UPDATE employers_report SET state = %s, version = version + 1, approved_by_id = %s WHERE id = %s"
    if before == after or (before, after) in ALLOWED:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
        assert Report.objects.get().state == after
    else:
        assert refused(statement, *values) == f"a report cannot go from {before} to {after}"


def test_a_change_without_a_new_version_is_refused(firm: Firm) -> None:
    assert refused("UPDATE employers_report SET finalised_at = now()") == "a report changes one version at a time"


def test_another_month_is_not_written_into_a_report(firm: Firm) -> None:
    said = refused("UPDATE employers_report SET month = '2022-11-01', version = version + 1")
    assert said == "a locked report is not changed"


def test_the_amount_of_a_locked_report_is_not_exchanged(firm: Firm) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO employers_calculation (report_id, law_version, people, jkk, jkm, jht, jp, jp_deferred,
                penalty, credit_used, credit_forward, corrections, total, due_on, payment_code)
            SELECT report_id, law_version, people, jkk, jkm, jht, jp, jp_deferred, penalty, credit_used,
                credit_forward, corrections, 1, due_on, payment_code FROM employers_calculation RETURNING id
            """
        )
        (other,) = cursor.fetchone()
    said = refused("UPDATE employers_report SET calculation_id = %s, version = version + 1", other)
    assert said == "a locked report is not changed"


def test_a_report_that_something_was_paid_on_is_not_opened_again(firm: Firm) -> None:
    report = Report.objects.select_related("calculation").get()
    assert report.calculation is not None
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE contributions_payment DISABLE TRIGGER employers_follow")
        a_payment(firm.payer, 5, report.month, code=report.calculation.payment_code)
    said = refused("UPDATE employers_report SET state = 'draft', approved_by_id = NULL, version = version + 1")
    assert said == "a paid report is not opened again"


def test_the_maker_is_not_written_in_as_approver(firm: Firm) -> None:
    forced(Report.objects.get(), State.SUBMITTED)
    said = refused(
        "UPDATE employers_report SET state = 'final', approved_by_id = %s, version = version + 1",
        firm.maker.account_id,
    )
    assert said == "the maker of a report does not approve it"


def test_a_locked_report_without_an_approver_is_refused(firm: Firm) -> None:
    forced(Report.objects.get(), State.SUBMITTED)
    said = refused("UPDATE employers_report SET state = 'final', version = version + 1")
    assert "report_approved_when_locked" in said


@pytest.mark.parametrize("table", ["employers_command", "employers_calculation"])
def test_what_was_done_is_never_rewritten(firm: Firm, table: str) -> None:
    assert "never" in refused(f"DELETE FROM {table}")


def test_a_report_is_never_deleted(firm: Firm) -> None:
    assert refused("DELETE FROM employers_report") == "a report is never deleted"


def wages_by_sql(firm: Firm) -> None:
    a_wage_report(firm.payer, firm.month().month, {})


def test_wages_of_a_locked_month_are_refused_whichever_door_they_come_through(firm: Firm) -> None:
    with pytest.raises(IntegrityError, match="the report of the month is locked"), transaction.atomic():
        wages_by_sql(firm)


@pytest.mark.parametrize("state", [State.DRAFT, State.CALCULATED, State.POSTED])
def test_wages_of_a_month_that_is_not_locked_come_in(firm: Firm, state: State) -> None:
    forced(Report.objects.get(), state)
    wages_by_sql(firm)


def offered(role: Role) -> set[tuple[State, str]]:
    """Every move that somebody of a role is offered, with the state it begins in."""
    return {(state, name) for state in State for name in moves_open(state, role)}


def test_an_approver_is_offered_to_decide_and_nothing_else() -> None:
    assert offered(Role.EMPLOYER_APPROVER) == {
        (State.SUBMITTED, "return"),
        (State.SUBMITTED, "finalise"),
        (State.FINAL, "cancel"),
        (State.CODE_ISSUED, "cancel"),
    }


def test_nobody_else_is_offered_anything() -> None:
    others = set(Role) - {Role.EMPLOYER_MAKER, Role.EMPLOYER_APPROVER}
    assert set().union(*(offered(role) for role in others)) == set()
