"""What a final decision makes owed: one payable a payee, fund and day, and the books.

A decision says what a claim comes to in all. What the final decision before it gave is taken off; where that was
more, the difference is an overpayment. Pensions (`monthly` lines) become owed month by month elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from naungan.claims.books import Sums, book_decision
from naungan.claims.entitlement.answer import Line, lines_of
from naungan.claims.errors import NotReady
from naungan.claims.models import Claim, Decision, Outcome, Payable
from naungan.claims.recover import hold_off, overpaid_by_decision
from naungan.saying import gettext as _


@dataclass(frozen=True, slots=True)
class Due:
    """Rupiah for a payee from a fund on a day, for some benefits; negative where an earlier decision gave more."""

    payee: int
    fund: str
    due_on: date
    amount: int
    items: tuple[str, ...]


def pay_out(claim: Claim, decision: Decision) -> list[Payable]:
    """Make owed what a final decision adds to the one before it, and post it. Call as the owner of the tables."""
    lines, before = at_once(decision), _before(claim, decision)
    dues = added(lines, before, timezone.localdate())
    overpaid = sum(-due.amount for due in dues if due.amount < 0)
    held_in_all, made = 0, list[Payable]()
    already = Payable.objects.filter(claim=claim).count()
    for due in dues:  # what was given too much comes first
        if due.amount < 0:
            overpaid_by_decision(claim, decision, due.payee, due.fund, -due.amount)
            continue
        held = hold_off(claim, decision, due.payee, due.fund, due.amount)
        held_in_all += held
        if due.amount > held:
            made.append(_payable(claim, decision, due, due.amount - held, already + len(made) + 1))
    Payable.objects.bulk_create(made)
    owed = sum(one.amount for one in made)
    book_decision(claim, decision, lines, before, Sums(owed, held_in_all, overpaid))
    return made


def at_once(decision: Decision) -> tuple[Line, ...]:
    """The lines of a decision that are owed by it, and not month by month."""
    if decision.outcome == Outcome.REFUSED:
        return ()
    return tuple(line for line in lines_of(decision.basis) if not line.monthly)


def added(lines: Iterable[Line], before: Iterable[Line], today: date) -> list[Due]:
    """What each payee is given from each fund beyond what was given before; first what was too much, then by day."""
    items: dict[tuple[int, str], list[str]] = defaultdict(list)
    sums: dict[tuple[int, str, date], int] = defaultdict(int)
    for line in lines:
        for share in line.shares:
            items[share.payee, line.programme].append(line.item)
            sums[share.payee, line.programme, _due_on(line, today)] += share.amount
    given = _by_payee(before)
    found = []
    for (payee, fund, due_on), amount in sorted(sums.items(), key=lambda one: (one[0][2], one[0][0], one[0][1])):
        if amount < 0:
            raise NotReady(
                _("Penerima %(payee)s mendapat %(amount)s dari %(fund)s: pajak tidak dapat melebihi manfaat.")
                % {"payee": payee, "amount": amount, "fund": fund}
            )
        taken = min(amount, given[payee, fund])
        given[payee, fund] -= taken
        if amount > taken:
            found.append(Due(payee, fund, due_on, amount - taken, tuple(dict.fromkeys(items[payee, fund]))))
    return [Due(payee, fund, today, -rest, ()) for (payee, fund), rest in sorted(given.items()) if rest] + found


def _by_payee(lines: Iterable[Line]) -> dict[tuple[int, str], int]:
    given: dict[tuple[int, str], int] = defaultdict(int)
    for line in lines:
        for share in line.shares:
            given[share.payee, line.programme] += share.amount
    return given


def _due_on(line: Line, today: date) -> date:
    return max(today, date.fromisoformat(line.due_on)) if line.due_on else today


def _before(claim: Claim, decision: Decision) -> tuple[Line, ...]:
    """The lines of the final decision before this one."""
    final = Decision.objects.filter(claim=claim, final_at__isnull=False, sequence__lt=decision.sequence)
    before = final.order_by("-sequence").first()
    return at_once(before) if before else ()


def _payable(claim: Claim, decision: Decision, due: Due, amount: int, number: int) -> Payable:
    return Payable(
        reference=f"{claim.number}-{number:02d}",
        claim=claim,
        decision=decision,
        payee_id=due.payee,
        fund=due.fund,
        what=", ".join(due.items),
        amount=amount,
        due_on=due.due_on,
    )
