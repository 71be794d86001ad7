"""The database itself keeps rubric versions and ratings as they were, and lets nobody rate themselves."""

from __future__ import annotations

from django.db import migrations

FORWARD = """
CREATE TRIGGER rubric_version_is_frozen BEFORE UPDATE OR DELETE ON assessments_rubricversion
    FOR EACH ROW EXECUTE FUNCTION assessments_refuse_change();
CREATE TRIGGER rubric_versions_are_never_emptied BEFORE TRUNCATE ON assessments_rubricversion
    FOR EACH STATEMENT EXECUTE FUNCTION assessments_refuse_change();

CREATE FUNCTION assessments_keep_ratings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Erasing somebody at the end of the retention term is the one exception, and says so itself.
    IF current_setting('leerplein.erasing', true) = 'on' THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'ratings are never changed: rate again in a new round'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER rating_is_append_only BEFORE UPDATE OR DELETE ON assessments_rating
    FOR EACH ROW EXECUTE FUNCTION assessments_keep_ratings();
CREATE TRIGGER ratings_are_never_emptied BEFORE TRUNCATE ON assessments_rating
    FOR EACH STATEMENT EXECUTE FUNCTION assessments_keep_ratings();
CREATE TRIGGER calibration_rating_is_append_only BEFORE UPDATE OR DELETE ON assessments_calibrationrating
    FOR EACH ROW EXECUTE FUNCTION assessments_keep_ratings();
CREATE TRIGGER calibration_ratings_are_never_emptied BEFORE TRUNCATE ON assessments_calibrationrating
    FOR EACH STATEMENT EXECUTE FUNCTION assessments_keep_ratings();

CREATE FUNCTION assessments_nobody_rates_themselves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM assessments_observation
               WHERE id = NEW.observation_id AND candidate_id = NEW.rater_id) THEN
        RAISE EXCEPTION 'nobody rates themselves' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER rater_is_somebody_else BEFORE INSERT OR UPDATE ON assessments_observationrater
    FOR EACH ROW EXECUTE FUNCTION assessments_nobody_rates_themselves();
"""
BACKWARD = """
DROP TRIGGER rater_is_somebody_else ON assessments_observationrater;
DROP FUNCTION assessments_nobody_rates_themselves();
DROP TRIGGER calibration_ratings_are_never_emptied ON assessments_calibrationrating;
DROP TRIGGER calibration_rating_is_append_only ON assessments_calibrationrating;
DROP TRIGGER ratings_are_never_emptied ON assessments_rating;
DROP TRIGGER rating_is_append_only ON assessments_rating;
DROP FUNCTION assessments_keep_ratings();
DROP TRIGGER rubric_versions_are_never_emptied ON assessments_rubricversion;
DROP TRIGGER rubric_version_is_frozen ON assessments_rubricversion;
"""


class Migration(migrations.Migration):
    """Add the triggers."""

    dependencies = [("assessments", "0004_observations")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
