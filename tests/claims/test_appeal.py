"""An appeal: filed in time, answered by somebody above who took no part, on a clock of its own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from tests.claims.claiming import Office, a_sent, a_worker, an_office, by, verified

from naungan.claims.appeal import answer_appeal, appeal, last_day_to_appeal, open_appeal
from naungan.claims.clock import working_days_from
from naungan.claims.decide import Refusal, check, latest, refuse
from naungan.claims.errors import BadFact, NotReady, SamePerson, TooLate, WrongMove
from naungan.claims.models import Appeal, Claim
from naungan.claims.moves import State
from naungan.claims.settings import rules

pytestmark = pytest.mark.django_db
WHY = Refusal("PP 44/2015", "Bukan peserta aktif.", "Ajukan keberatan dengan bukti iuran.")


@pytest.fixture
def office() -> Office:
    return an_office()


def a_refused(office: Office, checker_is_senior: bool = False) -> Claim:
    claim = verified(a_sent(a_worker()), office)
    decision = refuse(claim.pk, by(office.maker), WHY)
    check(decision.pk, by(office.senior if checker_is_senior else office.checker), agrees=True)
    return Claim.objects.get()


def test_an_appeal_has_a_promise_of_its_own(office: Office) -> None:
    claim = appeal(a_refused(office).pk, by(None), "Iuran saya selalu dibayar.")
    filed = open_appeal(claim)
    assert filed is not None
    due = working_days_from(timezone.localdate(filed.filed_at), rules().appeal_answered_working_days, claim.region_id)
    assert (claim.state, filed.due_on) == (State.APPEALED, due)


def test_a_granted_appeal_is_decided_again(office: Office) -> None:
    claim = appeal(a_refused(office).pk, by(None), "Iuran saya selalu dibayar.")
    claim = answer_appeal(claim.pk, by(office.senior), granted=True, said="Bukti iuran ada.")
    assert (claim.state, Appeal.objects.get().outcome) == (State.VERIFYING, "granted")


def test_a_dismissed_appeal_leaves_the_claim_refused_for_good(office: Office) -> None:
    claim = appeal(a_refused(office).pk, by(None), "Iuran saya selalu dibayar.")
    claim = answer_appeal(claim.pk, by(office.senior), granted=False, said="Tidak ada bukti.")
    assert claim.state == State.REJECTED
    with pytest.raises(NotReady):
        appeal(claim.pk, by(None), "Sekali lagi.")


def test_an_officer_of_the_branch_answers_no_appeal(office: Office) -> None:
    claim = appeal(a_refused(office).pk, by(None), "Tidak setuju.")
    with pytest.raises(WrongMove):
        answer_appeal(claim.pk, by(office.third), granted=True, said="Baik.")


def test_whoever_took_part_does_not_answer(office: Office) -> None:
    claim = appeal(a_refused(office, checker_is_senior=True).pk, by(None), "Tidak setuju.")
    with pytest.raises(SamePerson):
        answer_appeal(claim.pk, by(office.senior), granted=False, said="Tetap.")


def test_the_database_holds_that_too(office: Office) -> None:
    appeal(a_refused(office).pk, by(None), "Tidak setuju.")
    statement = "UPDATE claims_appeal SET outcome = 'granted', said = 'x', answered_at = now(), answered_by_id = %s"
    with pytest.raises(IntegrityError, match="took part in a decision"), transaction.atomic():
        connection.cursor().execute(statement, [office.checker.account_id])


def test_an_appeal_after_its_term_is_too_late(office: Office) -> None:
    claim = a_refused(office)
    decision = latest(claim)
    assert decision is not None
    assert decision.final_at is not None
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE claims_decision DISABLE TRIGGER USER")
        cursor.execute("UPDATE claims_decision SET final_at = final_at - interval '31 days'")
    assert last_day_to_appeal(decision) == timezone.localdate(decision.final_at) + timedelta(days=30)
    with pytest.raises(TooLate):
        appeal(claim.pk, by(None), "Terlambat.")


def test_an_appeal_and_its_answer_say_why(office: Office) -> None:
    claim = a_refused(office)
    with pytest.raises(BadFact):
        appeal(claim.pk, by(None), "  ")
    appeal(claim.pk, by(None), "Tidak setuju.")
    with pytest.raises(BadFact):
        answer_appeal(claim.pk, by(office.senior), granted=True, said="")
