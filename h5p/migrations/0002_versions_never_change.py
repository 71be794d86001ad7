from django.db import migrations

FORWARD = """
CREATE FUNCTION h5p_version_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a version of an H5P package that was checked is never changed' USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER version_never_changes BEFORE UPDATE ON h5p_packageversion
    FOR EACH ROW WHEN (OLD.state <> 'waiting') EXECUTE FUNCTION h5p_version_is_frozen();

CREATE FUNCTION h5p_library_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an installed H5P library is never changed' USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER library_never_changes BEFORE UPDATE ON h5p_library
    FOR EACH ROW EXECUTE FUNCTION h5p_library_is_frozen();
"""
BACK = """
DROP TRIGGER library_never_changes ON h5p_library;
DROP FUNCTION h5p_library_is_frozen();
DROP TRIGGER version_never_changes ON h5p_packageversion;
DROP FUNCTION h5p_version_is_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("h5p", "0001_store")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
