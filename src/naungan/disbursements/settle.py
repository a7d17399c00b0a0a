"""Settle lines of the bank: what a line was is noted, its transfer moves, the books and the claims follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from naungan.disbursements.act import with_the_money
from naungan.disbursements.follow import claims_follow
from naungan.disbursements.matching_sql import DIRECTIONS, SETTLE, SUMS, Direction
from naungan.disbursements.models import Batch, Kind
from naungan.disbursements.moves import State
from naungan.disbursements.post import post_event

# Of lines that came a moment ago the planner knows nothing and would try each with each: 7 seconds for 3,000.
WITHOUT_NESTED_LOOPS = "SELECT set_config('enable_nestloop', %s, true)"
# A batch is done with when nothing of it is on its way any more.
FINISHED = """
SELECT b.id, bool_and(t.state IN ('paid', 'returned', 'dropped'))
FROM disbursements_batch b JOIN disbursements_transfer t ON t.batch_id = b.id
WHERE b.id IN (SELECT o.batch_id FROM disbursements_transfer o WHERE o.id = ANY (%s))
AND b.state IN ('sent', 'answered') GROUP BY b.id ORDER BY b.id
"""


@dataclass(frozen=True, slots=True)
class Settled:
    """Lines that were settled, and the transfers that moved."""

    paid: tuple[int, ...]
    returned: tuple[int, ...]


def settle_open_lines(source_id: int, event: str) -> Settled:
    """Settle every line of an account that finds its transfer for certain; `event` names it in the ledger.

    All lines that wait are looked at again, so files that came in another order end the same.
    """
    moved: dict[Kind, tuple[int, ...]] = {}
    lines: list[int] = []
    for way in DIRECTIONS:
        with connection.cursor() as cursor:
            cursor.execute(WITHOUT_NESTED_LOOPS, ["off"])
            cursor.execute(SETTLE, way.asked(source_id))
            pairs = cursor.fetchall()
            cursor.execute(WITHOUT_NESTED_LOOPS, ["on"])
        move_transfers(way, [line for line, _transfer in pairs])
        moved[way.kind] = tuple(transfer for _line, transfer in pairs)
        lines += [line for line, _transfer in pairs]
    books_and_claims_follow(lines, moved[Kind.OUT] + moved[Kind.BACK], event)
    return Settled(moved[Kind.OUT], moved[Kind.BACK])


def move_transfers(way: Direction, lines: Sequence[int]) -> None:
    """Move the transfers of lines that have just been matched."""
    with connection.cursor() as cursor:
        cursor.execute(way.move, {"lines": list(lines), "unsaid": _("bank tidak menyebut alasan")})


def books_and_claims_follow(lines: Sequence[int], transfers: Sequence[int], event: str) -> None:
    """Post lines that have just been settled, and bring the batches and claims of their transfers along."""
    with connection.cursor() as cursor:
        cursor.execute(SUMS, {"lines": list(lines)})
        for kind, amount in cursor.fetchall():
            post_event(event, kind, int(amount))
    batches_follow(transfers, event)
    claims_follow(transfers)


def batches_follow(transfers: Sequence[int], event: str) -> None:
    """Move batches whose transfers the bank has answered: some of them, or all."""
    with connection.cursor() as cursor:
        cursor.execute(FINISHED, [list(transfers)])
        found = cursor.fetchall()
    batches = Batch.objects.select_for_update(of=("self",)).in_bulk([batch for batch, _finished in found])
    for batch_id, finished in found:
        batch = batches[batch_id]
        if finished or batch.state == State.SENT:
            with_the_money("close" if finished else "answer", batch, event)
