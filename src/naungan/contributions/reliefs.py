"""Which payers get a relief in a month: the law's own conditions, run as SQL over what is known of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from naungan.engines.sql import select_sql
from naungan.law.months import month_of
from naungan.law.statute import load

# Registered: the month of registration. Paid through: the last month whose bill is settled, or what the
# employer's record says of the time before the first close. Workers: participations of the month.
FACTS = """
SELECT p.id AS payer_id,
       {month_number}::int AS month,
       (extract(year FROM p.registered_on) * 12 + extract(month FROM p.registered_on) - 1)::int
           AS registered_month,
       coalesce((extract(year FROM d.paid) * 12 + extract(month FROM d.paid) - 1)::int, -1)
           AS paid_through_month,
       coalesce(w.workers, 0)::int AS active_workers,
       coalesce(e.industry = ANY(%(industries)s), false) AS labour_intensive
FROM registry_payer p
LEFT JOIN registry_employer e ON e.payer_id = p.id
LEFT JOIN (
    SELECT b.payer_id, max(b.month) AS month FROM contributions_bill b
    JOIN contributions_settlement s ON s.bill_id = b.id AND s.paid GROUP BY b.payer_id
) s ON s.payer_id = p.id
CROSS JOIN LATERAL (SELECT greatest(s.month, e.jkk_paid_through) AS paid) d
LEFT JOIN (
    SELECT payer_id, count(*) AS workers FROM registry_participation
    WHERE during && daterange(%(month)s, %(next_month)s) GROUP BY payer_id
) w ON w.payer_id = p.id
"""

NOBODY = "SELECT NULL::bigint AS payer_id, false AS pp49, false AS pp7 WHERE false"
WHOLE = 1_000_000


def relief_flags(month: date) -> tuple[str, dict[str, Any]]:
    """SQL that gives payer_id, pp49, pp7 for a month, and its parameters; nobody in an ordinary month."""
    law = load().of_month(month)
    if law.whole("relief.pp49_kept") == WHOLE and law.whole("relief.pp7_kept") == WHOLE:
        return NOBODY, {}
    program = law.planned(["pp49_granted", "pp7_granted"])
    columns = {name: name for name in program.inputs}
    facts = FACTS.format(month_number=month_of(month))
    granted = select_sql(program, "postgres", columns, f"({facts}) AS facts", keep=["payer_id"])
    statement = f"SELECT payer_id, pp49_granted AS pp49, pp7_granted AS pp7 FROM ({granted}) AS granted"
    return statement, {"industries": list(law.texts("relief.pp7_industries"))}
