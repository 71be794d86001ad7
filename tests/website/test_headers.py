"""The content policy, word for word: a looser one is a decision (ADR 0009), never an accident."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import courses as content
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
OURSELVES = {
    "default-src": {"'self'"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
    "img-src": {"'self'", "data:", "blob:"},
    "media-src": {"'self'"},
    "font-src": {"'self'"},
    "connect-src": {"'self'"},
    "frame-src": {"'self'", "https://www.youtube-nocookie.com", "https://player.vimeo.com"},
    "frame-ancestors": {"'none'"},
    "object-src": {"'none'"},
    "worker-src": {"'self'"},
    "base-uri": {"'self'"},
    "form-action": {"'self'"},
}
IN_THE_ADMIN = OURSELVES | {
    "script-src": {"'self'", "'unsafe-inline'"},
    "style-src-elem": {"'self'", "'unsafe-inline'"},
    "frame-ancestors": {"'self'"},
}


def policy_of(answer) -> dict[str, set[str]]:
    """A policy as a table."""
    rules = [rule.split() for rule in answer.headers["Content-Security-Policy"].split(";") if rule.strip()]
    return {name: set(sources) for name, *sources in rules}


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/account/login/",
        "/leren/",
        "/begrippen/",
        "/zoeken/",
        "/onderdelen/",
        "/bestaat-niet/",
        "/gezond/",
        "/beheer",
    ],
)
def test_the_site_takes_scripts_and_styles_from_itself_only(address):
    assert policy_of(Client().get(address)) == OURSELVES


def test_a_form_without_its_token_is_refused_under_the_same_policy():
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert policy_of(answer) == OURSELVES


def test_a_lesson_has_the_same_policy():
    lesson = content.LessonPageFactory(parent=content.ModulePageFactory(is_open=True))
    content.announce_change()
    answer = Client().get(lesson.url)
    assert answer.status_code == 200
    assert policy_of(answer) == OURSELVES


def test_the_admin_is_looser_in_three_rules_and_no_more():
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    assert policy_of(client.get("/beheer/")) == IN_THE_ADMIN


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    ],
)
def test_every_answer_carries_the_other_headers(header, value):
    assert Client().get("/account/login/").headers[header] == value
    assert Client().get("/bestaat-niet/").headers[header] == value


def test_pages_of_a_person_are_kept_by_no_cache_in_between():
    client = Client()
    client.force_login(UserFactory())
    for address in ("/mijn-leerpad/", "/mijn-notities/", "/wie-ziet-wat/"):
        answer = client.get(address)
        said = f"{answer.headers.get('Cache-Control', '')} {answer.headers.get('Vary', '')}"
        assert "private" in said or "no-store" in said or "Cookie" in said
        assert "public" not in said
