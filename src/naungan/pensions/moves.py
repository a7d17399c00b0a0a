"""The states of an award and every move between them: one table, read by Python and by PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naungan.access.models import Role


class State(models.TextChoices):
    """Whether an award runs."""

    RUNNING = "running", _("Berjalan")
    SUSPENDED = "suspended", _("Ditahan")
    ENDED = "ended", _("Berakhir")


class EndReason(models.TextChoices):
    """Why an award ends; what the person may still be paid for depends on the day, not on the reason."""

    DEATH = "death", _("Meninggal dunia")
    REMARRIED = "remarried", _("Menikah lagi")
    MARRIED = "married", _("Menikah")
    WORKS = "works", _("Bekerja")
    AGE = "age", _("Mencapai batas usia")


# The day of these is itself no longer covered; somebody who dies is owed the day of death.
FROM_THAT_DAY = frozenset({EndReason.REMARRIED, EndReason.MARRIED, EndReason.WORKS, EndReason.AGE})


@dataclass(frozen=True, slots=True)
class Move:
    """A move: from which states to which, and by whom. By nobody: it happens with time."""

    name: str
    words: str | Promise
    sources: tuple[State, ...]
    target: State
    by: tuple[Role, ...] = ()


OFFICERS = (Role.BRANCH, Role.REGION, Role.HEAD_OFFICE)
SENIORS = (Role.REGION, Role.HEAD_OFFICE)
ALIVE = (State.RUNNING, State.SUSPENDED)

# fmt: off
MOVES = (
    Move("open",    _("membuka"),                 (),                 State.RUNNING),
    Move("suspend", _("menahan pembayaran"),      (State.RUNNING,),   State.SUSPENDED, OFFICERS),
    Move("resume",  _("melanjutkan pembayaran"),  (State.SUSPENDED,), State.RUNNING,   OFFICERS),
    Move("end",     _("mengakhiri"),              tuple(State),       State.ENDED,     OFFICERS),
    Move("run_out", _("mengakhiri karena waktu"), ALIVE,              State.ENDED),
    Move("reopen",  _("membuka kembali"),         (State.ENDED,),     State.RUNNING,   SENIORS),
)
# fmt: on
BY_NAME = {move.name: move for move in MOVES}


def moves_open(state: State, role: Role) -> frozenset[str]:
    """The names of the moves that somebody of this role can make from a state."""
    return frozenset(move.name for move in MOVES if state in move.sources and role in move.by)


def pairs_sql() -> str:
    """The moves as SQL: pairs of state before and state after."""
    pairs = {(source.value, move.target.value) for move in MOVES for source in move.sources}
    return ", ".join(f"('{before}', '{after}')" for before, after in sorted(pairs))
