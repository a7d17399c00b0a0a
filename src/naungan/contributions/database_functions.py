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
SELECT m.close_month AS month, m.payer_id, m.participation_id, m.person_id, m.region_id, m.segment, m.several,
       CASE WHEN m.segment = 1 THEN 1
            WHEN m.segment = 2 AND own.behind > p.grace_months THEN 3
            WHEN m.segment = 2 AND (p.paid_through IS NULL OR p.paid_through < m.joined) THEN 0
            WHEN m.segment = 2 AND own.behind > 0 THEN 2
            WHEN m.segment = 2 OR p.paid_through IS NOT NULL THEN 1
            ELSE 0 END::smallint AS standing,
       CASE WHEN m.segment = 2 THEN greatest(own.behind, 0) ELSE p.unpaid_bills END::smallint AS unpaid_months
FROM contributions_assessment m
JOIN contributions_payerstanding p ON p.month = m.close_month AND p.payer_id = m.payer_id
CROSS JOIN LATERAL (
    SELECT CASE WHEN m.segment = 2 THEN naungan_months_between(
        CASE WHEN p.paid_through >= m.joined THEN p.paid_through
             ELSE (greatest(m.joined, p.books_begin) - interval '1 month')::date END, m.close_month) END
) AS own (behind)
WHERE m.for_month = m.close_month;
"""
DROP_STANDING = "DROP VIEW contributions_standing;"

# JHT of a bill that is paid is the participants'.
SAVINGS = """
CREATE VIEW contributions_savings AS
SELECT s.close_month, b.month AS bill_month, a.for_month, a.payer_id, a.participation_id, a.person_id,
       a.jht_employer + a.jht_employee AS amount
FROM contributions_settlement s
JOIN contributions_bill b ON b.id = s.bill_id
JOIN contributions_assessment a ON a.close_month = b.month AND a.payer_id = b.payer_id
WHERE s.paid AND a.jht_employer + a.jht_employee <> 0;
"""
DROP_SAVINGS = "DROP VIEW contributions_savings;"

# The payers of some rows that are not frozen for their month.
PAYER_NOT_FROZEN = """
SELECT 1 FROM (SELECT DISTINCT close_month, payer_id FROM {rows}) n
WHERE NOT EXISTS (
    SELECT 1 FROM contributions_payermonth y WHERE (y.close_month, y.payer_id) = (n.close_month, n.payer_id))
"""

# Django makes the table whole; PostgreSQL cannot turn it into a partitioned one, so it is made again like it.
PARTITION_BY_MONTH = """
CREATE TABLE contributions_assessment_parent (LIKE contributions_assessment INCLUDING ALL)
    PARTITION BY RANGE (close_month, payer_id);
DROP TABLE contributions_assessment;
ALTER TABLE contributions_assessment_parent RENAME TO contributions_assessment;
ALTER INDEX contributions_assessment_parent_pkey RENAME TO contributions_assessment_pkey;
"""

# A table filled before it has constraints and an index costs a fraction of one filled row by row. Before
# it becomes a part of the parent it gets all that holds there: NOT NULL and CHECK constraints are proved
# for every row, the primary key is built, and the guards are set on it too, for whoever writes past the parent.
# It holds the payers of its part.
ATTACH_PART = f"""
CREATE FUNCTION naungan_attach_part(made regclass, month date, first_payer bigint, last_payer bigint) RETURNS void
LANGUAGE plpgsql AS $body$
DECLARE
    parent CONSTANT regclass := 'contributions_assessment';
    guard text;
    violated boolean;
BEGIN
    EXECUTE (
        SELECT format('ALTER TABLE %s %s', made, string_agg(rule, ', '))
        FROM (
            SELECT format('ALTER %I SET NOT NULL', attname) AS rule FROM pg_attribute
            WHERE attrelid = parent AND attnum > 0 AND attnotnull
            UNION ALL
            SELECT format('ADD CONSTRAINT %I %s', conname, pg_get_constraintdef(oid)) FROM pg_constraint
            WHERE conrelid = parent AND contype = 'c'
            UNION ALL
            SELECT 'ADD ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = parent AND contype = 'p'
            UNION ALL
            SELECT format('ADD CONSTRAINT of_the_part CHECK (close_month = %L AND payer_id >= %s AND payer_id < %s)',
                          month, first_payer, last_payer + 1)
        ) AS rules
    );
    EXECUTE format($$SELECT EXISTS ({PAYER_NOT_FROZEN.format(rows="%s")})$$, made) INTO violated;
    IF violated THEN
        RAISE EXCEPTION 'an assessment needs its payer frozen for the month' USING ERRCODE = 'check_violation';
    END IF;
    FOR guard IN
        SELECT replace(pg_get_triggerdef(oid, true), ' ON ' || parent || ' ', ' ON ' || made || ' ')
        FROM pg_trigger WHERE tgrelid = parent AND NOT tgisinternal
    LOOP
        EXECUTE guard;
    END LOOP;
    EXECUTE format('ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM (%L, %s) TO (%L, %s)', parent, made,
                   month, first_payer, month, last_payer + 1);
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT of_the_part', made);
END;
$body$;
"""
DROP_ATTACH_PART = "DROP FUNCTION naungan_attach_part(regclass, date, bigint, bigint);"
