"""Mails about proeves and certificates: to whom, when, at most once, and never with what they are about."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from certification import api
from certification.api import certificates
from certification.services.reminding import plan_renewal_reminders
from core.choices import MailState
from people.choices import Role
from people.models import Membership
from progression.choices import ReminderKind
from progression.models import Reminder
from progression.services.reminders import send_reminder
from tests.factories.people import MembershipFactory, TeamFactory, person_with
from tests.factories.proeves import around

WORDS = certificates.Words("Interne coach", "Coachen", Decimal(40))


@pytest.fixture
def certificate(them):
    decision = them.decided()
    given = certificates.certify_proeve(
        person=them.trainer, decision_id=decision.pk, words=WORDS, now=timezone.now()
    )
    Reminder.objects.all().delete()
    return given


def plan(certificate, days_before):
    day = certificate.valid_until - timedelta(days=days_before)
    plan_renewal_reminders(today=day, now=timezone.now())
    return {(each.kind, each.person): each.due_on for each in Reminder.objects.all()}


def test_the_holder_and_their_manager_hear_it_ninety_and_thirty_days_before(them, certificate):
    assert plan(certificate, 91) == {}
    first = plan(certificate, 90)
    assert set(first) == {
        (ReminderKind.RENEWAL, them.candidate),
        (ReminderKind.RENEWAL_IN_TEAM, them.manager),
    }
    assert plan(certificate, 60) == first
    plan(certificate, 30)
    assert Reminder.objects.count() == 4


def test_the_manager_of_another_team_hears_nothing(them, certificate):
    elsewhere = TeamFactory(municipality=them.municipality)
    other = MembershipFactory(manager=True, municipality=them.municipality, team=elsewhere).person
    assert (ReminderKind.RENEWAL_IN_TEAM, other) not in plan(certificate, 30)


@pytest.mark.parametrize("why", ["revoked", "ended", "left"])
def test_nothing_is_sent_about_what_cannot_be_kept_alive(them, certificate, why):
    if why == "revoked":
        certificates.revoke_certificate(
            person=them.trainer, certificate_id=certificate.pk, reason="x", now=timezone.now()
        )
    if why == "left":
        Membership.objects.filter(person=them.candidate).update(ends_on=timezone.localdate())
    assert plan(certificate, -1 if why == "ended" else 30) == {}


def test_the_number_of_queries_does_not_grow_with_certificates(certificate, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    day = certificate.valid_until - timedelta(days=30)
    with CaptureQueriesContext(connection) as few:
        plan_renewal_reminders(today=day, now=timezone.now())
    for _ in range(2):
        others = around()
        certificates.certify_proeve(
            person=others.trainer, decision_id=others.decided().pk, words=WORDS, now=timezone.now()
        )
    Reminder.objects.all().delete()
    with django_assert_num_queries(len(few)):
        plan_renewal_reminders(today=day, now=timezone.now())
    assert Reminder.objects.count() == 6


@pytest.mark.parametrize("kind", [ReminderKind.PROEVE, ReminderKind.RENEWAL, ReminderKind.RENEWAL_IN_TEAM])
def test_each_mail_is_in_dutch_and_says_why(them, certificate, kind):
    waiting = Reminder.objects.create(
        person=them.candidate,
        municipality=them.municipality,
        kind=kind,
        about="x",
        due_on=timezone.localdate(),
        words={"ends_on": "9 maart 2028", "holder": "Ilse Kuiper"},
        planned_at=timezone.now(),
    )
    assert send_reminder(waiting.pk, now=timezone.now())
    sent = mail.outbox[-1]
    assert "Je krijgt deze mail omdat" in sent.body
    assert sent.subject


def test_who_has_to_do_with_a_proeve_hears_that_there_is_news(them):
    def told():
        return set(
            Reminder.objects.filter(kind=ReminderKind.PROEVE, state=MailState.PLANNED).values_list(
                "person", flat=True
            )
        )

    proeve = them.ask()
    assert told() == {them.manager.pk}
    api.confirm_mandate(person=them.manager, proeve_id=proeve.pk, now=timezone.now())
    them.planned(proeve)
    them.planned(proeve)
    assert told() == {them.manager.pk, them.candidate.pk, them.external.pk, them.second.pk}
    assert Reminder.objects.filter(person=them.candidate).count() == 1


# --- The dashboard ----------------------------------------------------------------------------------


def lines(person, them):
    return {
        line.title: line
        for line in [
            *certificates.tests_on_the_road(person, them.municipality),
            *certificates.proeve_on_the_road(person, them.municipality, today=timezone.localdate()),
        ]
    }


def test_the_road_to_a_certificate_is_ticked_by_what_is_on_record(them):
    before = lines(them.candidate, them)
    assert before["Stadium S3 voor een groep kerntaken"].is_done
    assert not before["Proeve van bekwaamheid"].is_done
    decision = them.decided()
    assert lines(them.candidate, them)["Proeve van bekwaamheid"].is_done
    assert not lines(them.candidate, them)["Certificaat"].is_done
    given = certificates.certify_proeve(
        person=them.trainer, decision_id=decision.pk, words=WORDS, now=timezone.now()
    )
    assert lines(them.candidate, them)["Certificaat"].text.startswith("geldig tot en met")
    certificates.revoke_certificate(
        person=them.trainer, certificate_id=given.pk, reason="x", now=timezone.now()
    )
    assert not lines(them.candidate, them)["Certificaat"].is_done


def test_somebody_new_has_nothing_ticked(them):
    new = person_with(Role.COACH, municipality=them.municipality)
    assert not any(line.is_done for line in lines(new, them).values())


def test_a_dashboard_without_a_municipality_still_opens(them):
    client = Client()
    client.force_login(them.candidate)
    assert client.get("/mijn-leerpad/").status_code == 200
