"""What a bank says of an order before booking it (pain.002): a transfer it refuses never left, and is owed again."""

from __future__ import annotations

from django.db.models import F
from django.utils import timezone

from naungan.disbursements.errors import AnswerRefused
from naungan.disbursements.follow import claims_follow
from naungan.disbursements.models import Answer, BankFile, Transfer
from naungan.disbursements.moves import Way
from naungan.disbursements.post import REFUSED as REFUSED_BOOKED
from naungan.disbursements.post import post_event
from naungan.disbursements.reasons import in_words
from naungan.disbursements.settle import batches_follow
from naungan.interop.bank_lines import StatusReport
from naungan.saying import gettext as _

REFUSED = "RJCT"


def take_report(file: BankFile, report: StatusReport) -> tuple[int, ...]:
    """Note what a bank says of an order's transfers; the numbers of those that it refused.

    Only a line of the account pays: that an order is accepted moves nothing. A refusal of what was paid by then
    is a contradiction that people look at. Raises AnswerRefused for a transfer that is not of the order.
    """
    said = _said(report)
    Answer.objects.bulk_create(
        Answer(file=file, transfer=transfer, status=status, reason=reason) for transfer, status, reason in said
    )
    refused = [
        (transfer, reason) for transfer, status, reason in said if status == REFUSED and transfer.state == Way.SENT
    ]
    today = timezone.localdate()
    for transfer, reason in refused:
        words = in_words(reason) or _("bank tidak menyebut alasan")
        Transfer.objects.filter(pk=transfer.pk).update(state=Way.RETURNED, returned_on=today, reason=words)
    numbers = tuple(transfer.pk for transfer, _reason in refused)
    if refused:
        post_event(f"file:{file.pk}", REFUSED_BOOKED, sum(transfer.amount for transfer, _reason in refused))
        batches_follow(numbers, f"file:{file.pk}")
        claims_follow(numbers)
    return numbers


def _said(report: StatusReport) -> list[tuple[Transfer, str, str]]:
    """What is said of each transfer; of all of them, where the order as a whole is refused."""
    transfers = {
        one.reference: one
        for one in Transfer.objects.filter(batch__number=report.message_id).exclude(state=Way.DROPPED)
    }
    if report.status == REFUSED and not report.answers:
        return [(one, REFUSED, report.reason) for one in transfers.values()]
    stranger = next((one for one in report.answers if one.end_to_end_id not in transfers), None)
    if stranger is not None:
        raise AnswerRefused(
            _("%(place)s: acuan %(reference)s tidak ada dalam %(number)s.")
            % {"place": stranger.place, "reference": stranger.end_to_end_id, "number": report.message_id}
        )
    return [(transfers[one.end_to_end_id], one.status, one.reason) for one in report.answers]


def contradicted() -> list[Transfer]:
    """Transfers that the bank said it refused and booked all the same: for a person to ask the bank about."""
    return list(
        Transfer.objects.filter(answers__status=REFUSED, state=Way.PAID)
        .select_related("batch")
        .annotate(said=F("answers__reason"))
        .order_by("id")
    )
