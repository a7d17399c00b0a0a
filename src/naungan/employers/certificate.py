"""The certificate of compliance: only when everything due is settled, as of a day, with a code to verify it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from naungan.access.actor import Actor
from naungan.contributions.bill import due_days
from naungan.contributions.models import Month
from naungan.employers.errors import NotCompliant
from naungan.employers.models import Certificate, Report
from naungan.employers.moves import State
from naungan.registry.models import Payer, PayerKind
from naungan.saying import gettext as _
from naungan.web.templatetags.formats import month as in_words
from naungan.web.templatetags.formats import rupiah

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without letters that are read as digits
LENGTH = 16

_UNPAID = """
SELECT b.month,
       b.total - coalesce((SELECT sum(amount) FROM contributions_allocation a WHERE a.bill_id = b.id), 0)::bigint
FROM contributions_bill b LEFT JOIN contributions_settlement s ON s.bill_id = b.id
WHERE b.payer_id = %(payer)s AND b.due_on <= %(as_of)s AND s.bill_id IS NULL ORDER BY b.month
"""
_SETTLED = """
SELECT max(b.month) FROM contributions_bill b JOIN contributions_settlement s ON s.bill_id = b.id
WHERE b.payer_id = %(payer)s
"""
_WORKERS = """
SELECT count(DISTINCT person_id) FROM registry_participation WHERE payer_id = %(payer)s AND during @> %(as_of)s::date
"""


@dataclass(frozen=True, slots=True)
class Compliance:
    """Whether everything due by a day is settled. `unpaid` are (month, rupiah missing; None where not yet known)."""

    as_of: date
    settled_through: date | None
    workers: int
    unpaid: tuple[tuple[date, int | None], ...]

    @property
    def holds(self) -> bool:
        """Whether a certificate can be issued."""
        return not self.unpaid and self.settled_through is not None


def compliance(payer: Payer, as_of: date) -> Compliance:
    """What is due by a day and not settled; a month whose due date passed counts though it is not closed yet."""
    bound: dict[str, Any] = {"payer": payer.pk, "as_of": as_of}
    with connection.cursor() as cursor:
        cursor.execute(_UNPAID, bound)
        unpaid: list[tuple[date, int | None]] = list(cursor.fetchall())
        cursor.execute(_SETTLED, bound)
        (through,) = cursor.fetchone()
        cursor.execute(_WORKERS, bound)
        (workers,) = cursor.fetchone()
    return Compliance(as_of, through, workers, tuple(unpaid + _not_billed(payer, as_of)))


def issue_certificate(payer: Payer, actor: Actor, as_of: date) -> Certificate:
    """Issue a certificate. Raises NotCompliant with the months that stand in the way."""
    found = compliance(payer, as_of)
    if found.unpaid:
        months = ", ".join(
            f"{in_words(month)} ({_('belum dilaporkan lunas') if missing is None else rupiah(missing)})"
            for month, missing in found.unpaid
        )
        raise NotCompliant(
            _("Sertifikat belum dapat terbit. Yang sudah jatuh tempo: %(months)s.") % {"months": months}
        )
    if found.settled_through is None:
        raise NotCompliant(_("Sertifikat belum dapat terbit: belum ada iuran yang tercatat lunas."))
    return Certificate.objects.create(
        payer=payer,
        as_of=as_of,
        settled_through=found.settled_through,
        workers=found.workers,
        code="".join(secrets.choice(ALPHABET) for _place in range(LENGTH)),
        issued_by_id=actor.account_id,
    )


def find_certificate(code: str) -> Certificate | None:
    """The certificate with this code, however its groups and capitals are written."""
    read = "".join(code.upper().split()).replace("-", "").replace("O", "0").replace("I", "1").replace("L", "1")
    return Certificate.objects.select_related("payer").filter(code=read).first()


def _not_billed(payer: Payer, as_of: date) -> list[tuple[date, int | None]]:
    """Months whose due date has passed while the close has not billed them: paid by their report, or unpaid."""
    months = [
        month
        for month in Month.objects.exclude(state="closed").order_by("month").values_list("month", flat=True)
        if due_days(month)[PayerKind.EMPLOYER] <= as_of
    ]
    paid = Report.objects.filter(payer=payer, month__in=months, state__in=[State.PAID, State.POSTED])
    settled = set(paid.values_list("month", flat=True))
    return [(month, None) for month in months if month not in settled]
