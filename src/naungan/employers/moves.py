"""The states of a month's report and every move between them: one table, read by Python and by PostgreSQL.

The states are those of workflows.md 2.2, and one of our own: `submitted`, in which the maker has let go
of the report and the approver has not decided yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naungan.access.models import Role


class State(models.TextChoices):
    """How far a month's report is."""

    DRAFT = "draft", _("Belum dihitung")
    CALCULATED = "calculated", _("Sudah dihitung, belum dikirim")
    SUBMITTED = "submitted", _("Menunggu persetujuan")
    FINAL = "final", _("Terkunci")
    CODE_ISSUED = "code-issued", _("Terkunci, menunggu pembayaran")
    PAID = "paid", _("Pembayaran diterima, menunggu posting")
    POSTED = "posted", _("Tercatat")
    DISPUTED = "disputed", _("Ada selisih pembayaran")


@dataclass(frozen=True, slots=True)
class Move:
    """A move: from which states to which, and by whom. By nobody: it happens with the money."""

    name: str
    words: str | Promise
    sources: tuple[State, ...]
    target: State
    by: tuple[Role, ...] = ()


MAKER, APPROVER = (Role.EMPLOYER_MAKER,), (Role.EMPLOYER_APPROVER,)
EDITABLE = (State.DRAFT, State.CALCULATED)
UNPAID = (State.FINAL, State.CODE_ISSUED)
LOCKED = (State.SUBMITTED, State.FINAL, State.CODE_ISSUED, State.PAID, State.DISPUTED)

MOVES = (
    Move("edit", _("mengubah isi"), EDITABLE, State.DRAFT, MAKER),
    Move("calculate", _("menghitung iuran"), EDITABLE, State.CALCULATED, MAKER),
    Move("submit", _("mengirim untuk disetujui"), (State.CALCULATED,), State.SUBMITTED, MAKER),
    Move("withdraw", _("menarik kembali"), (State.SUBMITTED,), State.DRAFT, MAKER),
    Move("return", _("mengembalikan kepada penyusun"), (State.SUBMITTED,), State.DRAFT, APPROVER),
    Move("finalise", _("memfinalisasi"), (State.SUBMITTED,), State.FINAL, APPROVER),
    Move("issue", _("menerbitkan kode iuran"), (State.FINAL,), State.CODE_ISSUED),
    Move("cancel", _("membatalkan finalisasi"), UNPAID, State.DRAFT, APPROVER),
    Move("pay", _("menerima pembayaran"), (State.CODE_ISSUED, State.DISPUTED), State.PAID),
    Move("dispute", _("menerima pembayaran yang berbeda"), (State.CODE_ISSUED, State.PAID), State.DISPUTED),
    Move("post", _("membukukan"), (*UNPAID, State.PAID, State.DISPUTED), State.POSTED),
)
BY_NAME = {move.name: move for move in MOVES}
WITH_THE_MONEY = tuple(BY_NAME[name] for name in ("pay", "dispute", "post"))
# Whoever has done one of these to a report cannot finalise it.
MAKING = tuple(move.name for move in MOVES if move.by == MAKER)


def moves_open(state: State, role: Role) -> frozenset[str]:
    """The names of the moves that somebody of this role can make from a state."""
    return frozenset(move.name for move in MOVES if state in move.sources and role in move.by)


def pairs_sql(moves: Iterable[Move]) -> str:
    """The moves as SQL: pairs of state before and state after."""
    pairs = {(source.value, move.target.value) for move in moves for source in move.sources}
    return ", ".join(f"('{before}', '{after}')" for before, after in sorted(pairs))


def states_sql(states: Iterable[State]) -> str:
    """States as a list of SQL literals."""
    return ", ".join(f"'{state.value}'" for state in states)
