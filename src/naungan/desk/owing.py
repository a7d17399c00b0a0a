"""Who owes how much for how long: the statements that work it out, and the sums of what they found."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet, Sum
from django.db.models.aggregates import Count

from naungan.desk.models import Owing

AGES = ("age_1", "age_2", "age_3", "age_4")

# Money that came in and is in no bill yet goes to the oldest bill first, as the next close will do it (PROBIS).
# A bill due on a day is late from the next; in its first month of delay it is one month old.
WORK_OUT = """
WITH due AS (
    SELECT b.id, b.payer_id, b.month, b.due_on, b.people,
           b.total - coalesce((SELECT sum(amount) FROM contributions_allocation a WHERE a.bill_id = b.id), 0)::bigint
               AS amount
    FROM contributions_bill b
    WHERE b.due_on < %(day)s AND {which}
      AND NOT EXISTS (SELECT FROM contributions_settlement s WHERE s.bill_id = b.id)
), payers AS (
    SELECT DISTINCT payer_id FROM due
), paid AS (
    SELECT y.payer_id, p.unallocated, l.paid_on, l.amount
    FROM payers y
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(p.amount - coalesce(
            (SELECT sum(a.amount) FROM contributions_allocation a WHERE a.payment_id = p.id), 0)), 0)::bigint
            AS unallocated
        FROM contributions_payment p WHERE p.payer_id = y.payer_id AND p.paid_on <= %(day)s
    ) p
    LEFT JOIN LATERAL (
        SELECT paid_on, amount FROM contributions_payment p
        WHERE p.payer_id = y.payer_id AND p.paid_on <= %(day)s ORDER BY paid_on DESC LIMIT 1
    ) l ON true
), ruled AS (
    SELECT d.*, sum(d.amount) OVER (PARTITION BY d.payer_id ORDER BY d.month, d.id)::bigint AS up_to,
           naungan_months_between(d.due_on, %(day)s)
               + CASE WHEN extract(day FROM %(day)s::date) > extract(day FROM d.due_on) THEN 1 ELSE 0 END AS age
    FROM due d WHERE d.amount > 0
), left_over AS (
    SELECT r.payer_id, r.month, r.people, r.age,
           least(r.amount, greatest(r.up_to - p.unallocated, 0)) AS amount
    FROM ruled r JOIN paid p USING (payer_id)
), summed AS (
    SELECT payer_id, count(*) AS months, min(month) AS oldest, (array_agg(people ORDER BY month DESC))[1] AS people,
           coalesce(sum(amount) FILTER (WHERE age <= 3), 0)::bigint AS age_1,
           coalesce(sum(amount) FILTER (WHERE age BETWEEN 4 AND 6), 0)::bigint AS age_2,
           coalesce(sum(amount) FILTER (WHERE age BETWEEN 7 AND 12), 0)::bigint AS age_3,
           coalesce(sum(amount) FILTER (WHERE age > 12), 0)::bigint AS age_4,
           sum(amount)::bigint AS total
    FROM left_over WHERE amount > 0 GROUP BY payer_id
)
INSERT INTO desk_owing (payer_id, region_id, kind, code, name, people, months, oldest, age_1, age_2, age_3, age_4,
    total, unallocated, last_paid_on, last_paid)
SELECT y.id, y.region_id, y.kind, y.code, y.name, s.people, s.months, s.oldest, s.age_1, s.age_2, s.age_3, s.age_4,
       s.total, p.unallocated, p.paid_on, p.amount
FROM summed s JOIN registry_payer y ON y.id = s.payer_id JOIN paid p ON p.payer_id = s.payer_id
"""
CHANGED = "b.payer_id IN (SELECT payer_id FROM contributions_payment WHERE id > %(payment)s AND payer_id IS NOT NULL)"
FORGET_CHANGED = """
DELETE FROM desk_owing WHERE payer_id IN (SELECT payer_id FROM contributions_payment WHERE id > %(payment)s)
"""
FORGET_ALL = "DELETE FROM desk_owing"


@dataclass(frozen=True, slots=True)
class OwedSums:
    """What a number of payers owe together; rupiah by age."""

    payers: int
    total: int
    ages: tuple[int, int, int, int]


def owed_sums(rows: QuerySet[Owing]) -> OwedSums:
    """The sums of some of the payers that owe."""
    found = rows.aggregate(payers=Count("pk"), total=Sum("total"), **{age: Sum(age) for age in AGES})
    ages = tuple(int(found[age] or 0) for age in AGES)
    return OwedSums(int(found["payers"]), int(found["total"] or 0), (ages[0], ages[1], ages[2], ages[3]))
