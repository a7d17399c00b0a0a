"""SQL functions the registry's constraints are written with."""

MONTHS_OF = """
CREATE FUNCTION naungan_months_of(days daterange) RETURNS daterange
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN isempty(days) THEN days ELSE daterange(
    date_trunc('month', lower(days)::timestamp)::date,
    (date_trunc('month', (upper(days) - 1)::timestamp) + interval '1 month')::date)
END;
"""
DROP_MONTHS_OF = "DROP FUNCTION naungan_months_of(daterange);"
