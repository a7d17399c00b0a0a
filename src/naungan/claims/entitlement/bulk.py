"""Decide many plain claims at once inside PostgreSQL: the same rupiah and the same words as one by one.

A decision made here is a proposal like any other: somebody else checks it.  Claims with anything to look at (no
cover, heirs that do not fit, signals, scholarships, competing claimants) are left to an officer; nothing is
refused in bulk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from naungan.access.actor import Actor
from naungan.access.scope import as_system
from naungan.claims.entitlement.bulk_jht import KINDS as JHT_KINDS
from naungan.claims.entitlement.bulk_jht import jht_statements
from naungan.claims.entitlement.bulk_jkm import jkm_statements
from naungan.claims.entitlement.bulk_law import put_days, put_growth
from naungan.claims.entitlement.bulk_sql import BILLS, CHOOSE, ENROLLED, FROZEN, HEIRS, TAKERS
from naungan.claims.entitlement.bulk_write import DECISIONS, LINES, MOVED, STEPS
from naungan.claims.errors import WrongMove
from naungan.claims.models import Claim
from naungan.claims.moves import PARTIES, Party, State
from naungan.claims.settings import rules
from naungan.claims.signals import raise_signals
from naungan.law.months import month_of, month_text
from naungan.law.statute import load
from naungan.saying import gettext as _

TURN = 10_000
JKM_KINDS = ("jkm",)
GROUPS = (JKM_KINDS, JHT_KINDS)
_BOOKS = """
SELECT (SELECT coalesce((SELECT min(close_month) FROM contributions_payermonth), min(month))
        FROM contributions_month WHERE state = 'closed'),
       (SELECT min(for_month) FROM contributions_assessment)
"""
_OWN_TABLES = """
SELECT coalesce(string_agg(relname, ', '), '') FROM pg_class
WHERE relname LIKE 'bulk\\_%' AND relkind = 'r' AND relpersistence = 't' AND pg_table_is_visible(oid)
"""
_LEFT = "SELECT left_because, count(*) FROM bulk_judged WHERE left_because IS NOT NULL GROUP BY 1"


@dataclass(frozen=True, slots=True)
class Decided:
    """How many claims were decided, and how many were left to officers, by reason."""

    decided: int = 0
    left: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Decided) -> Decided:
        return Decided(self.decided + other.decided, self.left + other.left)


@dataclass(frozen=True, slots=True)
class Turn:
    """Some claims of one group of kinds, decided in one transaction."""

    actor: Actor
    kinds: tuple[str, ...]
    claims: tuple[int, ...]
    on: date


def decide_many(actor: Actor, kinds: Iterable[str], on: date, *, turn: int = TURN, workers: int = 1) -> Decided:
    """Propose a decision for every plain JKM or JHT claim that the actor sees being verified.

    `actor` is the maker and checks none of them.  Each turn of claims is one transaction, `workers` turns at a
    time: what is stopped loses those under way, and the next run goes on where it ended.  Raises WrongMove for
    somebody who decides no claims.
    """
    if Party.OFFICER not in PARTIES.get(actor.role, frozenset()):
        raise WrongMove(_("Hanya petugas yang memutus klaim."))
    asked = frozenset(kinds)
    turns = [one for group in GROUPS for one in _turns(actor, tuple(k for k in group if k in asked), on, turn)]
    if workers == 1:
        return sum(map(decide_turn, turns), Decided())
    with ThreadPoolExecutor(workers, thread_name_prefix="decide") as pool:
        return sum(pool.map(_on_its_own, turns), Decided())


def _turns(actor: Actor, kinds: tuple[str, ...], on: date, size: int) -> list[Turn]:
    if not kinds:
        return []
    seen = Claim.objects.filter(state=State.VERIFYING, kind__in=kinds).order_by("id").values_list("id", flat=True)
    waiting = tuple(seen)
    return [Turn(actor, kinds, waiting[at : at + size], on) for at in range(0, len(waiting), size)]


def _on_its_own(turn: Turn) -> Decided:
    """A turn on a connection of its thread."""
    try:
        return decide_turn(turn)
    finally:
        connection.close()


def decide_turn(turn: Turn) -> Decided:
    """Decide the plain ones of some claims, in one transaction."""
    with transaction.atomic(), as_system(), connection.cursor() as cursor:
        raise_signals(turn.claims)
        parameters = _prepare(cursor, turn)
        statements = jkm_statements() if turn.kinds == JKM_KINDS else jht_statements(load(), turn.on)
        for statement in statements.made:
            cursor.execute(statement, {**parameters, **statements.parameters} if "%(" in statement else None)
        cursor.execute(_LEFT)
        left = Counter({str(reason): int(many) for reason, many in cursor.fetchall()})
        for statement in (DECISIONS, LINES, STEPS, MOVED):
            cursor.execute(statement, parameters)
        return Decided(int(cursor.rowcount), left)


def _prepare(cursor: Any, turn: Turn) -> dict[str, Any]:
    """The claims of the turn, what is frozen of each, the law of their days, and the tables all rules read."""
    cursor.execute(_OWN_TABLES)
    ((names,),) = cursor.fetchall()
    if names:  # of an earlier turn in the same transaction
        cursor.execute(f"DROP TABLE {names}")
    cursor.execute("SET LOCAL work_mem = '128MB'; SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL jit = off")
    cursor.execute(_BOOKS)
    ((books_begin, saved_since),) = cursor.fetchall()
    parameters = _parameters(turn, books_begin)
    for statement in (CHOOSE, "ANALYZE bulk_chosen", FROZEN):
        cursor.execute(statement, parameters)
    cursor.execute("SELECT DISTINCT event_on FROM bulk_chosen ORDER BY 1")
    begins = load().parameters["membership.begins"].values[0].valid_from
    put_days(load(), [day for (day,) in cursor.fetchall() if day >= begins])
    through = month_of(turn.on) - 1
    parameters["denominator"] = put_growth(load(), min(month_of(saved_since or turn.on), through), through)
    for statement in (ENROLLED, BILLS, HEIRS, TAKERS):
        cursor.execute(statement, parameters)
    cursor.execute(
        "ANALYZE bulk_enrolled; ANALYZE bulk_bill; ANALYZE bulk_day; ANALYZE bulk_jkm_line; ANALYZE bulk_opens;"
        "ANALYZE bulk_standing_law; ANALYZE bulk_inputs (id); ANALYZE bulk_heirs; ANALYZE bulk_taker"
    )
    return parameters


def _parameters(turn: Turn, books_begin: date | None) -> dict[str, Any]:
    checks = rules().checks
    return {
        "claims": list(turn.claims),
        "kinds": list(turn.kinds),
        "on": turn.on,
        "zone": settings.TIME_ZONE,
        "books_begin": books_begin,
        "through": month_text(month_of(turn.on) - 1),
        "account": turn.actor.account_id,
        "who": turn.actor.name,
        "role": str(turn.actor.role),
        "law_version": load().version,
        "engine": version("naungan"),
        "limits": [row.up_to for row in checks if row.up_to is not None],
        "needed": [row.needed for row in checks],
    }
