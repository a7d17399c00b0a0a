"""The one question that every page of the desk asks first: how far the books reach, and what is not yet counted.

It is asked as the owner, because it counts what belongs to nobody; it names nobody and is for staff alone.
"""

DESK_STATE = """
DROP FUNCTION IF EXISTS naungan_desk_state(date);
CREATE FUNCTION naungan_desk_state(today date)
RETURNS TABLE (day date, closed_month date, open_month date, newest_payment bigint, newest_bill bigint,
               closes bigint, newest_report bigint, newest_payer bigint,
               counted_day date, counted_payment bigint, counted_bill bigint, counted_closes int,
               counted_report bigint, counted_payer bigint,
               waiting bigint, waiting_amount bigint, waiting_since date, jobs_failed bigint, jobs_running bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH books AS (
        SELECT least(naungan_desk_state.today,
                     coalesce((max(month) + interval '1 month')::date - 1, naungan_desk_state.today)) AS day,
               max(month) FILTER (WHERE state = 'closed') AS closed_month,
               min(month) FILTER (WHERE state <> 'closed') AS open_month
        FROM contributions_month
    ), waiting AS (
        SELECT count(*) AS payments, coalesce(sum(p.amount), 0)::bigint AS amount, min(p.paid_on) AS since
        FROM contributions_payment p, books
        WHERE p.payer_id IS NULL AND p.paid_on <= books.day
          AND NOT EXISTS (SELECT FROM contributions_reversal r WHERE r.payment_id = p.id)
    ), jobs AS (
        SELECT count(*) FILTER (WHERE status = 'failed') AS failed,
               count(*) FILTER (WHERE status IN ('todo', 'doing')) AS running
        FROM procrastinate_jobs WHERE status IN ('failed', 'todo', 'doing')
    )
    SELECT books.day, books.closed_month, books.open_month,
           coalesce((SELECT max(id) FROM contributions_payment), 0),
           coalesce((SELECT max(id) FROM contributions_bill), 0),
           (SELECT count(*) FROM operations_closetask),
           coalesce((SELECT max(id) FROM intake_wagereport), 0), coalesce((SELECT max(id) FROM registry_payer), 0),
           s.day, s.newest_payment, s.newest_bill, s.closes, s.newest_report, s.newest_payer,
           waiting.payments, waiting.amount, waiting.since, jobs.failed, jobs.running
    FROM books CROSS JOIN waiting CROSS JOIN jobs LEFT JOIN desk_counted s ON true
    WHERE naungan_role() IN ('branch', 'region', 'head-office', 'auditor', 'administrator')
       OR pg_has_role(session_user, current_user, 'MEMBER') AND current_setting('role') = 'none';
$$
"""
