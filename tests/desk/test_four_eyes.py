"""Maker is never checker: in the verbs, and in PostgreSQL for whoever gets round them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone
from tests.desk.conftest import TODAY, Branch, an_officer

from naungan.access.actor import Actor
from naungan.access.models import Role
from naungan.access.scope import scoped
from naungan.desk.changes import HANDLINGS
from naungan.desk.changes.dates import proposal as dates
from naungan.desk.changes.person import proposal as person
from naungan.desk.decide import approve, may_decide, refuse, withdraw
from naungan.desk.errors import AlreadyDecided, AlreadyProposed, NotYours, OwnProposal, ProposalRefused, StaleProposal
from naungan.desk.models import Command, Kind, State
from naungan.desk.propose import propose
from naungan.registry.models import Person

pytestmark = pytest.mark.django_db
WHY, PAPER = "nama di KTP berbeda", "KTP asli dilihat 3 Januari 2023"


def now() -> datetime:
    return timezone.now()


def rename(branch: Branch, maker: Actor, name: str = "Siti Aminah Nur", key: UUID | None = None) -> Command:
    return propose(
        actor=maker, proposal=person(branch.person, {"name": name}), reason=WHY, evidence=PAPER,
        key=key or uuid4(), today=TODAY,
    )  # fmt: skip


def name_of(branch: Branch) -> str:
    return Person.objects.get(pk=branch.person.pk).name


def test_nothing_changes_until_another_officer_agrees(branch: Branch) -> None:
    maker, checker = an_officer(region=branch.region), an_officer(region=branch.region)
    command = rename(branch, maker)
    assert name_of(branch) == "Siti Aminah"
    done = approve(actor=checker, command_id=command.pk, now=now(), today=TODAY)
    assert name_of(branch) == "Siti Aminah Nur"
    assert (done.state, done.maker_name, done.checker_name) == (State.APPLIED, maker.name, checker.name)


def test_nobody_decides_their_own(branch: Branch) -> None:
    maker = an_officer(region=branch.region)
    command = rename(branch, maker)
    with pytest.raises(OwnProposal):
        approve(actor=maker, command_id=command.pk, now=now(), today=TODAY)
    with pytest.raises(OwnProposal):
        refuse(actor=maker, command_id=command.pk, said="tidak jadi", now=now())
    assert (name_of(branch), may_decide(maker, command)) == ("Siti Aminah", False)


def test_nor_in_another_role_of_the_same_account(branch: Branch) -> None:
    maker = an_officer(region=branch.region)
    command = rename(branch, maker)
    promoted = Actor(maker.account_id, maker.name, Role.HEAD_OFFICE, None, None, None)
    with pytest.raises(OwnProposal):
        approve(actor=promoted, command_id=command.pk, now=now(), today=TODAY)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_keeps_or_checks_the_system_neither_proposes_nor_decides(branch: Branch, role: Role) -> None:
    keeper = an_officer(role)
    with pytest.raises(NotYours):
        rename(branch, keeper)
    command = rename(branch, an_officer(region=branch.region))
    with pytest.raises(NotYours):
        approve(actor=keeper, command_id=command.pk, now=now(), today=TODAY)


def test_what_reopens_the_past_is_decided_above_the_branch(branch: Branch) -> None:
    since = branch.worker.during.lower.replace(month=2)
    command = propose(
        actor=an_officer(region=branch.region), proposal=dates(branch.worker, since, None), reason=WHY,
        evidence=PAPER, key=uuid4(), today=TODAY,
    )  # fmt: skip
    with pytest.raises(NotYours, match="Petugas wilayah, Kantor pusat"):
        approve(actor=an_officer(region=branch.region), command_id=command.pk, now=now(), today=TODAY)
    approve(actor=an_officer(Role.REGION, branch.region), command_id=command.pk, now=now(), today=TODAY)
    branch.worker.refresh_from_db()
    assert branch.worker.during.lower == since


def test_every_kind_has_deciders_who_are_officers() -> None:
    assert set(HANDLINGS) == set(Kind.values)
    for handling in HANDLINGS.values():
        assert set(handling.deciders) <= {Role.BRANCH, Role.REGION, Role.HEAD_OFFICE}
        assert len(handling.deciders) >= 2


def test_it_is_decided_once(branch: Branch) -> None:
    command = rename(branch, an_officer(region=branch.region))
    checker = an_officer(region=branch.region)
    approve(actor=checker, command_id=command.pk, now=now(), today=TODAY)
    with pytest.raises(AlreadyDecided):
        approve(actor=checker, command_id=command.pk, now=now(), today=TODAY)
    with pytest.raises(AlreadyDecided):
        refuse(actor=checker, command_id=command.pk, said="ternyata salah", now=now())


def test_a_refusal_says_why_and_changes_nothing(branch: Branch) -> None:
    command = rename(branch, an_officer(region=branch.region))
    checker = an_officer(region=branch.region)
    with pytest.raises(ProposalRefused, match="Alasan penolakan"):
        refuse(actor=checker, command_id=command.pk, said=" ", now=now())
    done = refuse(actor=checker, command_id=command.pk, said="KTP tidak dilampirkan", now=now())
    assert (done.state, done.said, name_of(branch)) == (State.REFUSED, "KTP tidak dilampirkan", "Siti Aminah")


def test_only_its_maker_takes_a_proposal_back(branch: Branch) -> None:
    maker = an_officer(region=branch.region)
    command = rename(branch, maker)
    with pytest.raises(NotYours):
        withdraw(actor=an_officer(region=branch.region), command_id=command.pk, now=now())
    assert withdraw(actor=maker, command_id=command.pk, now=now()).state == State.WITHDRAWN


def test_one_proposal_at_a_time_about_one_thing(branch: Branch) -> None:
    maker = an_officer(region=branch.region)
    first = rename(branch, maker)
    with pytest.raises(AlreadyProposed, match=f"nomor {first.pk}"):
        rename(branch, maker, "Siti A")
    withdraw(actor=maker, command_id=first.pk, now=now())
    assert rename(branch, maker, "Siti A").state == State.PROPOSED


def test_a_second_click_is_the_same_proposal(branch: Branch) -> None:
    maker, key = an_officer(region=branch.region), uuid4()
    assert rename(branch, maker, key=key) == rename(branch, maker, key=key)
    assert Command.objects.count() == 1


def test_what_changed_meanwhile_is_not_overwritten(branch: Branch) -> None:
    command = rename(branch, an_officer(region=branch.region))
    Person.objects.filter(pk=branch.person.pk).update(name="Siti Aminah Baru")
    with pytest.raises(StaleProposal):
        approve(actor=an_officer(region=branch.region), command_id=command.pk, now=now(), today=TODAY)
    assert (name_of(branch), Command.objects.get().state) == ("Siti Aminah Baru", State.PROPOSED)


@pytest.mark.parametrize(
    ("reason", "evidence", "said"), [("", PAPER, "Alasan"), (WHY, "", "Bukti"), ("ya", PAPER, "Alasan")]
)
def test_a_reason_and_a_paper_are_asked(branch: Branch, reason: str, evidence: str, said: str) -> None:
    with pytest.raises(ProposalRefused, match=said):
        propose(
            actor=an_officer(region=branch.region), proposal=person(branch.person, {"name": "Lain"}), reason=reason,
            evidence=evidence, key=uuid4(), today=TODAY,
        )  # fmt: skip


def test_a_proposal_that_changes_nothing_is_none(branch: Branch) -> None:
    with pytest.raises(ProposalRefused, match="tidak mengubah apa pun"):
        rename(branch, an_officer(region=branch.region), "Siti Aminah")


def test_the_history_names_both_officers(branch: Branch) -> None:
    maker, checker = an_officer(region=branch.region), an_officer(region=branch.region)
    command = rename(branch, maker)
    approve(actor=checker, command_id=command.pk, now=now(), today=TODAY)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.metadata->>'command', c.metadata->>'maker', c.metadata->>'checker'
            FROM registry_personevent e JOIN pghistory_context c ON c.id = e.pgh_context_id
            WHERE e.pgh_obj_id = %s
            """,
            [branch.person.pk],
        )
        assert cursor.fetchall() == [(str(command.pk), maker.name, checker.name)]


# What follows gets round the verbs.

SIGN = """
UPDATE desk_command SET state = 'applied', checker_id = {checker}, checker_name = 'x', checker_role = 'branch',
    decided_at = now(), result = '{{}}' WHERE id = {id}
"""


def attempt(statement: str, **facts: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(**facts))


def test_postgresql_refuses_a_maker_who_checks(branch: Branch) -> None:
    maker = an_officer(region=branch.region)
    command = rename(branch, maker)
    with pytest.raises(IntegrityError, match="command_maker_is_never_checker"):
        attempt(SIGN, checker=maker.account_id, id=command.pk)


def test_postgresql_refuses_a_command_that_is_made_checked(branch: Branch) -> None:
    maker = an_officer(region=branch.region)
    rename(branch, maker)
    with pytest.raises(IntegrityError, match="command_maker_is_never_checker"):
        attempt(
            """
            INSERT INTO desk_command (kind, key, state, about, before, after, reason, evidence, maker_id, maker_name,
                maker_role, checker_id, decided_at, result)
            SELECT kind, gen_random_uuid(), 'applied', about, before, after, reason, evidence, maker_id, maker_name,
                maker_role, maker_id, now(), '{{}}' FROM desk_command
            """
        )


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE desk_command SET after = '{{}}', state = 'withdrawn', decided_at = now()", "never rewritten"),
        ("UPDATE desk_command SET maker_id = {other}, state = 'withdrawn', decided_at = now()", "never rewritten"),
        ("UPDATE desk_command SET state = 'applied'", "command_"),
        ("UPDATE desk_command SET state = 'refused', checker_id = {other}, decided_at = now()", "refusal_says_why"),
        ("UPDATE desk_command SET reason = 'lain'", "decided once"),
        ("DELETE FROM desk_command", "never deleted"),
    ],
)
def test_postgresql_refuses_what_rewrites_the_log(branch: Branch, statement: str, said: str) -> None:
    rename(branch, an_officer(region=branch.region))
    with pytest.raises(DatabaseError, match=said):
        attempt(statement, other=an_officer(region=branch.region).account_id)


def test_postgresql_reopens_no_decision(branch: Branch) -> None:
    command = rename(branch, an_officer(region=branch.region))
    approve(actor=an_officer(region=branch.region), command_id=command.pk, now=now(), today=TODAY)
    with pytest.raises(DatabaseError, match="decided once"):
        attempt("UPDATE desk_command SET state = 'proposed', checker_id = NULL, decided_at = NULL, result = NULL")


def test_postgresql_lets_nobody_sign_for_another(branch: Branch) -> None:
    maker, checker, third = (an_officer(region=branch.region) for _ in range(3))
    command = rename(branch, maker)
    with pytest.raises(DatabaseError, match="signs for another"), scoped(third):
        attempt(SIGN, checker=checker.account_id, id=command.pk)
    with scoped(checker):
        attempt(SIGN, checker=checker.account_id, id=command.pk)
    assert Command.objects.get().checker_id == checker.account_id
