-- Everybody once: birth, sex, names, and a NIK of the district of first issue.

CREATE TEMP TABLE sb_person ON COMMIT DROP AS
WITH drawn AS (
    SELECT s.id, s.kind, s.province, s.region_id,
           CASE WHEN s.kind = 'pu' THEN pg_temp.age_wage_earner(s.id, 'age')
                WHEN s.kind = 'sponsored' THEN pg_temp.age_sponsored(s.id, 'age')
                WHEN s.kind IN ('project', 'unpaid_project') THEN pg_temp.age_construction(s.id, 'age')
                ELSE pg_temp.age_self_paying(s.id, 'age') END AS age,
           CASE WHEN pg_temp.pick(s.id, 'sex', 100) < CASE
                WHEN s.kind = 'pu' THEN 30 WHEN s.kind IN ('project', 'unpaid_project') THEN 6 ELSE 44 END
                THEN 'P' ELSE 'L' END AS sex,
           e.id IS NOT NULL AND e.size >= 50 AND e.industry IN ('mining', 'oil_gas', 'plantation', 'construction')
               AND NOT e.for_show AND NOT s.passed_on AND pg_temp.pick(s.id, 'foreign', 1000) < 8 AS is_foreign,
           s.leaves IS NOT NULL AND s.entered = 0 AND NOT s.passed_on AND NOT s.lapses
               AND pg_temp.pick(s.id, 'death', 100)
                   < CASE s.kind WHEN 'pu' THEN 3 WHEN 'project' THEN 1 ELSE 12 END AS dies,
           s.leaves
    FROM sb_seat s LEFT JOIN sb_employer e ON s.kind = 'pu' AND e.id = s.payer_id
    WHERE s.person_id = s.id
)
SELECT d.id, d.kind, d.province, d.region_id,
       CASE WHEN d.is_foreign THEN pg_temp.foreign_sex(d.id, 'foreigner') ELSE d.sex END AS sex, d.is_foreign,
       f.first_day - (d.age * 1461 / 4 + 1 + pg_temp.pick(d.id, 'birthday', 364)::int) AS born_on,
       CASE WHEN d.dies THEN m.first_day + pg_temp.pick(d.id, 'day of death', m.next_day - m.first_day)::int
       END AS died_on
FROM drawn d
CROSS JOIN (SELECT first_day FROM sb_month WHERE idx = 0) AS f
LEFT JOIN sb_month m ON m.idx = d.leaves - 1;
ANALYZE sb_person;

-- Sixteen digits but for the serial: district (often the one before Kaltara was formed), subdistrict, birth.
CREATE TEMP TABLE sb_nik ON COMMIT DROP AS
WITH issued AS (
    SELECT p.id, p.born_on, p.sex, h.nik_code AS home, h.former_nik_code AS former,
           pg_temp.pick(p.id, 'issued', 100) AS where_issued,
           pg_temp.pick(p.id, 'issued outside', 100)
               < CASE WHEN p.province IN ('64', '65') THEN 18 ELSE 8 END AS outside
    FROM sb_person p JOIN sb_place h USING (region_id)
    WHERE NOT p.is_foreign
), prefixed AS (
    SELECT id, (CASE WHEN outside THEN pg_temp.origin(id, 'origin')
                     WHEN former > 0 AND where_issued < 75 THEN former ELSE home END
               * 100000000::bigint + (1 + pg_temp.pick(id, 'subdistrict', 15)) * 1000000
               + (extract(day FROM born_on)::int + CASE sex WHEN 'P' THEN 40 ELSE 0 END) * 10000
               + extract(month FROM born_on)::int * 100 + extract(year FROM born_on)::int % 100) AS prefix
    FROM issued
)
SELECT id, (prefix * 10000 + row_number() OVER (PARTITION BY prefix ORDER BY id))::text AS nik FROM prefixed;
ANALYZE sb_nik;

CREATE FUNCTION pg_temp.given_name(who bigint, what text, sex text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE sex WHEN 'P' THEN pg_temp.given_p(who, what) ELSE pg_temp.given_l(who, what) END;

CREATE FUNCTION pg_temp.full_name(who bigint, sex text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN pg_temp.pick(who, 'name shape', 100) < 18
        THEN CASE sex WHEN 'P' THEN pg_temp.whole_p(who, 'name') ELSE pg_temp.whole_l(who, 'name') END
    ELSE CASE WHEN pg_temp.pick(who, 'name shape', 100) < 60
             THEN CASE sex WHEN 'P' THEN pg_temp.prefix_p(who, 'prefix')
                           ELSE pg_temp.prefix_l(who, 'prefix') END || ' '
             ELSE '' END
         || pg_temp.given_name(who, 'name', sex)
         || CASE WHEN pg_temp.pick(who, 'name shape', 100) < 42 THEN ''
                 ELSE coalesce(' ' || nullif(
                     pg_temp.given_name(who, 'second name', sex), pg_temp.given_name(who, 'name', sex)), '') END END;

INSERT INTO registry_person (id, nik, passport, name, born_on, sex, nationality, mother_name, phone, email,
    region_id, died_on)
SELECT p.id, n.nik,
       CASE WHEN p.is_foreign THEN chr(65 + pg_temp.pick(p.id, 'passport', 26)::int) || lpad(p.id::text, 8, '0')
            ELSE '' END,
       CASE WHEN p.is_foreign THEN pg_temp.foreign_name(p.id, 'foreigner') ELSE pg_temp.full_name(p.id, p.sex) END,
       p.born_on, p.sex, CASE WHEN p.is_foreign THEN pg_temp.foreign_nationality(p.id, 'foreigner') ELSE 'ID' END,
       CASE WHEN p.is_foreign THEN '' ELSE pg_temp.full_name(-p.id, 'P') END,
       '08' || (11 + pg_temp.pick(p.id, 'operator', 89))
            || lpad(pg_temp.pick(p.id, 'phone', 100000000)::text, 8, '0'),
       '', p.region_id, p.died_on
FROM sb_person p LEFT JOIN sb_nik n USING (id)
ORDER BY p.id;
