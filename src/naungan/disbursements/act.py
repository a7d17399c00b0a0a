"""One way to do anything to a batch: one at a time, at the version that was seen, once for every key, and logged."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from naungan.access.actor import Actor
from naungan.disbursements.errors import BatchChanged, SamePerson, WrongMove
from naungan.disbursements.models import Act, Batch
from naungan.disbursements.moves import BY_NAME, MAKING, Move, State
from naungan.saying import gettext as _
from naungan.web.templatetags.formats import moment

BANK = "bank"  # the role in the log of what happens with the money
# Releases and answers move the same money: one of them at a time, whichever batch or account it is of.
ONE_AT_A_TIME = 4_217_001


@dataclass(frozen=True, slots=True)
class Order:
    """Who wants something done, under which key, having seen which version (None: whatever it is now)."""

    actor: Actor
    key: uuid.UUID
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """What an act changes in the batch beside its state, and what the log says of it."""

    changes: Mapping[str, object]
    said: str = ""
    detail: Mapping[str, object] | None = None


def nothing_more(batch: Batch) -> Work:
    """An act that only moves the batch."""
    return Work({})


@contextmanager
def money_moves() -> Iterator[None]:
    """A transaction in which nobody else gathers, releases or reads an answer."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        yield


def act(name: str, batch_id: int, order: Order, work: Callable[[Batch], Work] = nothing_more) -> Batch:
    """Do something to a batch: `work` does it and says what changes.

    The same key again does nothing. Raises BatchChanged at another version than was seen, WrongMove from a
    state or by somebody from whom the move is not open, SamePerson.
    """
    move = BY_NAME[name]
    with money_moves():
        batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch_id)
        if Act.objects.filter(key=order.key).exists():
            return batch
        _refuse(move, batch, order)
        before, done = batch.state, work(batch)
        move_on(batch, move, done.changes)
        log(name, batch, order, before, done)
    return batch


def move_on(batch: Batch, move: Move, changes: Mapping[str, object]) -> None:
    """Bring a locked batch to where the move leads, one version on."""
    for field, value in {**changes, "state": move.target.value, "version": batch.version + 1}.items():
        setattr(batch, field, value)
    batch.save(update_fields=["state", "version", *changes])


def log(name: str, batch: Batch, order: Order, before: str, done: Work) -> None:
    """Note in the log what was done, and by whom."""
    Act.objects.create(
        batch=batch,
        account_id=order.actor.account_id,
        who=order.actor.name,
        role=order.actor.role,
        name=name,
        key=order.key,
        before=before,
        after=batch.state,
        version=batch.version,
        said=done.said,
        detail=dict(done.detail or {}),
    )


def with_the_money(name: str, batch: Batch, said: str) -> None:
    """Move a locked batch because of what the bank said, and note it."""
    move, before = BY_NAME[name], batch.state
    move_on(batch, move, {})
    Act.objects.create(
        batch=batch, who=_("Bank"), role=BANK, name=name, key=uuid.uuid4(), before=before, after=batch.state,
        version=batch.version, said=said,
    )  # fmt: skip


def _refuse(move: Move, batch: Batch, order: Order) -> None:
    told = {"batch": batch.number, "state": State(batch.state).label, "move": move.words}
    if order.version is not None and order.version != batch.version:
        last = Act.objects.filter(batch=batch).order_by("-id")[0]
        told |= {"who": last.who, "when": moment(last.at)}
        raise BatchChanged(
            _("%(batch)s baru saja diubah %(who)s pada %(when)s (%(state)s). Periksa lagi, lalu ulangi.") % told
        )
    if batch.state not in move.sources:
        raise WrongMove(_("%(batch)s sekarang %(state)s: tidak dapat %(move)s.") % told)
    if order.actor.role not in move.by:
        told["role"] = order.actor.role.label.lower()
        raise WrongMove(_("Sebagai %(role)s Anda tidak dapat %(move)s.") % told)
    if move.name == "release" and made_by(batch, order.actor.account_id):
        raise SamePerson(_("Anda ikut menyusun %(batch)s, jadi petugas lain yang harus melepasnya ke bank.") % told)


def made_by(batch: Batch, account_id: int) -> bool:
    """Whether somebody had a hand in preparing a batch."""
    made = Act.objects.filter(batch=batch, account_id=account_id, name__in=MAKING)
    return batch.made_by_id == account_id or made.exists()
