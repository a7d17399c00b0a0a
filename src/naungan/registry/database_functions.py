"""SQL functions the registry's constraints are written with."""

MONTHS_OF = """
CREATE FUNCTION naungan_months_of(days daterange) RETURNS daterange
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN isempty(days) THEN days ELSE daterange(
    date_trunc('month', lower(days)::timestamp)::date,
    (date_trunc('month', (upper(days) - 1)::timestamp) + interval '1 month')::date)
END;
"""
DROP_MONTHS_OF = "DROP FUNCTION naungan_months_of(daterange);"

# django-pgtrigger lets any session switch its triggers off by a setting, and asks for that setting in a
# block that fails and is rolled back at every row: a bulk update would take time squared.
NEVER_IGNORE = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN false;
"""
