"""Post a part's bills, allocations and settlements to the ledger."""

from __future__ import annotations

from django.db import connection

from naungan.contributions.parts import Done, Part
from naungan.ledger import chart
from naungan.ledger.post import JournalDraft, post_journal

BILLED = """
SELECT coalesce(sum(total), 0), coalesce(sum(jp_deferred), 0), coalesce(sum(credit_used), 0),
       coalesce(sum(jkk), 0), coalesce(sum(jkm), 0), coalesce(sum(jht), 0), coalesce(sum(jp), 0),
       coalesce(sum(penalty), 0), coalesce(sum(credit_forward), 0)
FROM contributions_bill WHERE month = %(month)s AND payer_id BETWEEN %(first)s AND %(last)s
"""

ALLOCATED = """
SELECT coalesce(sum(a.amount), 0)
FROM contributions_allocation a JOIN contributions_bill b ON b.id = a.bill_id
WHERE a.close_month = %(month)s AND b.payer_id BETWEEN %(first)s AND %(last)s
"""

# What was settled decides what JKP receives (law.md 3.6) and what participants own in JHT: whose it is
# says the view contributions_savings.
RECEIVED = """
SELECT coalesce(sum(b.jht), 0), coalesce(sum(b.jkp_from_jkk), 0), coalesce(sum(b.jkp_from_jkm), 0),
       coalesce(sum(b.jkp_from_state), 0)
FROM contributions_settlement s JOIN contributions_bill b ON b.id = s.bill_id
WHERE s.close_month = %(month)s AND s.paid AND b.payer_id BETWEEN %(first)s AND %(last)s
"""


def post(part: Part) -> Done:
    """Post what a part's bills, allocations and settlements of this close mean for the funds.

    Rupiah: billed, allocated and received together. Entries balance or the database refuses them.
    """
    billed = _post_bills(part)
    allocated = _post_allocations(part)
    return Done(1, billed + allocated + _post_settlements(part))


def _post_bills(part: Part) -> int:
    total, deferred, credit_used, jkk, jkm, jht, jp, penalty, credit_forward = _sums(BILLED, part)
    draft = JournalDraft(part.month, "billing", f"billing:{part.month}:{part.number}", "Iuran ditagih")
    draft.debit(chart.RECEIVABLE, total)
    draft.debit(chart.DEFERRED, deferred)
    draft.debit(chart.CREDIT, credit_used)
    draft.credit(chart.JKK, jkk)
    draft.credit(chart.JKM, jkm)
    draft.credit(chart.SAVINGS_BILLED, jht)
    draft.credit(chart.JP, jp)
    draft.credit(chart.PENALTY, penalty)
    draft.credit(chart.CREDIT, credit_forward)
    post_journal(draft)
    return total


def _post_allocations(part: Part) -> int:
    (amount,) = _sums(ALLOCATED, part)
    draft = JournalDraft(
        part.month, "allocation", f"allocation:{part.month}:{part.number}", "Pembayaran dialokasikan"
    )
    draft.debit(chart.SUSPENSE, amount)
    draft.credit(chart.RECEIVABLE, amount)
    post_journal(draft)
    return amount


def _post_settlements(part: Part) -> int:
    jht, from_jkk, from_jkm, from_state = _sums(RECEIVED, part)
    draft = JournalDraft(
        part.month, "settlement", f"settlement:{part.month}:{part.number}", "JHT dibukukan, JKP direkomposisi"
    )
    draft.debit(chart.SAVINGS_BILLED, jht)
    draft.credit(chart.SAVINGS, jht)
    draft.debit(chart.JKK, from_jkk)
    draft.debit(chart.JKM, from_jkm)
    draft.debit(chart.STATE, from_state)
    draft.credit(chart.JKP, from_jkk + from_jkm + from_state)
    post_journal(draft)
    return jht


def _sums(statement: str, part: Part) -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement, part.parameters)
        return tuple(int(amount) for amount in cursor.fetchone())
