"""SQL functions of contributions."""

# Year and month, ten digits of the payer, two check digits (ISO 7064 mod 97-10): known before the bill.
# Plain arithmetic, so that PostgreSQL puts it into the calling statement.
PAYMENT_CODE = """
CREATE OR REPLACE FUNCTION naungan_payment_code(payer bigint, month date) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN lpad((
    ((extract(year FROM month)::bigint % 100 * 100 + extract(month FROM month)::bigint) * 10000000000 + payer) * 100
    + 98 - ((extract(year FROM month)::bigint % 100 * 100 + extract(month FROM month)::bigint)
            * 10000000000 + payer) % 97 * 100 % 97
)::text, 16, '0');
"""
DROP_PAYMENT_CODE = "DROP FUNCTION naungan_payment_code(bigint, date);"

MONTHS_BETWEEN = """
CREATE FUNCTION naungan_months_between(since date, until date) RETURNS int
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ((extract(year FROM until) - extract(year FROM since)) * 12
        + extract(month FROM until) - extract(month FROM since))::int;
"""
DROP_MONTHS_BETWEEN = "DROP FUNCTION naungan_months_between(date, date);"

# PU: covered while employed, whatever the employer owes. BPU: from the first paid month on, and through
# the months of grace. Jakon (and PMI): once something is paid (a project: its first stage).
STANDING = """
CREATE VIEW contributions_standing AS
SELECT m.close_month AS month, m.payer_id, m.participation_id, m.person_id, m.region_id, m.segment,
       CASE WHEN m.segment = 1 THEN 1
            WHEN m.segment = 2 AND own.behind > p.grace_months THEN 3
            WHEN m.segment = 2 AND (p.paid_through IS NULL OR p.paid_through < m.joined) THEN 0
            WHEN m.segment = 2 AND own.behind > 0 THEN 2
            WHEN m.segment = 2 OR p.paid_through IS NOT NULL THEN 1
            ELSE 0 END::smallint AS standing,
       CASE WHEN m.segment = 2 THEN greatest(own.behind, 0) ELSE p.unpaid_bills END::smallint AS unpaid_months
FROM contributions_personmonth m
JOIN contributions_payerstanding p ON p.month = m.close_month AND p.payer_id = m.payer_id
CROSS JOIN LATERAL (
    SELECT CASE WHEN m.segment = 2 THEN naungan_months_between(
        CASE WHEN p.paid_through >= m.joined THEN p.paid_through
             ELSE (greatest(m.joined, p.books_begin) - interval '1 month')::date END, m.close_month) END
) AS own (behind)
WHERE m.for_month = m.close_month;
"""
DROP_STANDING = "DROP VIEW contributions_standing;"
