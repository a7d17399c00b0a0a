-- Into the registry: payers with what is known of each kind, participations, cards.

-- A payer lives from before its first participant; half of the firms without an old hand are new.
CREATE TEMP TABLE sb_life ON COMMIT DROP AS
SELECT payer_id, min(starts) AS first_start, min(entered) AS entered FROM sb_stay GROUP BY payer_id;
ANALYZE sb_life;

INSERT INTO registry_payer (id, kind, code, name, region_id, life, registered_on, person_id)
WITH begun AS (
    SELECT e.id, e.npp, e.division, e.name, e.region_id,
           CASE WHEN l.entered > 0 AND NOT e.for_show AND pg_temp.pick(e.id, 'new firm', 2) = 0 THEN l.first_start
                ELSE least(l.first_start, date '2021-12-31' - pg_temp.pick(e.id, 'age of firm', 6000)::int)
           END AS since
    FROM sb_employer e JOIN sb_life l ON l.payer_id = e.id
)
SELECT id, 1, npp || '-' || division, name, region_id, daterange(since, NULL),
       since + CASE WHEN pg_temp.pick(id, 'late registration', 100) < 6
                    THEN 40 + pg_temp.pick(id, 'days late', 60)::int
                    ELSE pg_temp.pick(id, 'days to register', 30)::int END, NULL::bigint
FROM begun ORDER BY id;

INSERT INTO registry_payer (id, kind, code, name, region_id, life, registered_on)
SELECT s.id, 3, s.code, s.name, s.region_id, daterange(least(l.first_start, date '2021-01-01'), NULL),
       date '2021-01-01'
FROM sb_sponsor s JOIN sb_life l ON l.payer_id = s.id ORDER BY s.id;

INSERT INTO registry_payer (id, kind, code, name, region_id, life, registered_on)
SELECT j.id, 4, 'JK' || lpad(j.serial::text, 7, '0'), j.name, j.region_id,
       daterange(j.work_order_on, j.ends_on), j.registered_on
FROM sb_project j ORDER BY j.id;

INSERT INTO registry_payer (id, kind, code, name, region_id, life, registered_on, person_id)
SELECT s.payer_id, 2, 'BPU' || lpad(s.person_id::text, 10, '0'), p.name, s.region_id,
       daterange(s.starts, CASE WHEN s.because = 'died' THEN s.ends END), s.starts, s.person_id
FROM sb_stay s JOIN registry_person p ON p.id = s.person_id
WHERE s.kind IN ('self', 'unpaid_self') ORDER BY s.payer_id;

INSERT INTO registry_employer (payer_id, npp, division, scale, industry, jkk_paid_through)
SELECT e.id, e.npp, e.division, e.scale, e.industry,
       (SELECT first_day - interval '1 month' FROM sb_month WHERE idx = 0)
FROM sb_employer e ORDER BY e.id;

-- A few were put into another class at their last review.
INSERT INTO registry_riskclass (payer_id, jkk_class, during)
SELECT e.id, c.jkk_class, c.during
FROM sb_employer e JOIN registry_payer p USING (id)
CROSS JOIN (SELECT first_day - interval '3 months' AS day FROM sb_month WHERE idx = 0) AS review
CROSS JOIN LATERAL (
    SELECT lower(p.life) < review.day AND pg_temp.pick(e.id, 'reviewed', 100) < 3 AS reviewed) AS r
CROSS JOIN LATERAL (
    SELECT e.jkk_class, CASE WHEN reviewed THEN daterange(review.day::date, NULL) ELSE p.life END AS during
    UNION ALL
    SELECT CASE WHEN e.jkk_class = 5 THEN 4 ELSE e.jkk_class + 1 END, daterange(lower(p.life), review.day::date)
    WHERE reviewed) AS c
ORDER BY e.id, c.during;

INSERT INTO registry_sponsor (payer_id, fund_source) SELECT id, fund_source FROM sb_sponsor ORDER BY id;

INSERT INTO registry_project (payer_id, contractor, contract_value, wages_known, work_order_on, stage_plan)
SELECT id, contractor, contract_value, wages_known, work_order_on, stage_plan FROM sb_project ORDER BY id;

-- Programmes by the law (law.md 2.1): micro JKK and JKM, small also JHT, larger also JP; JKP for citizens under
-- 54 who have the programmes before it. `permille` is the wage in thousandths of the minimum wage.
CREATE TEMP TABLE sb_cover ON COMMIT DROP AS
WITH known AS (
    SELECT s.*, p.born_on, p.is_foreign, e.scale, e.industry, e.wage_permille AS level, f.first_day,
           greatest(pg_temp.wage_permille(s.draw, 'wage'), CASE
               WHEN e.scale IN ('medium', 'large') OR p.is_foreign OR s.draw < 0 THEN 1000 ELSE 0 END) AS step
    FROM sb_stay s
    JOIN sb_person p ON p.id = s.person_id
    LEFT JOIN sb_employer e ON e.id = s.payer_id
    CROSS JOIN (SELECT first_day FROM sb_month WHERE idx = 0) AS f
), programmed AS (
    SELECT k.*,
           CASE WHEN kind IN ('self', 'unpaid_self') AND pg_temp.pick(id, 'takes JHT', 100) < 25 THEN 7
                WHEN kind <> 'pu' THEN 3
                WHEN is_foreign THEN CASE WHEN scale = 'micro' THEN 3 ELSE 7 END
                WHEN industry = 'government' THEN 3
                WHEN scale = 'micro' AND pg_temp.pick(payer_id, 'more than it must', 100) >= 10 THEN 3
                WHEN scale = 'micro' THEN 7
                WHEN scale = 'small' OR pg_temp.pick(payer_id, 'less than it must', 100) < 3 THEN 7
                ELSE 15 END AS programmes
    FROM known k
)
SELECT id, person_id, payer_id, kind, region_id, entered, leaves, lapses, starts, ends, because, draw,
       (CASE WHEN kind = 'pu' THEN 1 WHEN kind IN ('project', 'unpaid_project') THEN 3 ELSE 2 END)::smallint
           AS segment,
       (programmes + CASE WHEN kind = 'pu' AND programmes & 7 = 7 AND NOT is_foreign
            AND greatest(starts, date '2021-02-02') < (born_on + interval '54 years')
            AND (scale = 'large' OR pg_temp.pick(id, 'has JKN', 100) < 85) THEN 16 ELSE 0 END)::smallint
           AS programmes,
       CASE WHEN kind = 'pu' THEN step * level / 1000 ELSE step END::int AS permille,
       born_on - date '1970-01-01' AS born, is_foreign,
       programmes & 8 > 0 AND born_on + 20820 < first_day AND pg_temp.pick(id, 'continues', 2) = 0 AS continues,
       CASE WHEN kind <> 'pu' THEN '' WHEN pg_temp.pick(id, 'contract', 100) < 68 THEN 'PKWTT' ELSE 'PKWT' END
           AS contract,
       CASE kind WHEN 'self' THEN pg_temp.sector(id, 'sector') WHEN 'unpaid_self' THEN pg_temp.sector(id, 'sector')
            WHEN 'sponsored' THEN pg_temp.vulnerable(id, 'sector') ELSE '' END AS sector,
       -- One newcomer in fifty is reported two to four months late.
       CASE WHEN kind = 'pu' AND entered > 0 AND pg_temp.pick(id, 'late', 100) < 2
            THEN starts + 60 + pg_temp.pick(id, 'days late', 60)::int
            ELSE starts + pg_temp.pick(id, 'days to record', 7)::int END AS recorded_on
FROM programmed;
ANALYZE sb_cover;

-- Wages of a month: by that year's minimum wage, with a rise for some in a month of their own.
CREATE FUNCTION pg_temp.month_wage(
    who bigint, permille int, month int, minimum_2022 bigint, minimum_2023 bigint, year int)
RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN pg_temp.wage(CASE WHEN year = 2022 THEN minimum_2022 ELSE minimum_2023 END,
    permille + CASE WHEN permille > 1000 AND pg_temp.pick(who, 'month of rise', 12) < month THEN 40 ELSE 0 END,
    pg_temp.pick(who, 'to the rupiah', 10) = 0);

INSERT INTO registry_participation (id, person_id, payer_id, segment, programmes, region_id, during, wage,
    sector, contract, continues_past_pension, left_because, recorded_at)
SELECT c.id, c.person_id, c.payer_id, c.segment, c.programmes, c.region_id,
       daterange(c.starts, CASE WHEN c.ends IS NOT NULL THEN greatest(c.ends, c.starts + 1) END),
       CASE WHEN c.kind = 'sponsored' THEN 1000000
            WHEN c.segment = 2 THEN 1000000
                + 100000 * (pg_temp.pick(c.id, 'income', 50) * pg_temp.pick(c.id, 'income shape', 10) / 10)
            ELSE pg_temp.month_wage(
                c.draw, c.permille, m.idx, h.wage_2022, h.wage_2023, extract(year FROM m.first_day)::int) END,
       c.sector, c.contract, c.continues, c.because, (c.recorded_on + time '09:00') AT TIME ZONE 'Asia/Makassar'
FROM sb_cover c
JOIN sb_place h USING (region_id)
JOIN sb_month m ON m.idx = c.entered
ORDER BY c.id;

-- Who moved to another district lives there now; the history keeps where they lived before.
UPDATE registry_person p SET region_id = c.region_id
FROM (
    SELECT DISTINCT ON (person_id) person_id, region_id FROM sb_cover ORDER BY person_id, entered DESC, id DESC
) AS c
WHERE c.person_id = p.id AND c.region_id <> p.region_id;

-- Everybody has a card; some old hands and every third of those who changed employer have another.
INSERT INTO registry_card (id, kpj, person_id, issued_on)
SELECT number, to_char(issued_on, 'YY') || lpad(number::text, 9, '0'), person_id, issued_on
FROM (
    SELECT row_number() OVER (ORDER BY person_id, starts, id, copy) AS number, person_id,
           CASE copy WHEN 1 THEN recorded_on
                     ELSE recorded_on - 400 - pg_temp.pick(id, 'older card', 1500)::int END AS issued_on
    FROM sb_cover c CROSS JOIN LATERAL generate_series(1, CASE
        WHEN c.id = c.person_id
            THEN 1 + (c.kind = 'pu' AND c.starts < date '2016-01-01' AND pg_temp.pick(c.id, 'cards', 4) = 0)::int
        ELSE (pg_temp.pick(c.id, 'new card', 3) = 0)::int END) AS copy
) AS cards
ORDER BY number;
