"""One way to do anything to an obligation: locked, at the version that was seen, once for every key, and logged."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from naungan.access.actor import Actor
from naungan.mandates.errors import NoEvidence, ObligationChanged, SamePerson, WrongMove
from naungan.mandates.facts import duty_called
from naungan.mandates.models import Command, Evidence, Obligation
from naungan.mandates.moves import BY_NAME, CHECKERS, MAKING, Move, State
from naungan.saying import gettext as _

CHECKING = ("verify", "reject")


@dataclass(frozen=True, slots=True)
class Order:
    """Who wants something done, under which key, having seen which version (None: whatever it is now)."""

    actor: Actor
    key: uuid.UUID
    version: int | None = None


def nothing_more(obligation: Obligation) -> None:
    """An act that only moves the obligation."""


def act(
    name: str, obligation_id: int, order: Order, said: str = "", work: Callable[[Obligation], None] = nothing_more
) -> Obligation:
    """Do something to an obligation: `work` does what goes with the move.

    The same key again does nothing. Raises ObligationChanged, WrongMove, NoEvidence, SamePerson.
    """
    move = BY_NAME[name]
    with transaction.atomic():
        obligation = Obligation.objects.select_for_update().get(pk=obligation_id)
        if Command.objects.filter(key=order.key).exists():
            return obligation
        _refuse(move, obligation, order, said)
        before = obligation.state
        work(obligation)
        obligation.state, obligation.version = move.target, obligation.version + 1
        checked = move.target == State.VERIFIED
        obligation.verified_by_id = order.actor.account_id if checked else None
        obligation.verified_at = timezone.now() if checked else None
        obligation.save()
        Command.objects.create(
            obligation=obligation, account_id=order.actor.account_id, who=order.actor.name, role=order.actor.role,
            name=name, key=order.key, before=before, after=obligation.state, version=obligation.version, said=said,
        )  # fmt: skip
    return obligation


def submit(obligation_id: int, order: Order) -> Obligation:
    """Send an obligation in with its evidence."""
    return act("submit", obligation_id, order)


def withdraw(obligation_id: int, order: Order) -> Obligation:
    """Take it back before it is checked."""
    return act("withdraw", obligation_id, order)


def verify(obligation_id: int, order: Order, said: str = "") -> Obligation:
    """Say that the evidence proves it."""
    return act("verify", obligation_id, order, said)


def reject(obligation_id: int, order: Order, said: str) -> Obligation:
    """Send it back, with what is missing."""
    return act("reject", obligation_id, order, said)


def in_force(obligation: Obligation) -> list[Evidence]:
    """Its evidence that still holds today."""
    today = timezone.localdate()
    return [one for one in obligation.evidence.all() if one.valid_until is None or one.valid_until >= today]


def _refuse(move: Move, obligation: Obligation, order: Order, said: str) -> None:
    told = {"duty": obligation.duty, "state": State(obligation.state).label, "move": move.words}
    if order.version is not None and order.version != obligation.version:
        raise ObligationChanged(
            _("Kewajiban %(duty)s baru saja diubah orang lain (%(state)s). Periksa lagi, lalu ulangi.") % told
        )
    if obligation.state not in move.sources:
        raise WrongMove(_("Kewajiban %(duty)s sekarang %(state)s: tidak dapat %(move)s.") % told)
    if order.actor.role not in move.by:
        raise WrongMove(
            _("Sebagai %(role)s Anda tidak dapat %(move)s.")
            % {"role": order.actor.role.label.lower(), "move": move.words}
        )
    if move.name == "submit" and not in_force(obligation):
        raise NoEvidence(
            _("Kewajiban %(duty)s belum mempunyai bukti yang masih berlaku. Tambahkan: %(kinds)s.")
            % {"duty": obligation.duty, "kinds": ", ".join(duty_called(obligation.duty).evidence)}
        )
    if move.name in CHECKING and _has_made(obligation, order.actor):
        raise SamePerson(_("Anda ikut menyiapkan bukti %(duty)s, jadi orang lain yang memeriksanya.") % told)
    if move.name == "reject" and not said.strip():
        raise WrongMove(_("Tulis apa yang kurang, agar pemerintah daerah tahu apa yang diperbaiki."))


def _has_made(obligation: Obligation, actor: Actor) -> bool:
    made = Command.objects.filter(obligation=obligation, account_id=actor.account_id, name__in=MAKING)
    return made.exists()


def may_check(actor: Actor) -> bool:
    """Whether somebody of this role checks what others made."""
    return actor.role in CHECKERS
