"""SQL of the employer's month: how the report follows the money, and what a locked month refuses.

The triggers stand on tables of rooms below: whoever brings the money, the report knows at once.
"""

from naungan.employers.moves import LOCKED, WITH_THE_MONEY, pairs_sql, states_sql

# Owed is the bill once there is one: it may hold a fine or a change that came after the report. An
# adjustment of a closed month has no code of its own: it is in the bill of the month that it adjusts.
MONEY = """
SELECT r.id AS report_id, r.payer_id, r.month, coalesce(r.adjusts, r.month) AS bill_month, r.state,
       coalesce(b.total, c.total) AS owed, b.total AS billed, b.penalty AS fine,
       coalesce(p.paid, 0)::bigint AS paid, p.last_paid_on, s.settled_on,
       CASE WHEN s.settled_on IS NOT NULL THEN 'posted'
            WHEN r.adjusts IS NOT NULL OR coalesce(p.paid, 0) = 0 THEN r.state
            WHEN p.paid = coalesce(b.total, c.total) THEN 'paid'
            ELSE 'disputed' END AS state_by_money
FROM employers_report r
LEFT JOIN employers_calculation c ON c.id = r.calculation_id
LEFT JOIN contributions_bill b ON b.payer_id = r.payer_id AND b.month = coalesce(r.adjusts, r.month)
LEFT JOIN contributions_settlement s ON s.bill_id = b.id AND s.paid
LEFT JOIN LATERAL (
    SELECT sum(y.amount) AS paid, max(y.paid_on) AS last_paid_on FROM contributions_payment y
    WHERE y.payer_id = r.payer_id AND y.payment_code = naungan_payment_code(r.payer_id, r.month)
) p ON r.adjusts IS NULL
"""

FOLLOW = f"""
CREATE FUNCTION employers_follow_money(reports bigint[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public
BEGIN ATOMIC
    WITH moved AS (
        UPDATE employers_report r SET state = m.state_by_money, version = r.version + 1
        FROM ({MONEY}) m
        WHERE m.report_id = r.id AND r.id = ANY (reports)
          AND (r.state, m.state_by_money) IN ({pairs_sql(WITH_THE_MONEY)})
        RETURNING r.id
    )
    SELECT count(*) FROM moved;
END;
"""

_FOLLOWING = """
CREATE FUNCTION employers_follow_{table}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM employers_report WHERE state IN ({locked})) THEN
        EXECUTE 'SELECT employers_follow_money(array(
            SELECT r.id FROM employers_report r WHERE r.state IN (' || $locked${locked}$locked$ || ')
            AND ({keys}) IN (SELECT {of} FROM {source})))';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER employers_follow AFTER INSERT ON contributions_{table}
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION employers_follow_{table}();
"""
_BILL_KEYS = "r.payer_id, coalesce(r.adjusts, r.month)"
_SOURCES = {
    "payment": ("r.payer_id", "n.payer_id", "new_rows n WHERE n.payer_id IS NOT NULL"),
    "bill": (_BILL_KEYS, "n.payer_id, n.month", "new_rows n"),
    "settlement": (
        _BILL_KEYS,
        "b.payer_id, b.month",
        "new_rows n JOIN contributions_bill b ON b.id = n.bill_id",
    ),
}
FOLLOWING = "".join(
    _FOLLOWING.format(table=table, locked=states_sql(LOCKED), keys=keys, of=of, source=source)
    for table, (keys, of, source) in _SOURCES.items()
)

# Wages of a month whose report has left the maker's hands wait: it is returned or cancelled first. Once
# posted, a late report is an adjustment like any other.
LOCKED_WAGES = f"""
CREATE FUNCTION employers_refuse_locked_wages() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM new_rows n CROSS JOIN LATERAL (
            SELECT r.state FROM employers_report r
            WHERE r.payer_id = n.payer_id AND r.month = n.for_month ORDER BY r.number DESC LIMIT 1
        ) last WHERE last.state IN ({states_sql(LOCKED)})
    ) THEN
        RAISE EXCEPTION 'the report of the month is locked' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER employers_locked AFTER INSERT ON intake_wagereport
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION employers_refuse_locked_wages();
"""

CREATE = FOLLOW + FOLLOWING + LOCKED_WAGES
DROP = (
    "DROP TRIGGER employers_locked ON intake_wagereport; DROP FUNCTION employers_refuse_locked_wages();"
    + "".join(
        f"DROP TRIGGER employers_follow ON contributions_{table}; DROP FUNCTION employers_follow_{table}();"
        for table in _SOURCES
    )
    + "DROP FUNCTION employers_follow_money(bigint[]);"
)
