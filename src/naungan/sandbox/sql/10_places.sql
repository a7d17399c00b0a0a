-- Where people live and work: the 56 districts, weighted by employed people.

CREATE TEMP TABLE sb_place ON COMMIT DROP AS
SELECT r.id AS region_id, r.name, d.code, left(d.code, 2) AS province, d.wage_2022, d.wage_2023,
       replace(d.code, '.', '')::int AS nik_code,
       coalesce(nullif(replace(d.former, '.', ''), '')::int, 0) AS former_nik_code,
       sum(d.employed) OVER (PARTITION BY left(d.code, 2) ORDER BY d.code) AS up_to
FROM sb_district d
JOIN registry_region r ON r.code = d.code AND r.code_system = 'kemendagri'
 AND r.valid @> (SELECT first_day FROM sb_month WHERE idx = 0);

-- A province's districts as arrays: a draw below `employed` falls between two thresholds.
CREATE TEMP TABLE sb_province ON COMMIT DROP AS
SELECT province, array_agg(region_id ORDER BY up_to) AS region_ids, max(up_to)::bigint AS employed,
       (array_agg(up_to::bigint ORDER BY up_to))[:count(*)::int - 1] AS thresholds
FROM sb_place GROUP BY province;

CREATE FUNCTION pg_temp.district(who bigint, what text, employed bigint, thresholds bigint[], region_ids smallint[])
RETURNS smallint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN region_ids[1 + width_bucket(pg_temp.pick(who, what, employed), thresholds)];

-- Whole thousands mostly; exactly the minimum wage where that is what is paid; every tenth wage to the rupiah.
CREATE FUNCTION pg_temp.wage(minimum bigint, permille bigint, odd boolean) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN permille = 1000 THEN minimum
            WHEN odd THEN minimum * permille / 1000
            ELSE (minimum * permille / 1000 + 999) / 1000 * 1000 END;

CREATE FUNCTION pg_temp.letters(province text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE province WHEN '61' THEN 'KB' WHEN '62' THEN 'KT' WHEN '63' THEN 'KS' WHEN '64' THEN 'KI' ELSE 'KU' END;

CREATE FUNCTION pg_temp.industry(who bigint, province text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE province
    WHEN '61' THEN pg_temp.industry_61(who, 'industry')
    WHEN '62' THEN pg_temp.industry_62(who, 'industry')
    WHEN '63' THEN pg_temp.industry_63(who, 'industry')
    WHEN '64' THEN pg_temp.industry_64(who, 'industry')
    ELSE pg_temp.industry_65(who, 'industry') END;
