"""What PostgreSQL refuses of claims whoever writes: every guard is broken into by plain SQL."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests.claims.claiming import Office, a_draft, a_sent, a_worker, an_office, approved, by, verified

from naungan.claims.decide import check, decide
from naungan.claims.models import Claim, Decision, Payee
from naungan.claims.moves import MOVES, State

pytestmark = pytest.mark.django_db
ALLOWED = {(source, move.target) for move in MOVES if move.target for source in move.sources}


@pytest.fixture
def office() -> Office:
    return an_office()


def done(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(statement: str, *values: object) -> str:
    """What PostgreSQL says to a statement that it refuses."""
    with pytest.raises(IntegrityError) as no, transaction.atomic():
        done(statement, *values)
    return str(no.value).splitlines()[0]


def forced(state: State) -> None:
    """Put the claim into a state past every guard."""
    done("SET CONSTRAINTS ALL IMMEDIATE")
    done("ALTER TABLE claims_claim DISABLE TRIGGER USER")
    done("UPDATE claims_claim SET state = %s", state.value)
    done("ALTER TABLE claims_claim ENABLE TRIGGER USER")


def test_the_database_makes_the_moves_of_the_table_and_no_other(office: Office) -> None:
    approved(a_worker(), office)
    for before, after in product(State, State):
        forced(before)
        move = ("UPDATE claims_claim SET state = %s, version = version + 1", after.value)
        undecided = before == State.CHECKING and after == State.REJECTED
        if before == after or ((before, after) in ALLOWED and not undecided):
            done(*move)
        elif undecided:
            assert refused(*move) == "a claim is decided by its final decision"
        else:
            assert refused(*move) == f"a claim cannot go from {before} to {after}"


def test_a_claim_is_not_approved_without_a_final_decision(office: Office) -> None:
    decide(verified(a_sent(a_worker()), office).pk, by(office.maker))
    said = refused("UPDATE claims_claim SET state = 'approved', version = version + 1")
    assert said == "a claim is decided by its final decision"


def test_a_claim_changes_one_version_at_a_time() -> None:
    a_draft(a_worker())
    assert refused("UPDATE claims_claim SET claimant_phone = '+62811'") == "a claim changes one version at a time"


@pytest.mark.parametrize("column", ["number = 'JKM-2022-999999'", "kind = 'jkk'", "origin = 'employer'"])
def test_what_a_claim_is_stays(column: str) -> None:
    a_draft(a_worker())
    said = refused(f"UPDATE claims_claim SET {column}, version = version + 1")
    assert said == "what a claim was decided on is not changed"


def test_the_facts_of_a_decided_claim_stay(office: Office) -> None:
    approved(a_worker(), office)
    said = refused("UPDATE claims_claim SET facts = '{}', version = version + 1")
    assert said == "what a claim was decided on is not changed"


def test_one_claim_for_a_person_a_kind_and_an_event() -> None:
    worker = a_worker()
    a_sent(worker)
    second = a_draft(worker)
    said = refused(
        "UPDATE claims_claim SET state = 'submitted', submitted_at = now(), version = version + 1 WHERE id = %s",
        second.pk,
    )
    assert "claim_one_live" in said


APPEND_ONLY = ("step", "decisionline", "decisioncheck", "payable", "overpayment", "recovery")


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("statement", ["DELETE FROM claims_{}", "UPDATE claims_{} SET id = id"])
def test_money_and_the_log_are_only_ever_added(office: Office, table: str, statement: str) -> None:
    approved(a_worker(), office)
    assert refused(statement.format(table)).split(" ")[-1] in {"rewritten", "back", "deleted"}


@pytest.mark.parametrize("table", ["decision", "signal", "appeal"])
def test_nothing_of_a_claim_is_deleted(table: str) -> None:
    a_sent(a_worker())
    assert refused(f"DELETE FROM claims_{table}").split(" ")[-1] in {"deleted", "kept"}


def test_a_decision_is_not_final_before_enough_agree(office: Office) -> None:
    decide(verified(a_sent(a_worker()), office).pk, by(office.maker))
    assert refused("UPDATE claims_decision SET final_at = now()") == "a decision is final when enough agree"


def test_a_decision_that_somebody_disagreed_with_never_becomes_final(office: Office) -> None:
    decision = decide(verified(a_sent(a_worker()), office).pk, by(office.maker))
    check(decision.pk, by(office.checker), agrees=False, said="Belum jelas.")
    done(
        "INSERT INTO claims_decisioncheck (decision_id, account_id, agrees) VALUES (%s, %s, true)",
        decision.pk,
        office.third.account_id,
    )
    assert refused("UPDATE claims_decision SET final_at = now()") == "a decision is final when enough agree"


@pytest.mark.parametrize("column", ["total = total + 1", "basis = '{}'", "made_by_id = made_by_id + 1"])
def test_what_was_decided_is_not_changed(office: Office, column: str) -> None:
    approved(a_worker(), office)
    said = refused(f"UPDATE claims_decision SET {column}")
    assert said == "a decision becomes final once and otherwise never changes"


def test_the_maker_is_not_written_in_as_checker(office: Office) -> None:
    decision = decide(verified(a_sent(a_worker()), office).pk, by(office.maker))
    said = refused(
        "INSERT INTO claims_decisioncheck (decision_id, account_id, agrees) VALUES (%s, %s, true)",
        decision.pk,
        office.maker.account_id,
    )
    assert said == "the maker of a decision does not check it"


def test_nobody_is_written_in_twice_as_checker(office: Office) -> None:
    decision = decide(verified(a_sent(a_worker()), office).pk, by(office.maker))
    statement = "INSERT INTO claims_decisioncheck (decision_id, account_id, agrees) VALUES (%s, %s, true)"
    done(statement, decision.pk, office.checker.account_id)
    assert "decision_check_once_each" in refused(statement, decision.pk, office.checker.account_id)


def test_a_decision_is_the_sum_of_its_lines(office: Office) -> None:
    decision = decide(verified(a_sent(a_worker()), office).pk, by(office.maker))
    said = refused(
        "INSERT INTO claims_decisionline (decision_id, programme, item, amount, unverified, article) "
        "VALUES (%s, 'JKM', 'lump', 1, false, '')",
        decision.pk,
    )
    assert said == "a decision is the sum of its lines"


def a_payable(claim: Claim, decision: Decision, payee: Payee, amount: int) -> tuple[Any, ...]:
    return (
        "INSERT INTO claims_payable (reference, claim_id, decision_id, payee_id, fund, what, amount, due_on) "
        "VALUES (%s, %s, %s, %s, 'JKM', 'lump', %s, '2022-12-31')",
        f"{claim.number}-99",
        claim.pk,
        decision.pk,
        payee.pk,
        amount,
    )


def test_no_rupiah_is_owed_beyond_the_decision(office: Office) -> None:
    decision = approved(a_worker(), office)
    claim = Claim.objects.get()
    assert refused(*a_payable(claim, decision, claim.payees.get(), 1)) == "more would be owed than was decided"


def test_nothing_is_owed_by_a_decision_that_is_not_final(office: Office) -> None:
    claim = verified(a_sent(a_worker()), office)
    decision = decide(claim.pk, by(office.maker))
    said = refused(*a_payable(claim, decision, claim.payees.get(), 1))
    assert said == "money is owed by the last final approval alone"


def test_nothing_is_owed_to_a_payee_of_another_claim(office: Office) -> None:
    decision = approved(a_worker(), office)
    stranger = a_draft(a_worker()).payees.get()
    said = refused(*a_payable(decision.claim, decision, stranger, 1))
    assert "payee of the same claim" in said or "more would be owed" in said


def test_whom_a_decided_claim_pays_is_not_exchanged(office: Office) -> None:
    approved(a_worker(), office)
    said = refused("UPDATE claims_payee SET account_number = '999999'")
    assert said == "whom a claim pays is not changed when it is approved"


def test_of_a_returned_transfer_only_the_account_is_mended(office: Office) -> None:
    approved(a_worker(), office)
    forced(State.RETURNED)
    done("UPDATE claims_payee SET account_number = '999999'")
    said = refused("UPDATE claims_payee SET name = 'Orang Lain'")
    assert said == "whom a claim pays is not changed when it is returned"


def test_a_refusal_without_article_fact_or_next_step_is_refused(office: Office) -> None:
    claim = verified(a_sent(a_worker()), office)
    said = refused(
        "INSERT INTO claims_decision (claim_id, sequence, outcome, total, eligible, basis, law_version, "
        "engine_version, made_by_id, needed_checks, article, fact, next_step) "
        "VALUES (%s, 1, 'refused', 0, false, '{}', '', '', %s, 1, 'PP 44/2015', 'x', '')",
        claim.pk,
        office.maker.account_id,
    )
    assert "decision_refused_says_why_and_what_now" in said
