"""The database itself keeps certificates and revocations as they were given."""

from __future__ import annotations

from django.db import migrations

from core.written_once import written_once

FORWARD = """
CREATE FUNCTION certification_certificate_of_who_passed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE passed certification_proevedecision%ROWTYPE; candidate bigint;
BEGIN
    IF NEW.decision_id IS NULL THEN RETURN NEW; END IF;
    SELECT * INTO passed FROM certification_proevedecision WHERE id = NEW.decision_id;
    SELECT p.candidate_id INTO candidate FROM certification_proficiencyassessment p WHERE p.id = passed.proeve_id;
    IF passed.result <> 'proficient' OR candidate <> NEW.holder_id
       OR passed.municipality_id <> NEW.municipality_id THEN
        RAISE EXCEPTION 'a certificate of proficiency is for who passed the proeve'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER certificate_of_who_passed BEFORE INSERT ON certification_certificate
    FOR EACH ROW EXECUTE FUNCTION certification_certificate_of_who_passed();
"""
BACKWARD = """
DROP TRIGGER certificate_of_who_passed ON certification_certificate;
DROP FUNCTION certification_certificate_of_who_passed();
"""


class Migration(migrations.Migration):
    """Add the triggers."""

    dependencies = [("certification", "0003_certificates")]
    operations = [
        written_once(
            "certification_certificate",
            "certification_certificaterevocation",
            by="certification_refuse_change",
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
