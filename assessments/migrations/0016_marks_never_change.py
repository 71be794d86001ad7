"""The database itself keeps marks as they were, and lets nobody mark their own answer."""

from __future__ import annotations

from django.db import migrations

from core.written_once import written_once

FORWARD = """
CREATE FUNCTION assessments_nobody_marks_themselves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM assessments_markingjob AS job
               JOIN assessments_attemptitem AS item ON item.id = job.answer_id
               JOIN assessments_attempt AS attempt ON attempt.id = item.attempt_id
               WHERE job.id = NEW.job_id AND attempt.person_id = NEW.marker_id) THEN
        RAISE EXCEPTION 'nobody marks their own answer' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER marker_is_somebody_else BEFORE INSERT OR UPDATE ON assessments_marking
    FOR EACH ROW EXECUTE FUNCTION assessments_nobody_marks_themselves();
"""
BACKWARD = """
DROP TRIGGER marker_is_somebody_else ON assessments_marking;
DROP FUNCTION assessments_nobody_marks_themselves();
"""


class Migration(migrations.Migration):
    """Add the triggers."""

    dependencies = [("assessments", "0015_marking_queue")]
    operations = [
        written_once("assessments_mark", by="assessments_keep_ratings"),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
