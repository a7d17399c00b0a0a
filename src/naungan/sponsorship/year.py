"""A sponsor's year on one page: its budget lines, its schemes, its bills, its people as they count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db import connection

from naungan.registry.models import Payer
from naungan.sponsorship.models import BudgetLine, Fund, Scheme
from naungan.sponsorship.outlook import Outlook, outlook, within
from naungan.sponsorship.short_scheme import counted

PUBLIC = ("apbn", "apbd", "dbh", "apbdes")

_LINES = """
SELECT b.id, b.account_code, b.label, b.fund, b.document, b.from_month, b.amount,
       (SELECT coalesce(sum(c.amount), 0)::bigint FROM sponsorship_budgetline c WHERE c.changes_id = b.id),
       (SELECT coalesce(sum(k.amount), 0)::bigint FROM sponsorship_commitment k WHERE k.budget_line_id = b.id),
       (SELECT coalesce(sum(r.amount), 0)::bigint FROM sponsorship_realisation r WHERE r.budget_line_id = b.id)
FROM sponsorship_budgetline b WHERE b.payer_id = %(payer)s AND b.year = %(year)s AND b.changes_id IS NULL
ORDER BY b.account_code, b.id
"""
_BILLS = """
SELECT b.month, b.people, b.total, b.due_on, b.payment_code, s.settled_on,
       (SELECT coalesce(sum(a.amount), 0)::bigint FROM contributions_allocation a WHERE a.bill_id = b.id)
FROM contributions_bill b LEFT JOIN contributions_settlement s ON s.bill_id = b.id AND s.paid
WHERE b.payer_id = %(payer)s AND extract(year FROM b.month) = %(year)s ORDER BY b.month
"""
# Months that were paid, by person: what a branch's target counts.
_COUNTED = """
SELECT months, count(*) FROM (
    SELECT a.person_id, count(DISTINCT a.for_month) AS months
    FROM contributions_assessment a
    JOIN contributions_bill b ON b.payer_id = a.payer_id AND b.month = a.close_month
    JOIN contributions_settlement s ON s.bill_id = b.id AND s.paid
    WHERE a.payer_id = %(payer)s AND extract(year FROM a.for_month) = %(year)s AND a.programmes > 0
    GROUP BY a.person_id) paid
GROUP BY months ORDER BY months
"""
_SCHEMES = """
SELECT s.id, (SELECT coalesce(sum(k.amount), 0)::bigint FROM sponsorship_commitment k WHERE k.scheme_id = s.id),
       (SELECT count(*) FROM sponsorship_candidate c JOIN sponsorship_candidatelist l ON l.id = c.listing_id
        WHERE l.scheme_id = s.id),
       (SELECT count(*) FROM sponsorship_candidate c JOIN sponsorship_candidatelist l ON l.id = c.listing_id
        WHERE l.scheme_id = s.id AND c.verdict = 'review'),
       (SELECT coalesce(sum(d.people), 0)::bigint FROM sponsorship_decree d WHERE d.scheme_id = s.id),
       (SELECT count(*) FROM sponsorship_enrolment e JOIN sponsorship_decreeline n ON n.id = e.line_id
        JOIN sponsorship_decree d ON d.id = n.decree_id
        JOIN registry_participation p ON p.id = e.participation_id
        WHERE d.scheme_id = s.id AND p.during @> %(day)s::date)
FROM sponsorship_scheme s
WHERE s.payer_id = %(payer)s
  AND s.first_month <= make_date(%(year)s, 12, 1) AND s.last_month >= make_date(%(year)s, 1, 1)
ORDER BY s.first_month, s.id
"""


@dataclass(frozen=True, slots=True)
class LineNow:
    """A budget line as it stands; rupiah."""

    id: int
    account_code: str
    label: str
    fund: str
    document: str
    from_month: date
    first_amount: int
    changed_by: int
    committed: int
    paid: int

    @property
    def amount(self) -> int:
        """The line with its changes."""
        return self.first_amount + self.changed_by

    @property
    def free(self) -> int:
        """What is neither committed nor, beyond that, paid."""
        return self.amount - max(self.committed, self.paid)

    @property
    def fund_words(self) -> str:
        """The fund by its name."""
        return Fund(self.fund).label


@dataclass(frozen=True, slots=True)
class BillNow:
    """A month's bill; rupiah."""

    month: date
    people: int
    total: int
    due_on: date
    payment_code: str
    settled_on: date | None
    paid: int


@dataclass(frozen=True, slots=True)
class SchemeNow:
    """A scheme with its counts; rupiah."""

    scheme: Scheme
    committed: int
    candidates: int
    waiting: int
    decreed: int
    covered: int


@dataclass(frozen=True, slots=True)
class Year:
    """A sponsor's year. `people_paid` had at least a month paid; `counts_as` is how many that is in a target."""

    payer: Payer
    year: int
    lines: tuple[LineNow, ...]
    schemes: tuple[SchemeNow, ...]
    bills: tuple[BillNow, ...]
    people_paid: int
    counts_as: Fraction
    outlook: Outlook

    @property
    def budget(self) -> int:
        """The whole budget with its changes."""
        return sum(line.amount for line in self.lines)

    @property
    def committed(self) -> int:
        """What of it is for a scheme."""
        return sum(line.committed for line in self.lines)

    @property
    def paid(self) -> int:
        """What was paid from it."""
        return sum(line.paid for line in self.lines)


def year_of(payer: Payer, year: int, today: date) -> Year:
    """The year of a sponsor as it stands today."""
    bound: dict[str, int | date] = {"payer": payer.pk, "year": year, "day": within(year, today)}
    with connection.cursor() as cursor:
        cursor.execute(_LINES, bound)
        lines = tuple(LineNow(*row) for row in cursor.fetchall())
        cursor.execute(_BILLS, bound)
        bills = tuple(BillNow(*row) for row in cursor.fetchall())
        cursor.execute(_COUNTED, bound)
        paid = cursor.fetchall()
        cursor.execute(_SCHEMES, bound)
        rows = cursor.fetchall()
    schemes = Scheme.objects.in_bulk([row[0] for row in rows])
    public = payer.sponsor.fund_source in PUBLIC
    return Year(
        payer=payer,
        year=year,
        lines=lines,
        schemes=tuple(SchemeNow(schemes[row[0]], *row[1:]) for row in rows),
        bills=bills,
        people_paid=sum(people for _, people in paid),
        counts_as=sum((counted(people, months, public=public) for months, people in paid), Fraction(0)),
        outlook=outlook(payer, year, today),
    )


def unassigned_payments(payer: Payer) -> list[tuple[int, date, int, str]]:
    """Payments of a sponsor that nobody has put to a budget line: id, day, rupiah, reference."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT p.id, p.paid_on, p.amount, p.bank_reference FROM contributions_payment p
            WHERE p.payer_id = %s AND NOT EXISTS (SELECT 1 FROM sponsorship_realisation r WHERE r.payment_id = p.id)
            ORDER BY p.paid_on, p.id LIMIT 200
            """,
            [payer.pk],
        )
        return [tuple(row) for row in cursor.fetchall()]


def years_of(payer: Payer) -> list[int]:
    """The years with a budget line, latest first."""
    return sorted(BudgetLine.objects.filter(payer=payer).values_list("year", flat=True).distinct(), reverse=True)
