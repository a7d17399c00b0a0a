"""Months that were paid although the pension had ended by then: a debt of the payee."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from naungan.claims.act import Order
from naungan.claims.recover import Found, record_overpayment
from naungan.pensions.models import Award
from naungan.pensions.moves import EndReason
from naungan.web.templatetags.formats import day as in_words

# Months after the new end; those after an earlier known end were settled with that one.
PAID_AFTER = """
SELECT coalesce(sum(l.amount), 0)::bigint FROM pensions_runline l
LEFT JOIN pensions_release f ON f.month = l.month AND f.award_id = l.award_id
WHERE l.award_id = %(award)s AND l.month > %(ends)s AND (%(before)s::date IS NULL OR l.month <= %(before)s)
  AND (l.why = '' OR f.award_id IS NOT NULL)
"""


def claim_back(award: Award, before: date | None, order: Order) -> int:
    """Write down as overpaid what the payee got for months after the award's end; rupiah.

    `before` is the end that was known until now.
    """
    with connection.cursor() as cursor:
        cursor.execute(PAID_AFTER, {"award": award.pk, "ends": award.ends, "before": before})
        amount = int(cursor.fetchone()[0])
    if amount:
        told = {"why": EndReason(award.end_reason).label.lower(), "day": in_words(award.ends)}
        reason = _("Pensiun berakhir %(day)s (%(why)s); bulan sesudahnya sudah dibayar.") % told
        record_overpayment(award.claim_id, order.then("overpaid"), Found(award.payee_id, "JP", amount, reason))
    return amount
