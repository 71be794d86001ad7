"""The database itself refuses to change a record (ADR 0003)."""

from __future__ import annotations

from django.db import migrations

FORWARD = """
CREATE FUNCTION records_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Erasing somebody at the end of the retention term is the one exception, and says so itself.
    IF current_setting('leerplein.erasing', true) = 'on' THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'records are never changed: take a record back with a new one'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER record_is_append_only BEFORE UPDATE OR DELETE ON records_record
    FOR EACH ROW EXECUTE FUNCTION records_refuse_change();
CREATE TRIGGER records_are_never_emptied BEFORE TRUNCATE ON records_record
    FOR EACH STATEMENT EXECUTE FUNCTION records_refuse_change();
"""
BACKWARD = """
DROP TRIGGER records_are_never_emptied ON records_record;
DROP TRIGGER record_is_append_only ON records_record;
DROP FUNCTION records_refuse_change();
"""


class Migration(migrations.Migration):
    """Add the trigger."""

    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
