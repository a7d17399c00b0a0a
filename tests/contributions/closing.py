"""Close a month on the test's own connection, in one part: the verbs of the close without its threads."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection
from tests.factories import month

from naungan.contributions.allocate import allocate
from naungan.contributions.assess import assess
from naungan.contributions.bill import bill
from naungan.contributions.freeze import freeze_payers
from naungan.contributions.models import Month
from naungan.contributions.parts import Part, next_month
from naungan.contributions.post import post
from naungan.contributions.standing import stand

EVERYBODY = 2**62


def close(text: str, as_of: date | None = None) -> date:
    """Close the month written YYYY-MM and open the next."""
    first = month(text)
    part = Part(first, as_of or next_month(first) - timedelta(days=1), 1, 0, EVERYBODY)
    Month.objects.get_or_create(month=first)
    # now() stands still in a test's one transaction: what is reported after this close is later than it.
    _set(first, "state = 'frozen', frozen_at = now() - interval '1 second'")
    for verb in (freeze_payers, assess, bill, allocate, post, stand):
        verb(part)
    _set(first, "state = 'closed', closed_at = now()")
    Month.objects.get_or_create(month=next_month(first))
    return first


def _set(first: date, what: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE contributions_month SET {what} WHERE month = %s", [first])
