"""What a database session may see: the PostgreSQL role of the actor's scope, and whose scope it is in settings.

Row-level security (naungan/row_security.py) reads these settings; they last as long as the transaction.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from psycopg.pq import TransactionStatus

from naungan.access.actor import Actor
from naungan.access.models import EVERYWHERE, OF_A_PAYER, OF_A_PERSON, REGIONAL, Role
from naungan.row_security import Scope

SCOPES = (
    dict.fromkeys(EVERYWHERE, Scope.EVERYWHERE)
    | dict.fromkeys(REGIONAL, Scope.REGIONS)
    | dict.fromkeys(OF_A_PAYER, Scope.PAYER)
    | dict.fromkeys(OF_A_PERSON, Scope.PERSON)
    | {Role.AUDITOR: Scope.READER}
)

_ACTING = ("naungan.account", "naungan.role", "naungan.payer", "naungan.person", "naungan.regions", "role")
# Answers what was set before. The regions an actor is over, once a transaction: its own and those below it.
_ACT = f"""
SELECT {", ".join(f"current_setting('{name}', true)" for name in _ACTING)},
       set_config('naungan.account', %(account)s, true), set_config('naungan.role', %(role)s, true),
       set_config('naungan.payer', %(payer)s, true), set_config('naungan.person', %(person)s, true),
       set_config('naungan.regions', naungan_regions_below(%(region)s)::text, true),
       set_config('role', %(database_role)s, true)
"""
_STEP_OUT = "SELECT current_setting('role'), set_config('role', 'none', true)"
# What a statement that only reads begins with, and what it has nowhere in it.
_READS = ("SELECT", "WITH", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
_WRITES = re.compile(r"\b(INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|MERGE\s+INTO)\b", re.IGNORECASE)
Before = dict[str, str]  # settings by their names


class WroteWhileReading(Exception):
    """A fault of ours: something was to be written where there is no savepoint to go back to."""


@contextmanager
def scoped(actor: Actor | None) -> Iterator[None]:
    """In one transaction, see what the actor may see and no more; None is the public."""
    inside_another = connection.in_atomic_block
    # An error rolls the settings back with the work; the end of the transaction ends them.
    with transaction.atomic():
        before = _act(actor)
        yield
        if inside_another:
            _back(before)


@contextmanager
def as_system() -> Iterator[None]:
    """Step out of the actor's scope, for a verb that the caller has been allowed and that must see all."""
    with transaction.atomic():
        before = _step_out()
        yield
        _back(before)


@contextmanager
def reading_as(actor: Actor) -> Iterator[None]:
    """As `scoped`, for what only reads: see `reading_as_system`."""
    with _only_reading(lambda: _act(actor)):
        yield


@contextmanager
def reading_as_system() -> Iterator[None]:
    """As `as_system`, for what only reads: without a savepoint, since there is nothing to undo.

    WroteWhileReading where something else than a question is asked of the database.
    """
    with _only_reading(_step_out):
        yield


@contextmanager
def _only_reading(enter: Callable[[], Before]) -> Iterator[None]:
    if not connection.in_atomic_block:
        with transaction.atomic(), _only_reading(enter):
            yield
        return
    before = enter()
    try:
        with connection.execute_wrapper(_only_reads):
            yield
    finally:
        # Where PostgreSQL broke off, whoever goes back to a savepoint gets the settings back that were then.
        if not _broken():
            _back(before)


def _only_reads(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if not sql.lstrip().upper().startswith(_READS) or _WRITES.search(sql):
        raise WroteWhileReading(sql)
    return execute(sql, params, many, context)


def _broken() -> bool:
    status = connection.connection.info.transaction_status
    return connection.needs_rollback or status != TransactionStatus.INTRANS


def _act(actor: Actor | None) -> Before:
    scope = SCOPES[actor.role] if actor else Scope.PUBLIC
    told = {
        "account": actor and actor.account_id,
        "role": actor and actor.role,
        "payer": actor and actor.payer_id,
        "person": actor and actor.person_id,
    }
    settings: dict[str, str | int | None] = {
        name: "" if value is None else str(value) for name, value in told.items()
    }
    with connection.cursor() as cursor:
        cursor.execute(
            _ACT,
            settings | {"region": actor.region_id if actor else None, "database_role": scope.database_role},
        )
        return {name: was or "" for name, was in zip(_ACTING, cursor.fetchone(), strict=False)}


def _step_out() -> Before:
    with connection.cursor() as cursor:
        cursor.execute(_STEP_OUT)
        return {"role": cursor.fetchone()[0]}


def _back(before: Before) -> None:
    settings = ", ".join("set_config(%s, %s, true)" for _ in before)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {settings}", [part for setting in before.items() for part in setting])
