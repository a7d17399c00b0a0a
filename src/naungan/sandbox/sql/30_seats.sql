-- One row for each seat that the plan has settled: a place in a group, now with payer and district.
-- Who comes over from another seat keeps that seat's number as a person.

CREATE TEMP TABLE sb_taken (id bigint, number int, k bigint, payer_id bigint, region_id smallint) ON COMMIT DROP;

INSERT INTO sb_taken
SELECT g.first + t.k, g.number, t.k, e.id, e.region_id
FROM sb_employer e JOIN sb_group g USING (number)
CROSS JOIN LATERAL generate_series(e.lo, e.hi - 1) AS place
CROSS JOIN LATERAL (SELECT (place - g.shift + g.people) % g.people * g.back % g.people + 1 AS k) AS t;

INSERT INTO sb_taken
SELECT j.first + k, j.number, k, j.id, j.region_id
FROM sb_project j CROSS JOIN LATERAL generate_series(j.lo + 1, j.hi) AS k;

INSERT INTO sb_taken
SELECT g.first + k, g.number, k, s.id,
       CASE WHEN s.level = 2 THEN s.region_id
            ELSE pg_temp.district(g.first + k, 'district', p.employed, p.thresholds, p.region_ids) END
FROM sb_sponsor s JOIN sb_group g USING (number) JOIN sb_province p ON p.province = s.province
CROSS JOIN LATERAL generate_series(1, g.people) AS k;

-- Self-payers are payers of their own, numbered after all others.
INSERT INTO sb_taken
SELECT g.first + k, g.number, k, (SELECT max(id) FROM sb_project) + row_number() OVER (ORDER BY g.number, k),
       pg_temp.district(g.first + k, 'district', p.employed, p.thresholds, p.region_ids)
FROM sb_group g JOIN sb_province p USING (province)
CROSS JOIN LATERAL generate_series(1, g.people) AS k
WHERE g.kind IN ('self', 'unpaid_self');

CREATE TEMP TABLE sb_passed ON COMMIT DROP AS
SELECT p.source + i AS source, p.target + i AS target
FROM sb_passage p CROSS JOIN LATERAL generate_series(1, p.people) AS i;
ANALYZE sb_taken, sb_passed;

-- `entered` and `leaves` are numbers of months; `lapses` is to stop paying so long before
-- leaving that cover ends by itself.
CREATE TEMP TABLE sb_seat ON COMMIT DROP AS
WITH timed AS (
    SELECT t.id, coalesce(come.source, t.id) AS person_id, g.kind, g.province, t.payer_id, t.region_id,
           width_bucket(t.k, g.entered) AS entered,
           CASE WHEN width_bucket(t.k, g.leaves) < cardinality(g.leaves)
                THEN width_bucket(t.k, g.leaves) + 1 END AS leaves,
           gone.source IS NOT NULL AS passed_on, g.lapse_at
    FROM sb_taken t JOIN sb_group g USING (number)
    LEFT JOIN sb_passed come ON come.target = t.id
    LEFT JOIN sb_passed gone ON gone.source = t.id
)
SELECT id, person_id, kind, province, payer_id, region_id, entered::smallint, leaves::smallint, passed_on,
       coalesce(leaves = lapse_at OR kind = 'self' AND leaves - entered >= pg_temp.months_to_lapse() AND NOT passed_on
           AND pg_temp.pick(id, 'lapse', 100) < 70, false) AS lapses
FROM timed;
ANALYZE sb_seat;
