"""Signing in speaks plain Dutch, also where the words are Django's or allauth's."""

from __future__ import annotations

import pytest

from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_a_wrong_password_is_answered_in_plain_dutch(client):
    response = client.post("/account/login/", {"login": "nobody@example.nl", "password": "x"})
    page = response.content.decode()
    assert "Dit e-mailadres en dit wachtwoord horen niet bij elkaar." in page
    assert "Blijf ingelogd" in page


def test_rules_for_a_new_password_say_je(client):
    client.force_login(UserFactory())
    page = client.get("/account/password/change/").content.decode()
    assert "Je wachtwoord heeft minstens 12 tekens." in page
    assert "Uw wachtwoord" not in page


def test_somebody_who_forgot_the_password_gets_one_link(client, mailoutbox):
    person = UserFactory()
    client.post("/account/password/reset/", {"email": person.email})
    (mail,) = mailoutbox
    assert "Een nieuw wachtwoord voor WKS Leerplein" in mail.subject
    assert "Was jij dit niet? Dan hoef je niets te doen." in mail.body
    assert mail.body.count("/account/password/reset/key/") == 1


def test_an_unknown_address_is_not_offered_to_sign_up(client, mailoutbox):
    client.post("/account/password/reset/", {"email": "nobody@example.nl"})
    (mail,) = mailoutbox
    assert "Bij dit adres hoort geen account." in mail.body
    assert "signup" not in mail.body
