"""What a database session may see: the site's own PostgreSQL role, and the actor's scope in settings.

Row-level security (row_security.py) reads these settings; they last as long as the transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from naungan.access.actor import Actor

SITE_ROLE = "naungan_site"


@contextmanager
def scoped(actor: Actor | None) -> Iterator[None]:
    """In one transaction, see what the actor may see and no more; None is the public."""
    with transaction.atomic(), _acting(SITE_ROLE, actor), transaction.atomic():
        yield


@contextmanager
def as_system() -> Iterator[None]:
    """Step out of the actor's scope, for a verb that the caller has been allowed and that must see all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role')")
        (before,) = cursor.fetchone()
        cursor.execute("RESET ROLE")
    try:
        with transaction.atomic():
            yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('role', %s, true)", [before])


@contextmanager
def _acting(role: str, actor: Actor | None) -> Iterator[None]:
    scope = {
        "naungan.account": actor.account_id if actor else "",
        "naungan.role": actor.role if actor else "public",
        "naungan.region": (actor and actor.region_id) or "",
        "naungan.payer": (actor and actor.payer_id) or "",
        "naungan.person": (actor and actor.person_id) or "",
        "role": role,
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(["set_config(%s, %s, true)"] * len(scope)),
            [str(part) for pair in scope.items() for part in pair],
        )
    try:
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('role', 'none', true)")
