-- Who is with whom, from when to when, for which programmes and at which wage.

-- Some wage earners of the first month who stay get something more: a change of employer inside the
-- horizon (month > 0), or a second job (month 0). Both stay in the province, so nobody counts twice or not at all.
CREATE TEMP TABLE sb_second ON COMMIT DROP AS
WITH drawn AS (
    SELECT s.id, s.province, s.payer_id, pg_temp.pick(s.id, 'second', 1000) AS draw
    FROM sb_seat s JOIN sb_person p USING (id)
    WHERE s.kind = 'pu' AND s.entered = 0 AND s.leaves IS NULL AND NOT p.is_foreign
), firms AS (
    SELECT province, min(id) AS lowest, count(*) AS firms FROM sb_employer GROUP BY province
)
SELECT d.id,
       CASE WHEN draw < 35 THEN least(1 + pg_temp.pick(d.id, 'month of change', 6), m.months) ELSE 0 END AS month,
       f.lowest + (d.payer_id - f.lowest + 1 + pg_temp.pick(d.id, 'second employer', f.firms - 1)) % f.firms
           AS payer_id
FROM drawn d JOIN firms f USING (province) CROSS JOIN (SELECT max(idx) AS months FROM sb_month) AS m
WHERE draw < 50 AND NOT (draw < 35 AND m.months = 0);
ANALYZE sb_second;

CREATE TEMP TABLE sb_stay (id bigint, person_id bigint, payer_id bigint, kind text, region_id smallint,
    entered smallint, leaves smallint, lapses boolean, starts date, ends date, because text, draw bigint)
    ON COMMIT DROP;

-- Wage earners. `draw` is who draws in what follows: a second job draws for itself.
INSERT INTO sb_stay
SELECT s.id, s.person_id, s.payer_id, s.kind, s.region_id, s.entered, s.leaves, false,
       CASE WHEN s.entered > 0 THEN come.first_day + CASE WHEN pg_temp.pick(s.id, 'first of month', 100) < 45 THEN 0
                ELSE pg_temp.pick(s.id, 'day', 26)::int END
            ELSE greatest(p.born_on + 6575, come.first_day
                - (pg_temp.pick(s.id, 'tenure', 4000) * pg_temp.pick(s.id, 'tenure shape', 1000) / 1000)::int) END,
       CASE WHEN p.died_on IS NOT NULL OR s.passed_on THEN gone.first_day
            WHEN s.leaves IS NOT NULL THEN last.first_day + 1
                + pg_temp.pick(s.id, 'last day', last.next_day - last.first_day)::int
            WHEN t.month > 0 THEN change.first_day + pg_temp.pick(s.id, 'day of change', 28)::int END,
       CASE WHEN p.died_on IS NOT NULL THEN 'died' WHEN s.passed_on OR t.month > 0 THEN 'moved'
            WHEN s.leaves IS NULL THEN '' WHEN p.born_on + 20820 < last.first_day THEN 'retired'
            ELSE (ARRAY['resigned', 'resigned', 'contract_ended', 'contract_ended', 'dismissed'])[
                1 + pg_temp.pick(s.id, 'reason', 5)] END, s.id
FROM sb_seat s
JOIN sb_person p ON p.id = s.person_id
JOIN sb_month come ON come.idx = s.entered
LEFT JOIN sb_month gone ON gone.idx = s.leaves
LEFT JOIN sb_month last ON last.idx = s.leaves - 1
LEFT JOIN sb_second t ON t.id = s.id
LEFT JOIN sb_month change ON change.idx = t.month
WHERE s.kind = 'pu';

INSERT INTO sb_stay
SELECT (SELECT max(id) FROM sb_seat) + row_number() OVER (ORDER BY t.id), s.person_id, t.payer_id, 'pu', e.region_id,
       t.month, NULL, false,
       CASE WHEN t.month > 0 THEN s.ends
            ELSE greatest(s.starts, m.first_day - pg_temp.pick(t.id, 'second job', 700)::int) END,
       NULL, '', -t.id
FROM sb_second t JOIN sb_stay s USING (id) JOIN sb_employer e ON e.id = t.payer_id
CROSS JOIN (SELECT first_day FROM sb_month WHERE idx = 0) AS m;

-- Self-paying and sponsored workers. Who lapses has no end: the close of a month finds it.
INSERT INTO sb_stay
SELECT s.id, s.person_id, s.payer_id, s.kind, s.region_id, s.entered, s.leaves, s.lapses,
       CASE WHEN s.entered > 0 OR s.kind = 'unpaid_self' THEN come.first_day + pg_temp.pick(s.id, 'day', 10)::int
            ELSE greatest(come.first_day - pg_temp.pick(s.id, 'tenure', 1400)::int, p.born_on + 6575) END,
       CASE WHEN NOT s.lapses THEN gone.first_day END,
       CASE WHEN s.leaves IS NULL OR s.lapses THEN '' WHEN p.died_on IS NOT NULL THEN 'died'
            WHEN s.kind = 'sponsored' THEN 'replaced' ELSE 'moved' END, s.id
FROM sb_seat s
JOIN sb_person p ON p.id = s.person_id
JOIN sb_month come ON come.idx = s.entered
LEFT JOIN sb_month gone ON gone.idx = s.leaves
WHERE s.kind IN ('self', 'unpaid_self', 'sponsored');

-- Construction workers stay to the end of the project unless the plan says otherwise.
INSERT INTO sb_stay
SELECT s.id, s.person_id, s.payer_id, s.kind, s.region_id, s.entered, s.leaves, false,
       CASE WHEN s.entered > j.begins THEN come.first_day + pg_temp.pick(s.id, 'day', 15)::int
            ELSE greatest(j.work_order_on, least(come.first_day, j.registered_on))
                + pg_temp.pick(s.id, 'day', 7)::int END,
       CASE WHEN s.leaves IS NULL THEN j.ends_on WHEN s.passed_on OR p.died_on IS NOT NULL THEN gone.first_day
            ELSE last.next_day - pg_temp.pick(s.id, 'last day', 5)::int END,
       CASE WHEN p.died_on IS NOT NULL THEN 'died' WHEN s.passed_on THEN 'moved'
            WHEN s.leaves IS NOT NULL THEN 'contract_ended' ELSE '' END, s.id
FROM sb_seat s
JOIN sb_project j ON j.id = s.payer_id
JOIN sb_person p ON p.id = s.person_id
JOIN sb_month come ON come.idx = s.entered
LEFT JOIN sb_month gone ON gone.idx = s.leaves
LEFT JOIN sb_month last ON last.idx = s.leaves - 1
WHERE s.kind IN ('project', 'unpaid_project');
ANALYZE sb_stay;
