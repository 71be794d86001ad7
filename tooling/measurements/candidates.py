"""Prints the sign-ins of people who take a test at the same time, as JSON: sessions, so that no password is checked."""

from __future__ import annotations

import json
from importlib import import_module

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.middleware.csrf import CSRF_SECRET_LENGTH  # noqa: E402
from django.utils.crypto import get_random_string  # noqa: E402

from assessments.models import Attempt  # noqa: E402
from people.api import everywhere  # noqa: E402
from people.models import User  # noqa: E402

PEOPLE = 1000


def candidates() -> list[dict[str, str]]:
    """The cookies of each, as if they had just signed in."""
    people = list(User.objects.filter(email__startswith="meetlat-").order_by("pk")[:PEOPLE])
    with everywhere():  # so that each begins a new test, also when this was measured before
        Attempt.objects.filter(person__in=people).delete()
    return [cookies_of(person) for person in people]


def cookies_of(person: User) -> dict[str, str]:
    """A session of somebody, as if they had just signed in."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    token = get_random_string(CSRF_SECRET_LENGTH)
    return {settings.SESSION_COOKIE_NAME: session.session_key, settings.CSRF_COOKIE_NAME: token}


if __name__ == "__main__":
    print(json.dumps(candidates()))  # noqa: T201 - read by the measurements
