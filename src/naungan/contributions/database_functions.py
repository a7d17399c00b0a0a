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
