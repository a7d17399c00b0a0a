"""What a database session may see: the PostgreSQL role of the actor's scope, and whose scope it is in settings.

Row-level security (naungan/row_security.py) reads these settings; they last as long as the transaction.
"""

from __future__ import annotations

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

# The regions an actor is over, once a transaction: its own and those below it.
_ACT = """
SELECT set_config('naungan.account', %(account)s, true), set_config('naungan.role', %(role)s, true),
       set_config('naungan.payer', %(payer)s, true), set_config('naungan.person', %(person)s, true),
       set_config('naungan.regions', naungan_regions_below(%(region)s)::text, true),
       set_config('role', %(database_role)s, true)
"""
_READS = ("SELECT", "WITH", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
_STEP_OUT = "SELECT current_setting('role'), set_config('role', 'none', true)"


class WroteWhileReading(Exception):
    """A fault of ours: something was to be written where there is no savepoint to go back to."""


@contextmanager
def scoped(actor: Actor | None) -> Iterator[None]:
    """In one transaction, see what the actor may see and no more; None is the public."""
    inside_another = connection.in_atomic_block
    # An error rolls the settings back with the work; the end of the transaction ends them.
    with transaction.atomic():
        _act(actor)
        yield
        if inside_another:
            _become("none")


@contextmanager
def as_system() -> Iterator[None]:
    """Step out of the actor's scope, for a verb that the caller has been allowed and that must see all."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_STEP_OUT)
            (before, _) = cursor.fetchone()
        yield
        _become(before)


@contextmanager
def reading_as_system() -> Iterator[None]:
    """As `as_system`, for what only reads: without a savepoint, since there is nothing to undo.

    WroteWhileReading where something else than a question is asked of the database.
    """
    if not connection.in_atomic_block:
        with transaction.atomic(), reading_as_system():
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute(_STEP_OUT)
        (before, _) = cursor.fetchone()
    try:
        with connection.execute_wrapper(_only_reads):
            yield
    finally:
        # Where PostgreSQL broke off, whoever goes back to a savepoint gets the scope back that was then.
        if not _broken():
            _become(before)


def _only_reads(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if not sql.lstrip().upper().startswith(_READS):
        raise WroteWhileReading(sql)
    return execute(sql, params, many, context)


def _broken() -> bool:
    status = connection.connection.info.transaction_status
    return connection.needs_rollback or status != TransactionStatus.INTRANS


def _act(actor: Actor | None) -> None:
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


def _become(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', %s, true)", [role])
