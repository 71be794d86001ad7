"""The database keeps refusals, objections, answers and departures, lets pauses only end, and lets a person decide on going back."""

from __future__ import annotations

from django.db import migrations

from core.written_once import written_once

WRITTEN_ONCE = (
    "progression_refusal",
    "progression_contest",
    "progression_contestanswer",
    "progression_departure",
)
FORWARD = """
CREATE FUNCTION progression_who_may_not_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE road progression_trajectory%ROWTYPE;
BEGIN
    SELECT * INTO road FROM progression_trajectory WHERE id = NEW.trajectory_id FOR UPDATE;
    IF road.municipality_id <> NEW.municipality_id THEN
        RAISE EXCEPTION 'a refusal belongs to the municipality of its trajectory'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF road.person_id = NEW.person_id THEN
        RAISE EXCEPTION 'nobody judges themselves' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.role IN ('manager', 'lead') THEN
        RAISE EXCEPTION 'who stands above a candidate does not judge evidence'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER refusal_by_the_right_person BEFORE INSERT ON progression_refusal
    FOR EACH ROW EXECUTE FUNCTION progression_who_may_not_refuse();

CREATE FUNCTION progression_who_may_not_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM progression_contest c
        JOIN progression_refusal r ON r.id = c.refusal_id
        JOIN progression_trajectory t ON t.id = r.trajectory_id
        WHERE c.id = NEW.contest_id AND NEW.person_id IN (r.person_id, t.person_id)
    ) THEN
        RAISE EXCEPTION 'somebody else answers an objection' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER answer_by_somebody_else BEFORE INSERT ON progression_contestanswer
    FOR EACH ROW EXECUTE FUNCTION progression_who_may_not_answer();

CREATE FUNCTION progression_pauses_only_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('leerplein.erasing', true) = 'on' THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a pause is never taken out' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (
        OLD.ends_on IS NOT NULL OR NEW.begins_on <> OLD.begins_on OR NEW.person_id <> OLD.person_id
        OR NEW.municipality_id <> OLD.municipality_id
    ) THEN
        RAISE EXCEPTION 'a pause only ends' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM progression_pause p
        WHERE p.person_id = NEW.person_id AND p.municipality_id = NEW.municipality_id AND p.id <> NEW.id
              AND daterange(p.begins_on, p.ends_on) && daterange(NEW.begins_on, NEW.ends_on)
    ) THEN
        RAISE EXCEPTION 'pauses do not overlap' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER pause_only_ends BEFORE INSERT OR UPDATE OR DELETE ON progression_pause
    FOR EACH ROW EXECUTE FUNCTION progression_pauses_only_end();

CREATE FUNCTION progression_going_back_is_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.decided_by_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM progression_trajectory t
        WHERE t.id = NEW.trajectory_id AND t.person_id = NEW.decided_by_id
    ) THEN
        RAISE EXCEPTION 'nobody decides about themselves' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER going_back_is_decided BEFORE INSERT ON progression_stagechange
    FOR EACH ROW EXECUTE FUNCTION progression_going_back_is_decided();
"""
BACKWARD = """
DROP TRIGGER going_back_is_decided ON progression_stagechange;
DROP FUNCTION progression_going_back_is_decided();
DROP TRIGGER pause_only_ends ON progression_pause;
DROP FUNCTION progression_pauses_only_end();
DROP TRIGGER answer_by_somebody_else ON progression_contestanswer;
DROP FUNCTION progression_who_may_not_answer();
DROP TRIGGER refusal_by_the_right_person ON progression_refusal;
DROP FUNCTION progression_who_may_not_refuse();
"""


class Migration(migrations.Migration):
    """Add the triggers."""

    dependencies = [("progression", "0006_pauses_and_refusals")]
    operations = [
        written_once(*WRITTEN_ONCE, by="progression_refuse_change"),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
