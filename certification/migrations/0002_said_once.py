"""The database itself keeps verdicts, interviews and decisions as they were, and says who may not assess."""

from __future__ import annotations

from django.db import migrations

from core.written_once import refusal, written_once

REFUSE = "certification_refuse_change"
WRITTEN_ONCE = ("certification_verdict", "certification_criterioninterview", "certification_proevedecision")

FORWARD = """
CREATE FUNCTION certification_who_may_not_assess() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE held certification_proficiencyassessment%ROWTYPE;
BEGIN
    SELECT * INTO held FROM certification_proficiencyassessment WHERE id = NEW.proeve_id FOR UPDATE;
    IF held.municipality_id <> NEW.municipality_id THEN
        RAISE EXCEPTION 'an assessor belongs to the municipality of the proeve'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF held.candidate_id = NEW.person_id THEN
        RAISE EXCEPTION 'nobody assesses themselves' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM progression_guide g JOIN progression_trajectory t ON t.id = g.trajectory_id
        WHERE t.person_id = held.candidate_id AND t.municipality_id = held.municipality_id
              AND g.person_id = NEW.person_id
    ) THEN
        RAISE EXCEPTION 'who guided a candidate does not assess' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER assessor_without_interest BEFORE INSERT OR UPDATE OF person_id ON certification_assessorseat
    FOR EACH ROW EXECUTE FUNCTION certification_who_may_not_assess();

CREATE FUNCTION certification_at_most_two_raised() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM certification_proficiencyassessment WHERE id = NEW.proeve_id FOR UPDATE;
    IF (SELECT count(*) FROM certification_criterioninterview WHERE proeve_id = NEW.proeve_id) >= 2 THEN
        RAISE EXCEPTION 'an interview raises at most two criteria' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER interview_raises_two BEFORE INSERT ON certification_criterioninterview
    FOR EACH ROW EXECUTE FUNCTION certification_at_most_two_raised();

CREATE FUNCTION certification_two_say_proficient() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE positive integer; external integer; given integer;
BEGIN
    IF NEW.result <> 'proficient' THEN RETURN NEW; END IF;
    SELECT count(*), count(*) FILTER (WHERE v.is_proficient), count(*) FILTER (WHERE s.kind = 'external')
        INTO given, positive, external
        FROM certification_verdict v JOIN certification_assessorseat s ON s.id = v.seat_id
        WHERE s.proeve_id = NEW.proeve_id;
    IF positive < 2 OR external < 1 OR positive * 2 <= given THEN
        RAISE EXCEPTION 'two assessors say proficient, and one of those who judged comes from outside'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER proficient_by_two BEFORE INSERT ON certification_proevedecision
    FOR EACH ROW EXECUTE FUNCTION certification_two_say_proficient();
"""
BACKWARD = """
DROP TRIGGER proficient_by_two ON certification_proevedecision;
DROP FUNCTION certification_two_say_proficient();
DROP TRIGGER interview_raises_two ON certification_criterioninterview;
DROP FUNCTION certification_at_most_two_raised();
DROP TRIGGER assessor_without_interest ON certification_assessorseat;
DROP FUNCTION certification_who_may_not_assess();
"""


class Migration(migrations.Migration):
    """Add the triggers."""

    dependencies = [("certification", "0001_initial"), ("progression", "0003_who_may_not_sign")]
    operations = [
        refusal(REFUSE, because="what was said about a proeve is never rewritten", but_erasing=True),
        written_once(*WRITTEN_ONCE, by=REFUSE),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
