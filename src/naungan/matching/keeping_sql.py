"""Triggers by which the registry tells matching whose reading of a name is out of date."""

KEEP = """
CREATE FUNCTION naungan_matching_stale() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    EXECUTE $statement$INSERT INTO matching_stale (person_id) SELECT id FROM changed$statement$;
    RETURN NULL;
END $$;
CREATE TRIGGER matching_new_people AFTER INSERT ON registry_person
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION naungan_matching_stale();
CREATE TRIGGER matching_changed_people AFTER UPDATE ON registry_person
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION naungan_matching_stale();
CREATE TRIGGER matching_gone_people AFTER DELETE ON registry_person
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION naungan_matching_stale();
INSERT INTO matching_stale (person_id) SELECT id FROM registry_person;
"""
DROP = """
DROP TRIGGER matching_new_people ON registry_person;
DROP TRIGGER matching_changed_people ON registry_person;
DROP TRIGGER matching_gone_people ON registry_person;
DROP FUNCTION naungan_matching_stale();
"""
