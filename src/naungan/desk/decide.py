"""Decide what another officer proposed: apply it, refuse it; or take one's own proposal back."""

from __future__ import annotations

from datetime import date, datetime

import pghistory
from django.db import transaction

from naungan.access.actor import Actor
from naungan.access.scope import as_system
from naungan.desk.changes import HANDLINGS
from naungan.desk.changes.handling import Facts, Task
from naungan.desk.errors import AlreadyDecided, NotYours, OwnProposal, ProposalRefused, StaleProposal
from naungan.desk.models import Command, Kind, State
from naungan.saying import gettext


def approve(*, actor: Actor, command_id: int, said: str = "", now: datetime, today: date) -> Command:
    """Agree to a proposal and carry it out, in one transaction: it is applied and signed, or neither.

    Raises NotYours, OwnProposal, AlreadyDecided, StaleProposal where the thing has changed since it was
    proposed, and whatever the verb refuses that carries it out.
    """
    with transaction.atomic():
        command = _mine_to_decide(actor, command_id)
        task = Task(command.about, command.after, command.reason, today)
        command.result = _applied(command, task, actor)
        _sign(command, actor, State.APPLIED, said, now)
    return command


def refuse(*, actor: Actor, command_id: int, said: str, now: datetime) -> Command:
    """Refuse a proposal, and say why. Raises NotYours, OwnProposal, AlreadyDecided, ProposalRefused."""
    if len(said.split()) < 2:
        raise ProposalRefused(
            gettext("Alasan penolakan belum diisi. Tulis apa yang kurang, supaya pengusul dapat memperbaikinya."),
            "said",
        )
    with transaction.atomic():
        command = _mine_to_decide(actor, command_id)
        _sign(command, actor, State.REFUSED, said, now)
    return command


def withdraw(*, actor: Actor, command_id: int, now: datetime) -> Command:
    """Take one's own proposal back. Raises NotYours where it is another's, AlreadyDecided."""
    with transaction.atomic():
        command = _waiting(command_id)
        if command.maker_id != actor.account_id:
            raise NotYours(
                gettext("Usulan nomor %(number)d dibuat %(name)s; hanya pengusulnya yang dapat menariknya.")
                % {"number": command.pk, "name": command.maker_name}
            )
        command.state = State.WITHDRAWN
        command.decided_at = now
        command.save(update_fields=["state", "decided_at"])
    return command


def may_decide(actor: Actor, command: Command) -> bool:
    """Whether the actor is one who could decide the command as it stands."""
    return (
        command.state == State.PROPOSED
        and command.maker_id != actor.account_id
        and actor.role in HANDLINGS[command.kind].deciders
    )


def _mine_to_decide(actor: Actor, command_id: int) -> Command:
    command = _waiting(command_id)
    if command.maker_id == actor.account_id:
        raise OwnProposal(gettext("Anda yang mengusulkan ini; petugas lain yang harus memutuskan."))
    deciders = HANDLINGS[command.kind].deciders
    if actor.role not in deciders:
        who = ", ".join(str(role.label) for role in deciders)
        raise NotYours(gettext("%(kind)s diputuskan oleh: %(who)s.") % {"kind": Kind(command.kind).label, "who": who})
    return command


def _waiting(command_id: int) -> Command:
    command = Command.objects.select_for_update().get(pk=command_id)
    if command.state != State.PROPOSED:
        raise AlreadyDecided(
            gettext("Usulan nomor %(number)d sudah selesai: %(state)s.")
            % {"number": command.pk, "state": command.get_state_display()}
        )
    return command


def _applied(command: Command, task: Task, actor: Actor) -> Facts:
    handling = HANDLINGS[command.kind]
    signed = {"command": command.pk, "maker": command.maker_name, "checker": actor.name}
    with as_system(), pghistory.context(**signed):
        if handling.stands(task) != command.before:
            raise StaleProposal(
                gettext("Data ini sudah berubah sejak diusulkan. Tolak, lalu usulkan lagi dari keadaan sekarang.")
            )
        return handling.apply(task)


def _sign(command: Command, actor: Actor, state: State, said: str, now: datetime) -> None:
    command.state = state
    command.checker_id = actor.account_id
    command.checker_name = actor.name
    command.checker_role = actor.role
    command.decided_at = now
    command.said = " ".join(said.split())
    command.save(update_fields=["state", "checker", "checker_name", "checker_role", "decided_at", "said", "result"])
