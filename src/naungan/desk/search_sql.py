"""SQL that finds people by a name as it sounds: a key for every name, kept by the database itself.

Thousands share a name (a fiftieth of all are called Sutrisno), so likeness is asked of the few different keys,
and the people of the best keys are then read by an ordinary index.
"""

# Old spelling and new (oe/u, dj/j, tj/c, sj/sy, nj/ny), letters that sound alike (v/f/p, y/i, q/k, z/s, kh/h),
# doubled letters, a mute h and a hardened d at the end are one; titles are left out. The many who are called
# Muhammad or Siti before their own name get a letter for it: their own names are what tells them apart.
NAME_KEY = r"""
CREATE OR REPLACE FUNCTION naungan_name_key(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(regexp_replace(
    regexp_replace(regexp_replace(
        translate(
            regexp_replace(
                replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
                    regexp_replace(regexp_replace(
                        regexp_replace(
                            regexp_replace(' ' || lower(name) || ' ', '[^a-z]+', ' ', 'g'),
                            ' (hj?a?|haji|hajjah|ir|dr[sag]?|prof|kh|kyai|ustadz?|ust|tgk|alm|bin|binti) ',
                            ' ', 'g'),
                        ' (mu?o?c?h(d|ammad|amad|amed|ammed|amat)?|m[ou]h?ammad) ', ' m ', 'g'),
                        ' s(it+[iy]|t) ', ' s ', 'g'),
                    'oe', 'u'), 'dj', 'j'), 'tj', 'c'), 'sj', 'sy'), 'nj', 'ny'), 'kh', 'h'), 'ch', 'h'), 'sy', 's'),
                    'ph', 'f'), 'ie', 'i'),
                '([a-z])\1+', '\1', 'g'),
            'vpyqxz', 'ffikks'),
        'h( |$)', '\1', 'g'), 'd( |$)', 't\1', 'g'),
    ' +', ' ', 'g'));
"""
DROP_NAME_KEY = "DROP FUNCTION naungan_name_key(text);"

KEEP_KEYS = """
CREATE OR REPLACE FUNCTION naungan_keep_name_keys() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    EXECUTE $statement$
        WITH keyed AS (
            INSERT INTO desk_personname (person_id, key, born_on)
            SELECT n.id, naungan_name_key(n.name), n.born_on FROM new_rows n
            ON CONFLICT (person_id) DO UPDATE SET key = EXCLUDED.key, born_on = EXCLUDED.born_on
            WHERE (desk_personname.key, desk_personname.born_on) IS DISTINCT FROM (EXCLUDED.key, EXCLUDED.born_on)
            RETURNING key
        )
        INSERT INTO desk_namekey (key) SELECT DISTINCT key FROM keyed ON CONFLICT DO NOTHING
    $statement$;
    RETURN NULL;
END $$;
CREATE TRIGGER desk_keys_of_new_people AFTER INSERT ON registry_person
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION naungan_keep_name_keys();
CREATE TRIGGER desk_keys_of_changed_people AFTER UPDATE ON registry_person
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION naungan_keep_name_keys();
WITH keyed AS (
    INSERT INTO desk_personname (person_id, key, born_on)
    SELECT id, naungan_name_key(name), born_on FROM registry_person
    RETURNING key
)
INSERT INTO desk_namekey (key) SELECT DISTINCT key FROM keyed ON CONFLICT DO NOTHING;
"""
DROP_KEYS = """
DROP TRIGGER desk_keys_of_new_people ON registry_person;
DROP TRIGGER desk_keys_of_changed_people ON registry_person;
DROP FUNCTION naungan_keep_name_keys();
"""

# Candidates only: their numbers in order of likeness. Who of them the actor may see, the people's own policy
# says; run as the owner, because a policy's condition would otherwise keep the indexes from being used. Few are
# born on one day: where the day is told, hardly any likeness of the name is asked for.
CANDIDATES = """
CREATE OR REPLACE FUNCTION naungan_people_called(name text, born_from date, born_to date, most int)
RETURNS TABLE (person_id bigint, likeness real)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET pg_trgm.similarity_threshold = 0.35 SET pg_trgm.word_similarity_threshold = 0.6
AS $$
    WITH asked AS (SELECT naungan_name_key(naungan_people_called.name) AS key),
    near AS (
        SELECT k.key FROM asked a JOIN desk_namekey k ON k.key % a.key
        WHERE born_from IS NULL OR born_from <> born_to
        UNION
        SELECT k.key FROM asked a JOIN desk_namekey k ON a.key <% k.key
        WHERE born_from IS NULL OR born_from <> born_to
    ), alike AS (
        SELECT n.key, greatest(similarity(n.key, a.key), word_similarity(a.key, n.key) * 0.9::real) AS likeness
        FROM near n CROSS JOIN asked a ORDER BY 2 DESC, 1 LIMIT 200
    ), of_the_names AS (
        SELECT n.person_id, a.likeness
        FROM alike a JOIN desk_personname n ON n.key = a.key
        WHERE (born_from IS NULL OR n.born_on >= born_from) AND (born_to IS NULL OR n.born_on <= born_to)
        ORDER BY a.likeness DESC, a.key LIMIT most
    ), of_the_day AS (
        SELECT n.person_id,
               greatest(similarity(n.key, a.key), word_similarity(a.key, n.key) * 0.9::real) AS likeness
        FROM asked a CROSS JOIN desk_personname n WHERE born_from = born_to AND n.born_on = born_from
    )
    SELECT * FROM of_the_names
    UNION ALL
    (SELECT * FROM of_the_day WHERE likeness >= 0.15 ORDER BY likeness DESC, person_id LIMIT most);
$$;
"""
DROP_CANDIDATES = "DROP FUNCTION naungan_people_called(text, date, date, int);"

PHONES = "CREATE INDEX desk_person_phone ON registry_person (phone) WHERE phone <> '';"
DROP_PHONES = "DROP INDEX desk_person_phone;"
PAYER_NAMES = """
CREATE INDEX desk_payer_name ON registry_payer USING gin (naungan_name_key(name) gin_trgm_ops)
WHERE person_id IS NULL;
"""
DROP_PAYER_NAMES = "DROP INDEX desk_payer_name;"

# Payers are filtered by their policy row by row, so they too are found by index first and shown after.
PAYER_CANDIDATES = """
CREATE OR REPLACE FUNCTION naungan_payers_called(name text, most int)
RETURNS TABLE (payer_id bigint, likeness real)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET pg_trgm.word_similarity_threshold = 0.55
AS $$
    SELECT y.id, word_similarity(naungan_name_key(naungan_payers_called.name), naungan_name_key(y.name))
    FROM registry_payer y
    WHERE y.person_id IS NULL AND naungan_name_key(naungan_payers_called.name) <% naungan_name_key(y.name)
    ORDER BY 2 DESC, 1 LIMIT most;
$$;
CREATE OR REPLACE FUNCTION naungan_payers_coded(start text, most int)
RETURNS TABLE (payer_id bigint, code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT y.id, y.code FROM registry_payer y
    WHERE y.code ~>=~ start AND y.code ~<~ (start || chr(1114111)) ORDER BY y.code LIMIT most;
$$;
"""
DROP_PAYER_CANDIDATES = (
    "DROP FUNCTION naungan_payers_called(text, int); DROP FUNCTION naungan_payers_coded(text, int);"
)
