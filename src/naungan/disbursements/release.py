"""Release a batch: a second officer sends it to the bank, as one file that never changes again."""

from __future__ import annotations

import hashlib

from django.utils import timezone

from naungan.disbursements.act import Order, Work, act
from naungan.disbursements.check import order_of, refuse_unready
from naungan.disbursements.follow import claims_follow
from naungan.disbursements.funds import refuse_uncovered
from naungan.disbursements.models import Batch, OrderFile, Transfer
from naungan.disbursements.moves import Way
from naungan.disbursements.post import post_release
from naungan.interop.pain001 import write_pain001


def release(batch: Batch, order: Order) -> OrderFile:
    """Send a checked batch: its file, its transfers on their way, the ledger, its claims; all of it or nothing.

    The same key again gives the same file. Raises SamePerson for whoever prepared the batch, FundsShort,
    NotChecked, and what `act` raises.
    """
    act("release", batch.pk, order, lambda locked: _release(locked, order))
    return OrderFile.objects.get(batch_id=batch.pk)


def _release(batch: Batch, order: Order) -> Work:
    refuse_unready(batch)
    refuse_uncovered(batch)
    content = write_pain001(order_of(batch))
    file = OrderFile.objects.create(
        batch=batch, name=f"{batch.number}.xml", sha256=hashlib.sha256(content).hexdigest(), content=content
    )
    waiting = Transfer.objects.filter(batch=batch, state=Way.WAITING)
    going = list(waiting.values_list("pk", "amount"))
    waiting.update(state=Way.SENT)
    post_release(batch.number, sum(amount for _pk, amount in going))
    claims_follow(pk for pk, _amount in going)
    return Work(
        {"released_by_id": order.actor.account_id, "released_at": timezone.now()}, detail={"sha256": file.sha256}
    )
