"""What the pages and the API read of batches, answers and lines, as the actor may see them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum

from naungan.disbursements.models import BankFile, BankLine, Batch, Kind, Transfer
from naungan.disbursements.moves import Way
from naungan.disbursements.names import Likeness

WAITING = """
SELECT count(*), coalesce(sum(l.amount), 0) FROM disbursements_bankline l
WHERE NOT EXISTS (SELECT 1 FROM disbursements_match m WHERE m.line_id = l.id)
"""


@dataclass(frozen=True, slots=True)
class WaitingLines:
    """Lines of the bank that no rule could tell; rupiah."""

    lines: int
    amount: int


@dataclass(frozen=True, slots=True)
class WaySums:
    """Transfers of a batch that are equally far; rupiah."""

    way: Way
    transfers: int
    amount: int


def batches() -> QuerySet[Batch]:
    """The batches that the actor may see, with their account."""
    return Batch.objects.select_related("source", "file").defer("file__content")


def sums_of(batch: Batch) -> list[WaySums]:
    """How far the transfers of a batch are, in the order of their way."""
    found = Transfer.objects.filter(batch=batch).values("state").annotate(count=Count("pk"), sum=Sum("amount"))
    by_state = {one["state"]: one for one in found}
    return [WaySums(way, by_state[way]["count"], by_state[way]["sum"]) for way in Way if way in by_state]


def transfers_of(batch: Batch) -> QuerySet[Transfer]:
    """The transfers of a batch with the judgement of their names."""
    return Transfer.objects.filter(batch=batch).select_related("judgement")


def names_to_judge(batch: Batch) -> list[Transfer]:
    """Transfers whose account has another name than the payee, and that nobody has judged."""
    waiting = Q(state=Way.WAITING, likeness=Likeness.DIFFERS, judgement__isnull=True)
    return list(Transfer.objects.filter(waiting, batch=batch).select_related("judgement").order_by("place"))


def waiting_lines() -> QuerySet[BankLine]:
    """Lines of the bank that wait for a person."""
    return BankLine.objects.filter(match__isnull=True).select_related("source", "file")


def waiting_sums() -> WaitingLines:
    """How many lines wait for a person, and how much they are."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        lines, amount = cursor.fetchone()
    return WaitingLines(lines, int(amount))


def lines_of(file: BankFile) -> QuerySet[BankLine]:
    """The lines that a file brought, with what they turned out to be."""
    return BankLine.objects.filter(file=file).select_related("match", "match__transfer")


def kinds_of(file: BankFile) -> dict[str, int]:
    """How many lines of a file turned out to be what; those that wait under an empty name."""
    found = BankLine.objects.filter(file=file).values("match__kind").annotate(count=Count("pk"))
    counts = {one["match__kind"] or "": one["count"] for one in found}
    return {kind: counts[kind] for kind in (*Kind.values, "") if kind in counts}
