"""The database itself refuses to change what people were asked."""

from __future__ import annotations

from django.db import migrations

FORWARD = """
CREATE FUNCTION assessments_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what people were asked is never changed: publish the question again'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER question_version_is_frozen BEFORE UPDATE OR DELETE ON assessments_questionversion
    FOR EACH ROW EXECUTE FUNCTION assessments_refuse_change();
CREATE TRIGGER question_versions_are_never_emptied BEFORE TRUNCATE ON assessments_questionversion
    FOR EACH STATEMENT EXECUTE FUNCTION assessments_refuse_change();
"""
BACKWARD = """
DROP TRIGGER question_versions_are_never_emptied ON assessments_questionversion;
DROP TRIGGER question_version_is_frozen ON assessments_questionversion;
DROP FUNCTION assessments_refuse_change();
"""


class Migration(migrations.Migration):
    """Add the trigger."""

    dependencies = [("assessments", "0002_question_bank")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
