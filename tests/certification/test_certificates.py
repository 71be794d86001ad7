"""Certificates: who gives, renews and revokes them, what they show to whom, and what the database keeps."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from certification.api import certificates as api
from certification.choices import CertificateKind, Standing
from certification.models import Certificate, CertificateRevocation
from people.choices import DataKind, Role
from people.models import Look
from tests.factories.people import person_with
from tests.factories.proeves import WEAK

WORDS = api.Words("Interne coach", "Coachen in de praktijk", Decimal("42.5"), Decimal(8), "REG-1")
SENT = {"title": "Interne coach", "content": "Coachen", "net_hours": "42,5", "reflection_hours": "8"}


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def text(answer):
    return answer.content.decode()


def given(them, decision=None):
    decision = decision or them.decided()
    return api.certify_proeve(person=them.trainer, decision_id=decision.pk, words=WORDS, now=timezone.now())


def component(them, **changes):
    words = {"person": them.trainer, "holder": them.candidate, "municipality": them.municipality}
    return api.certify_component(**{**words, "words": WORDS, "now": timezone.now(), **changes})


def ended(them, **changes):
    """A certificate of a part of the training that has ended; the database takes none that was changed."""
    made = Certificate(
        code="0000111122223333",
        salt="x",
        municipality=them.municipality,
        holder=them.candidate,
        holder_name="Naam",
        kind=CertificateKind.COMPONENT,
        title="Oud",
        content="x",
        issuer="x",
        issued_by=them.trainer,
        issued_on=timezone.localdate() - timedelta(days=800),
        issued_at=timezone.now(),
        valid_until=timezone.localdate() - timedelta(days=1),
        net_hours=1,
    )
    for name, value in changes.items():
        setattr(made, name, value)
    made.save()
    return made


def open_to_all(certificate, holder, **shown):
    fields = {"at_all": True, "name": False, "municipality": False, "hours": False, **shown}
    api.share_certificate(
        person=holder, certificate=certificate, shown=api.Shown(**fields), now=timezone.now()
    )


def check(certificate, client=None):
    return (client or Client()).get(reverse("certification:check_code", args=[certificate.readable_code]))


# --- Giving -----------------------------------------------------------------------------------------


def test_who_passed_gets_one_certificate_that_holds_as_long_as_the_proeve(them):
    decision = them.decided()
    found = given(them, decision)
    assert (found.valid_until, found.core_tasks) == (decision.valid_until, ["KT4"])
    assert found.holder_name == str(them.candidate)
    with pytest.raises(PermissionDenied):
        given(them, decision)


def test_who_did_not_pass_gets_none(them):
    with pytest.raises(PermissionDenied):
        given(them, them.decided(WEAK, WEAK, proficient=False))


def test_only_the_training_organisation_gives_and_nobody_to_themselves(them):
    decision = them.decided()
    for person in (them.candidate, them.manager, person_with(Role.TRAINER)):
        with pytest.raises(PermissionDenied):
            api.certify_proeve(person=person, decision_id=decision.pk, words=WORDS, now=timezone.now())
    with pytest.raises(PermissionDenied):
        component(them, person=them.manager)
    with pytest.raises(PermissionDenied):
        component(them, holder=them.trainer)


def test_a_part_of_the_training_has_no_end(them):
    found = component(them)
    assert (found.kind, found.valid_until) == (CertificateKind.COMPONENT, None)
    assert found.standing_on(timezone.localdate() + timedelta(days=9999)) == Standing.VALID


# --- Revoking and renewing ---------------------------------------------------------------------------


def test_revoking_is_a_new_fact_with_a_reason(them):
    found = component(them)
    with pytest.raises(ValueError, match="reason"):
        api.revoke_certificate(person=them.trainer, certificate_id=found.pk, reason=" ", now=timezone.now())
    api.revoke_certificate(
        person=them.trainer, certificate_id=found.pk, reason="Vergissing.", now=timezone.now()
    )
    again = Certificate.objects.get()
    assert again.standing_on(timezone.localdate()) == Standing.REVOKED
    with pytest.raises(PermissionDenied):
        api.revoke_certificate(
            person=them.trainer, certificate_id=found.pk, reason="Nog eens.", now=timezone.now()
        )


@pytest.mark.parametrize("who", ["candidate", "manager"])
def test_others_do_not_revoke(them, who):
    found = component(them)
    with pytest.raises(PermissionDenied):
        api.revoke_certificate(
            person=getattr(them, who), certificate_id=found.pk, reason="x", now=timezone.now()
        )


def test_a_new_certificate_is_not_renewed_before_its_last_ninety_days(them):
    found = given(them)
    assert not api.can_renew(them.trainer, found, today=timezone.localdate())
    assert not api.can_renew(them.trainer, component(them), today=timezone.localdate())


def test_the_page_says_what_keeping_it_asks(them):
    page = text(client_of(them.candidate).get(given(them).get_absolute_url()))
    assert "0 van 6 bijeenkomsten geleid" in page
    assert "0 van 2 observaties" in page


# --- What the database keeps ----------------------------------------------------------------------------


def refused(what):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        what()
    return str(caught.value)


def test_the_database_keeps_certificates_as_they_were_given(them):
    found = component(them)
    api.revoke_certificate(person=them.trainer, certificate_id=found.pk, reason="x", now=timezone.now())
    for change in (
        lambda: Certificate.objects.update(net_hours=400),
        lambda: CertificateRevocation.objects.all().delete(),
        lambda: CertificateRevocation.objects.update(reason="y"),
    ):
        assert "never rewritten" in refused(change)


def test_the_database_gives_proficiency_only_to_who_passed(them):
    weak = them.decided(WEAK, WEAK, proficient=False)
    fields = {"kind": CertificateKind.PROFICIENCY, "decision": weak}
    assert "for who passed" in refused(lambda: ended(them, **fields))
    assert "proficiency_follows_from_a_proeve" in refused(
        lambda: ended(them, kind=CertificateKind.PROFICIENCY)
    )
    assert "nobody_certifies_themselves" in refused(lambda: ended(them, holder=them.trainer))


# --- Checking by code -------------------------------------------------------------------------------------


def test_at_first_nobody_sees_anything_and_that_looks_like_no_certificate(them):
    found = component(them)
    closed = check(found)
    unknown = Client().get(reverse("certification:check_code", args=["AAAA-AAAA-AAAA-AAAA"]))
    assert (closed.status_code, unknown.status_code) == (404, 404)
    strip = lambda answer, code: text(answer).replace(code, "")  # noqa: E731
    assert strip(closed, found.readable_code) == strip(unknown, "AAAA-AAAA-AAAA-AAAA")


@pytest.mark.parametrize(
    ("shown", "seen", "not_seen"),
    [
        ({}, ["Interne coach"], ["{name}", "{municipality}", "42,5", "Coachen in de praktijk"]),
        ({"name": True}, ["{name}"], ["{municipality}", "42,5"]),
        ({"municipality": True}, ["{municipality}"], ["{name}", "42,5"]),
        ({"hours": True}, ["42,5", "Coachen in de praktijk"], ["{name}", "{municipality}"]),
    ],
)
def test_a_code_shows_what_the_holder_chose_and_no_more(them, shown, seen, not_seen):
    found = component(them)
    open_to_all(found, them.candidate, **shown)
    page = text(check(found))
    words = {"name": str(them.candidate), "municipality": them.municipality.name}
    assert all(word.format(**words) in page for word in seen)
    assert not any(word.format(**words) in page for word in not_seen)


def test_an_ended_and_a_revoked_certificate_say_so(them):
    old = ended(them)
    open_to_all(old, them.candidate)
    assert "Verlopen" in text(check(old))
    back = component(them)
    open_to_all(back, them.candidate)
    api.revoke_certificate(
        person=them.trainer, certificate_id=back.pk, reason="Geheime reden.", now=timezone.now()
    )
    page = text(check(back))
    assert "Ingetrokken" in page
    assert "Geheime reden." not in page


def test_closing_it_again_hides_it_at_once(them):
    found = component(them)
    open_to_all(found, them.candidate)
    assert check(found).status_code == 200
    open_to_all(found, them.candidate, at_all=False)
    assert check(found).status_code == 404


def test_nobody_else_decides_what_is_shown(them):
    found = component(them)
    client_of(them.trainer).post(
        reverse("certification:share_certificate", args=[found.public_id]), {"is_open": "on"}
    )
    assert check(found).status_code == 404


def test_who_tries_many_codes_is_held_up(them):
    found = component(them)
    open_to_all(found, them.candidate)
    client = Client(REMOTE_ADDR="203.0.113.77")
    statuses = [check(found, client).status_code for _ in range(35)]
    assert statuses[0] == 200
    assert statuses[-1] == 429
    assert check(found, Client(REMOTE_ADDR="203.0.113.78")).status_code == 200


def test_a_code_is_asked_in_a_field_however_it_is_typed(them):
    found = component(them)
    open_to_all(found, them.candidate)
    answer = Client().get(
        reverse("certification:check"), {"code": f" {found.readable_code.lower()} "}, follow=True
    )
    assert found.title in text(answer)
    assert Client().get(reverse("certification:check"), {"code": ""}).status_code == 422
    assert Client().get(reverse("certification:check"), {"code": "../x"}, follow=True).status_code == 404


# --- The pages ------------------------------------------------------------------------------------------------


def test_a_trainer_gives_it_with_the_form_and_the_holder_finds_it(them):
    decision = them.decided()
    client = client_of(them.trainer)
    url = reverse("certification:certify", args=[decision.proeve.public_id])
    assert url in text(client.get("/certificaten/"))
    wrong = client.post(url, {**SENT, "net_hours": "-1", "title": ""})
    assert wrong.status_code == 422
    assert "Uren zijn niet lager dan 0." in text(wrong)
    answer = client.post(url, SENT)
    found = Certificate.objects.get()
    assert answer.url == found.get_absolute_url()
    assert found.net_hours == Decimal("42.5")
    assert "Interne coach" in text(client_of(them.candidate).get("/certificaten/"))
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("hours", ["", "veel", "2001", "12,55", "1e9"])
def test_hours_that_cannot_be_are_refused_in_words(them, hours):
    sent = {**SENT, "holder": them.candidate.pk, "net_hours": hours}
    answer = client_of(them.trainer).post("/certificaten/onderdeel/", sent)
    assert answer.status_code == 422
    assert not Certificate.objects.exists()


def test_the_manager_sees_that_there_is_one_and_the_holder_sees_that_they_looked(them):
    found = component(them)
    client = client_of(them.manager)
    assert found.title in text(client.get("/certificaten/"))
    assert client.get(found.get_absolute_url()).status_code == 200
    assert Look.objects.filter(
        person=them.candidate, viewer=them.manager, data_kind=DataKind.CERTIFICATE
    ).exists()
    lead = person_with(Role.LEAD, municipality=them.municipality)
    assert client_of(lead).get(found.get_absolute_url()).status_code == 404


def test_revoking_with_the_form_asks_why(them):
    found = component(them)
    url = reverse("certification:revoke_certificate", args=[found.public_id])
    assert client_of(them.trainer).post(url, {"reason": ""}).status_code == 422
    client_of(them.trainer).post(url, {"reason": "Naar een ander bureau."})
    assert "Naar een ander bureau." in text(client_of(them.candidate).get(found.get_absolute_url()))


def test_the_list_of_a_trainer_takes_as_many_queries_for_many(them, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of(them.trainer)
    component(them)
    client.get("/certificaten/")
    with CaptureQueriesContext(connection) as few:
        client.get("/certificaten/")
    for _ in range(4):
        component(them)
    with django_assert_num_queries(len(few)):
        client.get("/certificaten/")


def test_hours_come_from_the_ledger_once_a_meeting(them):
    from records.api import Statement, record
    from records.choices import ActivityKind, Verb

    for verb, hours in ((Verb.LED, "3.0"), (Verb.ATTENDED, "3.0")):
        record(
            person=them.candidate,
            municipality=them.municipality,
            statement=Statement(
                verb=verb,
                activity_kind=ActivityKind.MEETING,
                activity="meeting:1",
                occurred_at=timezone.now() - timedelta(days=1),
                result={"hours": hours},
                context={"kind": "coaching"},
            ),
        )
    found = api.hours_of(them.candidate, them.municipality, since=None, until=timezone.localdate())
    assert found == Decimal("3.0")
