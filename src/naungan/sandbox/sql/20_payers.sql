-- Employers, projects and sponsors as drafts: how many people each has is settled before anything else.
-- `lo` and `hi` are the numbers of its people, 0 to n-1, inside its group; sizes follow the quantiles of
-- sb_size and add up exactly.

CREATE TEMP TABLE sb_sized ON COMMIT DROP AS
WITH planned AS (
    SELECT number, kind, province, people,
           CASE kind WHEN 'pu' THEN greatest(8, people / 30) ELSE greatest(2, people / 40) END AS payers
    FROM sb_group WHERE kind IN ('pu', 'project', 'unpaid_project')
), weighed AS (
    SELECT p.number, p.kind, p.province, p.people, i, s.weight,
           sum(s.weight) OVER (
               PARTITION BY p.number ORDER BY pg_temp.pick(i, 'order ' || p.number, 1000000000000), i) AS up_to,
           sum(s.weight) OVER (PARTITION BY p.number) AS every
    FROM planned p CROSS JOIN LATERAL generate_series(1, p.payers) AS i
    JOIN sb_size s ON s.n = 1 + (2 * i - 1) * (SELECT count(*) FROM sb_size) / (2 * p.payers)
), bounded AS (
    SELECT number, kind, province, up_to,
           div(people * (up_to - weight), every)::bigint AS lo, div(people * up_to, every)::bigint AS hi
    FROM weighed
)
SELECT number, kind, province, lo, hi, hi - lo AS size,
       row_number() OVER (PARTITION BY kind = 'pu' ORDER BY number, up_to) AS serial
FROM bounded WHERE hi > lo;

-- Big firms come with divisions: every third of them is a second division of the one before it.
CREATE TEMP TABLE sb_employer ON COMMIT DROP AS
WITH placed AS (
    SELECT s.serial AS id, s.number, s.province, s.lo, s.hi, s.size,
           pg_temp.district(s.serial, 'employer district', p.employed, p.thresholds, p.region_ids) AS region_id,
           pg_temp.industry(s.serial, s.province) AS industry,
           count(*) FILTER (WHERE s.size >= 100) OVER (PARTITION BY s.province ORDER BY s.serial) AS big,
           -- Two to report for in a demonstration, of middling size, in Balikpapan.
           row_number() OVER (PARTITION BY s.province ORDER BY abs(s.size - 45), s.serial) AS near_middling
    FROM sb_sized s JOIN sb_province p USING (province) WHERE s.kind = 'pu'
), shown AS (
    -- One never reports; the other stops before December 2022, the month of the demonstration.
    SELECT p.*, silent_from IS NOT NULL AS for_show, silent_from
    FROM placed p LEFT JOIN (
        SELECT 1 AS near_middling, '64' AS province, 0 AS silent_from
        UNION ALL SELECT 2, '64', coalesce((SELECT idx FROM sb_month WHERE first_day = '2022-12-01'), 0)
    ) AS silent USING (near_middling, province)
), led AS (
    SELECT p.*, coalesce(l.id, p.id) AS leader, l.id IS NOT NULL AS second_division
    FROM shown p
    LEFT JOIN shown l ON p.size >= 100 AND p.big % 3 = 0 AND l.province = p.province
     AND l.size >= 100 AND l.big = p.big - 1 AND NOT l.for_show AND NOT p.for_show
)
SELECT e.id, e.number, e.province, e.lo, e.hi, e.size, e.for_show, e.silent_from,
       CASE WHEN e.for_show THEN (SELECT region_id FROM sb_place WHERE code = '64.71')
            ELSE e.region_id END AS region_id,
       pg_temp.letters(e.province) || lpad(e.leader::text, 6, '0') AS npp,
       CASE WHEN e.second_division THEN '001' ELSE '000' END AS division,
       CASE WHEN e.size < 5 THEN 'micro' WHEN e.size < 20 THEN 'small' WHEN e.size < 100 THEN 'medium'
            ELSE 'large' END AS scale,
       i.industry, i.jkk_class, i.wage_permille,
       CASE WHEN i.industry = 'government' THEN pg_temp.office(e.leader, 'office') || ' ' || h.name
            WHEN e.size < 20 THEN concat_ws(' ', pg_temp.small_form(e.leader, 'form'),
                pg_temp.company(e.leader, 'first word'), pg_temp.company(e.leader, 'second word'))
            ELSE concat_ws(' ', pg_temp.large_form(e.leader, 'form'),
                pg_temp.company(e.leader, 'first word'), pg_temp.company(e.leader, 'second word'), i.label)
       END AS name
FROM led e
JOIN led l ON l.id = e.leader
JOIN sb_industry i ON i.industry = CASE WHEN l.for_show AND l.industry = 'government' THEN 'trade' ELSE l.industry END
JOIN sb_place h ON h.region_id = l.region_id;
CREATE INDEX ON sb_employer (id);

CREATE TEMP TABLE sb_sponsor ON COMMIT DROP AS
SELECT (SELECT max(id) FROM sb_employer) + row_number() OVER (ORDER BY g.number) AS id, g.number, g.province,
       f.code, f.name, f.fund_source, r.id AS region_id, r.level
FROM sb_group g
JOIN sb_sponsor_fact f ON f.code = g.sponsor
JOIN registry_region r ON r.code = f.region AND r.code_system = 'kemendagri'
 AND r.valid @> (SELECT first_day FROM sb_month WHERE idx = 0);

-- Projects take people in the order in which they enter, so a project begins and ends as one.
CREATE TEMP TABLE sb_project ON COMMIT DROP AS
WITH flow AS (
    SELECT s.serial, s.kind, s.province, s.lo, s.hi, s.size, g.number, g.first,
           width_bucket(s.lo + 1, g.entered) AS begins,
           CASE WHEN s.hi >= coalesce(g.leaves[cardinality(g.leaves)], 1) THEN NULL
                ELSE 1 + width_bucket(s.hi, g.leaves) END AS is_over
    FROM sb_sized s JOIN sb_group g USING (number) WHERE s.kind <> 'pu'
), drawn AS (
    SELECT f.*, pg_temp.pick(serial, 'wages known', 100) < 25 AS wages_known,
           greatest(15000000, size * (6000000 + pg_temp.pick(serial, 'value', 30000000)))
               * CASE WHEN pg_temp.pick(serial, 'large works', 100) < 4 THEN 8 ELSE 1 END / 100000 * 100000 AS value
    FROM flow f
), planned AS (
    SELECT d.*,
           CASE WHEN NOT wages_known AND value > 2000000000 AND pg_temp.pick(serial, 'staged', 100) < 60 THEN
               CASE WHEN pg_temp.pick(serial, 'plan', 2) = 0 THEN '50/25/25' ELSE '20/30/30/20' END
           ELSE '100' END AS stage_plan
    FROM drawn d
), dated AS (
    -- Projects of before the first month: by wages they pay each month; by stages one falls in the first month.
    SELECT p.*, m.first_day
        + CASE WHEN m.idx = 0 AND kind = 'unpaid_project' THEN 0 ELSE pg_temp.pick(serial, 'day', 20)::int END
        - make_interval(months => CASE
            WHEN begins > 0 OR kind = 'unpaid_project' THEN 0
            WHEN wages_known THEN pg_temp.pick(serial, 'months ago', 10)::int
            WHEN stage_plan = '50/25/25' THEN 8 * pg_temp.pick(serial, 'months ago', 3)::int
            WHEN stage_plan = '20/30/30/20' THEN 6 * pg_temp.pick(serial, 'months ago', 3)::int
            ELSE 0 END) AS registered_at
    FROM planned p JOIN sb_month m ON m.idx = p.begins
)
SELECT (SELECT max(id) FROM sb_sponsor) + d.serial AS id, d.serial, d.kind, d.number, d.province, d.first, d.lo, d.hi,
       d.begins, d.value AS contract_value, d.wages_known, d.stage_plan, d.registered_at::date AS registered_on,
       d.registered_at::date - CASE WHEN pg_temp.pick(serial, 'late registration', 100) < 8
           THEN 20 + pg_temp.pick(serial, 'days late', 40)::int
           ELSE pg_temp.pick(serial, 'days', 14)::int END AS work_order_on,
       coalesce(o.first_day, (SELECT max(next_day) FROM sb_month))
           + 30 + pg_temp.pick(serial, 'longer', 300)::int AS ends_on,
       pg_temp.district(serial, 'project district', p.employed, p.thresholds, p.region_ids) AS region_id,
       'CV ' || pg_temp.company(serial, 'contractor') || ' ' || pg_temp.company(serial, 'contractor 2') AS contractor,
       'Pembangunan ' || pg_temp.work(serial, 'work') AS name
FROM dated d
JOIN sb_province p USING (province)
LEFT JOIN sb_month o ON o.idx = d.is_over;
