"""Claims in the ledger: whose money a benefit is, in the month that is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min
from django.utils import timezone

from naungan.claims.entitlement.answer import Line
from naungan.claims.models import Claim, Decision
from naungan.contributions.models import Month
from naungan.law.months import first_day, month_of
from naungan.ledger.chart import (
    BENEFITS_OWED,
    JHT_RETURNS,
    JKK_BENEFITS,
    JKM_BENEFITS,
    JKP_BENEFITS,
    JP_BENEFITS,
    RECOVERABLE,
    SAVINGS,
    TAX,
)
from naungan.ledger.post import JournalDraft, post_journal

FUNDS = {"JKK": JKK_BENEFITS, "JKM": JKM_BENEFITS, "JHT": SAVINGS, "JP": JP_BENEFITS, "JKP": JKP_BENEFITS}
# What is not simply a benefit of its fund: returns on savings, tax withheld.
ITEMS = {("JHT", "return"): JHT_RETURNS, ("JHT", "tax"): TAX, ("JP", "tax"): TAX}


@dataclass(frozen=True, slots=True)
class Sums:
    """What became of the difference between two decisions: owed, held off for a debt, given too much before."""

    owed: int
    held_off: int
    overpaid: int


def account_of(programme: str, item: str) -> str:
    """The account that a line of a decision is taken from."""
    return ITEMS.get((programme, item), FUNDS[programme])


def book_decision(
    claim: Claim, decision: Decision, lines: Iterable[Line], before: Iterable[Line], sums: Sums
) -> int | None:
    """Post what a decision changes; the journal balances or the database refuses it."""
    draft = JournalDraft(
        open_month(), "claim", f"claim-{claim.number}-{decision.sequence}", f"Putusan klaim {claim.number}"
    )
    for line in lines:
        draft.debit(account_of(line.programme, line.item), line.amount)
    for line in before:
        draft.debit(account_of(line.programme, line.item), -line.amount)
    draft.credit(BENEFITS_OWED, sums.owed)
    draft.credit(RECOVERABLE, sums.held_off - sums.overpaid)
    return post_journal(draft)


def open_month() -> date:
    """The month that what happens now is posted in: the first that is not closed, else the one after the last."""
    first = Month.objects.exclude(state="closed").aggregate(first=Min("month"))["first"]
    if first is not None:
        return first_day(month_of(first))
    last = Month.objects.aggregate(last=Max("month"))["last"]
    return first_day(month_of(last) + 1) if last else first_day(month_of(timezone.localdate()))
