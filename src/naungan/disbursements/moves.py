"""The states of a batch and of its transfers, and every move between them: read by Python and by PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naungan.access.models import Role


class State(models.TextChoices):
    """How far a batch is."""

    DRAFT = "draft", _("Disusun")
    CHECKED = "checked", _("Diperiksa, menunggu dilepas")
    SENT = "sent", _("Dikirim ke bank")
    ANSWERED = "answered", _("Sebagian dijawab bank")
    CLOSED = "closed", _("Selesai")
    CANCELLED = "cancelled", _("Dibatalkan")


class Way(models.TextChoices):
    """Where the money of one transfer is."""

    WAITING = "waiting", _("Menunggu dilepas")
    DROPPED = "dropped", _("Dikeluarkan")
    SENT = "sent", _("Dikirim ke bank")
    PAID = "paid", _("Sudah masuk")
    RETURNED = "returned", _("Kembali")


@dataclass(frozen=True, slots=True)
class Move:
    """A move: from which states to which, and by whom. By nobody: it happens with the money."""

    name: str
    words: str | Promise
    sources: tuple[State, ...]
    target: State
    by: tuple[Role, ...] = ()


# fmt: off
S, OFFICERS = State, (Role.BRANCH, Role.REGION, Role.HEAD_OFFICE)
BEFORE = (S.DRAFT, S.CHECKED)

MOVES = (
    Move("judge", _("menilai nama rekening"), (S.DRAFT,), S.DRAFT, OFFICERS),
    Move("check", _("memeriksa"), (S.DRAFT,), S.CHECKED, OFFICERS),
    Move("give_back", _("mengembalikan kepada penyusun"), (S.CHECKED,), S.DRAFT, OFFICERS),
    Move("cancel", _("membatalkan"), BEFORE, S.CANCELLED, OFFICERS),
    Move("release", _("melepas ke bank"), (S.CHECKED,), S.SENT, OFFICERS),
    Move("answer", _("menerima jawaban bank"), (S.SENT, S.ANSWERED), S.ANSWERED),
    Move("close", _("menutup"), (S.SENT, S.ANSWERED), S.CLOSED),
)
# fmt: on
BY_NAME = {move.name: move for move in MOVES}
# Whoever has done one of these to a batch does not release it.
MAKING = ("gather", "judge", "check")

# A transfer keeps its payable to itself in these: no second transfer of the same money.
HELD = (Way.WAITING, Way.SENT, Way.PAID)
WAYS = {
    (Way.WAITING, Way.DROPPED),
    (Way.WAITING, Way.SENT),
    (Way.SENT, Way.PAID),
    (Way.SENT, Way.RETURNED),
    (Way.PAID, Way.RETURNED),
}


def moves_open(state: State, role: Role) -> frozenset[str]:
    """The names of the moves that somebody of this role can make from a state."""
    return frozenset(move.name for move in MOVES if state in move.sources and role in move.by)


def pairs_sql(pairs: Iterable[tuple[str, str]]) -> str:
    """Pairs of state before and state after, as SQL."""
    return ", ".join(f"('{before}', '{after}')" for before, after in sorted({(str(a), str(b)) for a, b in pairs}))


BATCH_PAIRS = pairs_sql((source.value, move.target.value) for move in MOVES for source in move.sources)
TRANSFER_PAIRS = pairs_sql((before.value, after.value) for before, after in WAYS)
