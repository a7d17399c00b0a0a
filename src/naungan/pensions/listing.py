"""Reading pensions: one with its months, those withheld, and what the runs came to."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from naungan.pensions.errors import NoSuchAward
from naungan.pensions.kinds import Why
from naungan.pensions.models import Award
from naungan.saying import gettext as _


@dataclass(frozen=True, slots=True)
class AwardMonth:
    """A month of a pension: what it is, whether and in which run it was paid. Rupiah."""

    month: date
    amount: int
    why: str
    paid_in: date | None
    due_on: date | None
    owed: bool

    @property
    def state(self) -> str:
        """`paid`, `released` later, `withheld`, or `void` where the pension had ended by then."""
        if self.paid_in is not None:
            return "released" if self.why else "paid"
        return "withheld" if self.owed else "void"

    @property
    def words(self) -> str:
        """The state in the reader's words."""
        told = {
            "paid": _("Dibayarkan"),
            "released": _("Dibayarkan kemudian"),
            "void": _("Tidak terutang: pensiun sudah berakhir"),
            "withheld": str(Why(self.why).label),
        }
        return told[self.state]

    def as_object(self) -> dict[str, Any]:
        """As JSON."""
        return {name: str(value) if isinstance(value, date) else value for name, value in asdict(self).items()} | {
            "state": self.state
        }


@dataclass(frozen=True, slots=True)
class Withheld:
    """A pension with months that are withheld: since when, how many, rupiah, why the last one."""

    award_id: int
    payee: str
    kind: str
    region: str
    since: date
    months: int
    amount: int
    why: str
    alive_until: date

    @property
    def why_words(self) -> str:
        """Why, in the reader's words."""
        return str(Why(self.why).label)

    def as_object(self) -> dict[str, Any]:
        """As JSON."""
        return {name: str(value) if isinstance(value, date) else value for name, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class RunSum:
    """A run with what its parts came to. Rupiah."""

    month: date
    pay_on: date
    state: str
    done_at: datetime | None
    lines: int
    withheld: int
    withheld_amount: int
    released: int
    amount: int


MONTHS = """
SELECT l.month, coalesce(f.amount, l.amount), l.why, r.month, r.pay_on, (a.ends IS NULL OR l.month <= a.ends)
FROM pensions_runline l
JOIN pensions_award a ON a.id = l.award_id
LEFT JOIN pensions_release f ON f.month = l.month AND f.award_id = l.award_id
LEFT JOIN pensions_run r ON r.id = CASE WHEN l.why = '' THEN l.run_id ELSE f.run_id END
WHERE l.award_id = %s ORDER BY l.month DESC
"""
WITHHELD = """
SELECT a.id, y.name, a.kind, g.name, min(l.month), count(*), sum(l.amount)::bigint,
       (array_agg(l.why ORDER BY l.month DESC))[1], a.alive_until
FROM pensions_runline l
JOIN pensions_award a ON a.id = l.award_id
JOIN claims_payee y ON y.id = a.payee_id
JOIN registry_region g ON g.id = a.region_id
WHERE l.why <> '' AND (a.ends IS NULL OR a.ends >= l.month) AND (%(why)s = '' OR l.why = %(why)s)
  AND NOT EXISTS (SELECT 1 FROM pensions_release f WHERE f.month = l.month AND f.award_id = l.award_id)
GROUP BY a.id, y.name, g.name
HAVING (min(l.month), a.id) > (%(since)s::date, %(after)s)
ORDER BY min(l.month), a.id LIMIT %(most)s
"""
RUNS = """
SELECT r.month, r.pay_on, r.state, r.done_at, coalesce(sum(p.lines), 0)::bigint, coalesce(sum(p.withheld), 0)::bigint,
       coalesce(sum(p.withheld_amount), 0)::bigint, coalesce(sum(p.released), 0)::bigint,
       coalesce(sum(p.amount), 0)::bigint
FROM pensions_run r LEFT JOIN pensions_runpart p ON p.run_id = r.id
GROUP BY r.id ORDER BY r.month DESC LIMIT %s
"""


def find_award(number: int) -> Award:
    """The award of a number, as the actor may see it. Raises NoSuchAward."""
    found = Award.objects.select_related("payee", "claim", "region").filter(pk=number).first()
    if found is None:
        raise NoSuchAward(_("Pensiun nomor %(number)s tidak ada.") % {"number": number})
    return found


def award_months(award: Award) -> list[AwardMonth]:
    """Every month of an award that a run has come to, newest first."""
    with connection.cursor() as cursor:
        cursor.execute(MONTHS, [award.pk])
        return [AwardMonth(*row) for row in cursor.fetchall()]


def withheld_awards(why: str = "", since: date = date.min, after: int = 0, most: int = 10_000) -> list[Withheld]:
    """Pensions with withheld months, the longest withheld first; those beyond (since, after) of the page before."""
    parameters: dict[str, Any] = {"why": why, "since": since, "after": after, "most": most}
    with connection.cursor() as cursor:
        cursor.execute(WITHHELD, parameters)
        return [Withheld(*row) for row in cursor.fetchall()]


def runs(most: int = 24) -> list[RunSum]:
    """The latest runs, newest first."""
    with connection.cursor() as cursor:
        cursor.execute(RUNS, [most])
        return [RunSum(*row) for row in cursor.fetchall()]
