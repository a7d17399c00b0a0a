"""Who sees which claims: a branch its region's, whoever opened one that one, a worker their own, an auditor all."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction
from tests.claims.claiming import a_draft, a_sent, a_worker, an_actor, an_office, approved, by
from tests.factories import a_region

from naungan.access.actor import Actor
from naungan.access.models import Role
from naungan.access.scope import scoped
from naungan.claims.decide import decide
from naungan.claims.errors import NoSuchClaim, WrongMove
from naungan.claims.models import Claim, Decision, Paper, Payable, Payee, Signal, Step
from naungan.claims.open_claim import Claimant, Opening, open_claim
from naungan.claims.submit import submit
from naungan.claims.verify import start_verifying
from naungan.registry.models import Region

pytestmark = pytest.mark.django_db


def seen_by(actor: Actor | None) -> list[str]:
    with scoped(actor):
        return list(Claim.objects.order_by("id").values_list("number", flat=True))


def elsewhere() -> Region:
    return a_region("64.72", "Kota Samarinda")


def test_a_branch_sees_the_claims_of_its_region_once_they_are_sent() -> None:
    office = an_office()
    claim = a_draft(a_worker())
    assert seen_by(office.maker) == []
    submit(claim.pk, by(None))
    assert seen_by(office.maker) == [claim.number]
    assert seen_by(an_actor(Role.BRANCH, elsewhere())) == []


def test_an_heir_sees_what_the_heir_opened_and_no_other_heirs() -> None:
    worker = a_worker()
    one, other = (an_actor(Role.HEIR, person=worker.person) for _ in range(2))
    claim = a_draft(worker, one)
    assert (seen_by(one), seen_by(other)) == ([claim.number], [])


def test_a_worker_sees_claims_about_themselves_whoever_opened_them() -> None:
    worker = a_worker()
    claim = a_sent(worker, an_office().maker)
    assert seen_by(an_actor(Role.WORKER, person=worker.person)) == [claim.number]
    assert seen_by(an_actor(Role.WORKER, person=a_worker().person)) == []


def test_auditor_and_head_office_see_all_and_the_public_nothing() -> None:
    claim = a_sent(a_worker())
    assert seen_by(an_actor(Role.AUDITOR)) == [claim.number]
    assert seen_by(an_actor(Role.HEAD_OFFICE)) == [claim.number]
    assert seen_by(None) == []


def test_what_hangs_on_a_claim_is_seen_with_it() -> None:
    worker = a_worker()
    approved(worker, an_office())
    with scoped(an_actor(Role.WORKER, person=worker.person)):
        mine = [table.objects.count() for table in (Step, Payee, Decision, Payable)]
    with scoped(an_actor(Role.BRANCH, elsewhere())):
        theirs = [table.objects.count() for table in (Step, Payee, Decision, Payable, Paper)]
    assert (mine, theirs) == ([7, 1, 1, 1], [0] * 5)


def test_a_claimant_never_reads_the_signals() -> None:
    worker, office = a_worker(), an_office()
    claim = a_sent(worker, an_actor(Role.WORKER, person=worker.person))
    Signal.objects.create(claim=claim, code="one-phone", reason="x")
    with scoped(an_actor(Role.WORKER, person=worker.person)):
        assert Signal.objects.count() == 0
    with scoped(office.maker):
        assert Signal.objects.count() == 1


STATEMENTS = (
    "INSERT INTO claims_signal (claim_id, code, reason) SELECT id, 'x', 'x' FROM claims_claim",
    "UPDATE claims_claim SET claimant_phone = '+62811', version = version + 1",
    "DELETE FROM claims_step",
)


@pytest.mark.parametrize("role", [Role.BRANCH, Role.HEAD_OFFICE, Role.AUDITOR])
@pytest.mark.parametrize("statement", STATEMENTS)
def test_nobody_writes_a_claim_but_through_the_verbs(role: Role, statement: str) -> None:
    a_sent(a_worker())
    actor = an_actor(role, a_region() if role == Role.BRANCH else None)
    with scoped(actor), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)


def test_the_verbs_work_inside_the_scope_of_whoever_orders() -> None:
    office, worker = an_office(), a_worker()
    claim = a_sent(worker)
    with scoped(office.maker):
        start_verifying(claim.pk, by(office.maker))
        assert decide(claim.pk, by(office.maker)).total == 42_000_000


def test_a_claim_of_another_region_is_not_there_for_an_officer() -> None:
    claim, stranger = a_sent(a_worker()), an_actor(Role.BRANCH, elsewhere())
    with scoped(stranger), pytest.raises(NoSuchClaim):
        start_verifying(claim.pk, by(stranger))


def test_an_auditor_moves_nothing() -> None:
    claim, auditor = a_sent(a_worker()), an_actor(Role.AUDITOR)
    with scoped(auditor), pytest.raises(WrongMove):
        start_verifying(claim.pk, by(auditor))


def test_a_worker_claims_for_nobody_else() -> None:
    mine, other = a_worker(), a_worker()
    actor = an_actor(Role.WORKER, person=mine.person)
    opening = Opening("jht_resign", other.person_id, a_worker().during.lower, Claimant(relation="self"))
    with scoped(actor), pytest.raises(NoSuchClaim):
        open_claim(opening, by(actor))


def test_an_auditor_opens_no_claim() -> None:
    worker, auditor = a_worker(), an_actor(Role.AUDITOR)
    with scoped(auditor), pytest.raises(NoSuchClaim):
        open_claim(Opening("jht_resign", worker.person_id, worker.during.lower), by(auditor))
