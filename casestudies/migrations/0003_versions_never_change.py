"""The database itself refuses to change what people worked in."""

from __future__ import annotations

from django.db import migrations

FORWARD = """
CREATE FUNCTION casestudies_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what people worked in is never changed: publish the case again'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER case_version_is_frozen BEFORE UPDATE OR DELETE ON casestudies_caseversion
    FOR EACH ROW EXECUTE FUNCTION casestudies_refuse_change();
CREATE TRIGGER case_versions_are_never_emptied BEFORE TRUNCATE ON casestudies_caseversion
    FOR EACH STATEMENT EXECUTE FUNCTION casestudies_refuse_change();
"""
BACKWARD = """
DROP TRIGGER case_versions_are_never_emptied ON casestudies_caseversion;
DROP TRIGGER case_version_is_frozen ON casestudies_caseversion;
DROP FUNCTION casestudies_refuse_change();
"""


class Migration(migrations.Migration):
    """Add the triggers."""

    dependencies = [("casestudies", "0002_cases_and_work")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
