"""The states of an obligation and every move between them: one table, read by Python and by PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naungan.access.models import Role


class State(models.TextChoices):
    """How far a government is with what it was asked."""

    NOT_STARTED = "not-started", _("Belum dimulai")
    IN_PROGRESS = "in-progress", _("Sedang dikerjakan")
    SUBMITTED = "submitted", _("Dikirim, menunggu pemeriksaan")
    VERIFIED = "verified", _("Terbukti")
    REJECTED = "rejected", _("Dikembalikan")
    EXPIRED = "expired", _("Buktinya berakhir")


@dataclass(frozen=True, slots=True)
class Move:
    """A move: from which states to which, and by whom. By nobody: it comes with the calendar."""

    name: str
    words: str | Promise
    sources: tuple[State, ...]
    target: State
    by: tuple[Role, ...] = ()


MAKERS = (Role.SPONSOR, Role.BRANCH, Role.REGION, Role.HEAD_OFFICE)
CHECKERS = (Role.REGION, Role.HEAD_OFFICE)
OPEN = (State.NOT_STARTED, State.IN_PROGRESS, State.REJECTED, State.EXPIRED)

MOVES = (
    Move("attach", _("menambah bukti"), OPEN, State.IN_PROGRESS, MAKERS),
    Move("submit", _("mengirim untuk diperiksa"), (State.IN_PROGRESS,), State.SUBMITTED, MAKERS),
    Move("withdraw", _("menarik kembali"), (State.SUBMITTED,), State.IN_PROGRESS, MAKERS),
    Move("verify", _("menyatakan terbukti"), (State.SUBMITTED,), State.VERIFIED, CHECKERS),
    Move("reject", _("mengembalikan"), (State.SUBMITTED,), State.REJECTED, CHECKERS),
    Move("expire", _("bukti berakhir"), (State.VERIFIED,), State.EXPIRED),
)
BY_NAME = {move.name: move for move in MOVES}
# Whoever has done one of these to an obligation does not verify or reject it.
MAKING = ("attach", "submit")


def moves_open(state: State, role: Role) -> frozenset[str]:
    """The names of the moves that somebody of this role can make from a state."""
    return frozenset(move.name for move in MOVES if state in move.sources and role in move.by)


def pairs_sql() -> str:
    """The moves as SQL: pairs of state before and state after."""
    pairs = {(source.value, move.target.value) for move in MOVES for source in move.sources}
    return ", ".join(f"('{before}', '{after}')" for before, after in sorted(pairs))


class Stage(models.TextChoices):
    """How far a commitment of a government has come, from the first talk to the first money."""

    APPROACHED = "approached", _("Didekati")
    PROMISED = "promised", _("Dijanjikan")
    REGULATION = "regulation", _("Ada regulasi")
    BUDGET = "budget", _("Dianggarkan")
    FIRST_PAYMENT = "first-payment", _("Pembayaran pertama")
    FELL_THROUGH = "fell-through", _("Tidak jadi")


STAGES = tuple(Stage)
# A stage may be passed over (money without a regulation), but never gone back to; nothing follows the last two.
ENDS = (Stage.FIRST_PAYMENT, Stage.FELL_THROUGH)
