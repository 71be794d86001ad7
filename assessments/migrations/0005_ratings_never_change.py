"""The database itself keeps rubric versions and ratings as they were, and lets nobody rate themselves."""

from __future__ import annotations

from django.db import migrations

from core.written_once import refusal, written_once

KEEP = "assessments_keep_ratings"

FORWARD = """
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
"""


class Migration(migrations.Migration):
    """Add the triggers."""

    dependencies = [("assessments", "0004_observations")]
    operations = [
        written_once("assessments_rubricversion", by="assessments_refuse_change"),
        refusal(KEEP, because="ratings are never changed: rate again in a new round", but_erasing=True),
        written_once("assessments_rating", "assessments_calibrationrating", by=KEEP),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
