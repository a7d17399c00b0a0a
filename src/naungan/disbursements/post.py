"""What disbursing writes in the ledger: money leaves what is owed, is on its way, leaves the bank, or comes back."""

from __future__ import annotations

from naungan.claims.books import open_month
from naungan.disbursements.models import Kind
from naungan.ledger import chart
from naungan.ledger.post import JournalDraft, post_journal

KIND = "disbursement"
REFUSED = "refused"
# What each thing that happens to a transfer is called, and the accounts its money goes between: debit, credit.
SIDES = {
    Kind.OUT.value: ("Manfaat dibayar bank", chart.IN_TRANSIT, chart.BANK),
    Kind.BACK.value: ("Transfer manfaat kembali, terutang lagi", chart.BANK, chart.BENEFITS_OWED),
    REFUSED: ("Transfer ditolak bank, terutang lagi", chart.IN_TRANSIT, chart.BENEFITS_OWED),
}


def post_release(number: str, amount: int) -> None:
    """What was owed is on its way; rupiah, once for a batch."""
    memo = f"{number} dikirim ke bank"
    _post(f"{KIND}:release:{number}", memo, chart.BENEFITS_OWED, chart.IN_TRANSIT, amount)


def post_event(event: str, kind: str, amount: int) -> None:
    """What a file or a person's word did to transfers, as SIDES has it; rupiah, once for an event and kind."""
    _post(f"{KIND}:{kind}:{event}", *SIDES[kind], amount)


def _post(reference: str, memo: str, debit: str, credit: str, amount: int) -> None:
    draft = JournalDraft(open_month(), KIND, reference, memo)
    draft.debit(debit, amount)
    draft.credit(credit, amount)
    post_journal(draft)
