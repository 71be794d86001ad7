"""The database itself keeps signatures and changes as they were, and says who may not sign."""

from __future__ import annotations

from django.db import migrations

from core.written_once import refusal, written_once

REFUSE = "progression_refuse_change"
WRITTEN_ONCE = ("progression_signoff", "progression_revocation", "progression_stagechange", "progression_guide")

FORWARD = """
CREATE FUNCTION progression_who_may_not_sign() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE road progression_trajectory%ROWTYPE;
BEGIN
    SELECT * INTO road FROM progression_trajectory WHERE id = NEW.trajectory_id FOR UPDATE;
    IF road.municipality_id <> NEW.municipality_id THEN
        RAISE EXCEPTION 'a signature belongs to the municipality of its trajectory'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF road.person_id = NEW.signer_id THEN
        RAISE EXCEPTION 'nobody signs for themselves' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.stage <> road.stage + 1 OR NEW.entry <> road.entry THEN
        RAISE EXCEPTION 'a signature is for the next stage' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.stage = 4 AND (road.trainer_id = NEW.signer_id OR EXISTS (
        SELECT 1 FROM progression_guide WHERE trajectory_id = road.id AND person_id = NEW.signer_id
    )) THEN
        RAISE EXCEPTION 'who guided a candidate does not sign S4'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM progression_signoff s LEFT JOIN progression_revocation r ON r.sign_off_id = s.id
        WHERE s.trajectory_id = road.id AND s.entry = NEW.entry AND s.signer_id = NEW.signer_id AND r.id IS NULL
    ) THEN
        RAISE EXCEPTION 'one person signs once' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER sign_off_by_the_right_person BEFORE INSERT ON progression_signoff
    FOR EACH ROW EXECUTE FUNCTION progression_who_may_not_sign();

CREATE FUNCTION progression_no_stage_without_signatures() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE signed integer; assessors integer; external integer; mandates integer;
BEGIN
    IF NEW.to_stage < NEW.from_stage THEN RETURN NEW; END IF;
    SELECT count(*),
           count(DISTINCT s.signer_id) FILTER (WHERE s.capacity IN ('external_assessor', 'internal_assessor')),
           count(*) FILTER (WHERE s.capacity = 'external_assessor'),
           count(*) FILTER (WHERE s.capacity = 'mandate')
        INTO signed, assessors, external, mandates
        FROM progression_signoff s LEFT JOIN progression_revocation r ON r.sign_off_id = s.id
        WHERE s.trajectory_id = NEW.trajectory_id AND s.entry = NEW.entry - 1 AND s.stage = NEW.to_stage
              AND r.id IS NULL;
    IF signed = 0 THEN
        RAISE EXCEPTION 'no stage without a signature' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.to_stage = 4 AND (assessors < 2 OR external < 1 OR mandates < 1) THEN
        RAISE EXCEPTION 'S4 asks two assessors, one of them from outside, and a mandate'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER stage_change_is_signed BEFORE INSERT ON progression_stagechange
    FOR EACH ROW EXECUTE FUNCTION progression_no_stage_without_signatures();

CREATE FUNCTION progression_stage_follows_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.stage = -1 AND NEW.entry = 0 THEN RETURN NEW; END IF;
    ELSIF NEW.stage = OLD.stage AND NEW.entry = OLD.entry THEN
        RETURN NEW;
    ELSIF NEW.entry = OLD.entry + 1 AND EXISTS (
        SELECT 1 FROM progression_stagechange c
        WHERE c.trajectory_id = NEW.id AND c.entry = NEW.entry AND c.from_stage = OLD.stage
              AND c.to_stage = NEW.stage
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a stage follows from its changes' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER stage_follows_changes BEFORE INSERT OR UPDATE OF stage, entry ON progression_trajectory
    FOR EACH ROW EXECUTE FUNCTION progression_stage_follows_changes();
"""
BACKWARD = """
DROP TRIGGER stage_follows_changes ON progression_trajectory;
DROP FUNCTION progression_stage_follows_changes();
DROP TRIGGER stage_change_is_signed ON progression_stagechange;
DROP FUNCTION progression_no_stage_without_signatures();
DROP TRIGGER sign_off_by_the_right_person ON progression_signoff;
DROP FUNCTION progression_who_may_not_sign();
"""


class Migration(migrations.Migration):
    """Add the triggers."""

    dependencies = [("progression", "0002_trajectories")]
    operations = [
        refusal(
            REFUSE, because="signatures and stages are never rewritten: tell a new fact", but_erasing=True
        ),
        written_once(*WRITTEN_ONCE, by=REFUSE),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
