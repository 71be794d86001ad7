"""The database itself refuses to change what people played."""

from __future__ import annotations

from django.db import migrations

FORWARD = """
CREATE FUNCTION roleplays_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what people played is never changed: publish the scenario again'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER scenario_version_is_frozen BEFORE UPDATE OR DELETE ON roleplays_scenarioversion
    FOR EACH ROW EXECUTE FUNCTION roleplays_refuse_change();
CREATE TRIGGER scenario_versions_are_never_emptied BEFORE TRUNCATE ON roleplays_scenarioversion
    FOR EACH STATEMENT EXECUTE FUNCTION roleplays_refuse_change();
"""
BACKWARD = """
DROP TRIGGER scenario_versions_are_never_emptied ON roleplays_scenarioversion;
DROP TRIGGER scenario_version_is_frozen ON roleplays_scenarioversion;
DROP FUNCTION roleplays_refuse_change();
"""


class Migration(migrations.Migration):
    """Add the triggers."""

    dependencies = [("roleplays", "0001_scenarios_and_runs")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
