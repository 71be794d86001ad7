"""Every address of the site, what to ask there, and why some answer everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture import (
    own_cases,
    own_exercises,
    own_exports,
    own_meetings,
    own_observations,
    own_plays,
    own_proeves,
    own_takeover,
    own_tests,
    own_trajectories,
    own_work,
)
from tests.architecture.world import World

ADMIN = "beheer/"
Sample = Callable[[World], dict[str, Any]]

# An object of municipality A for each argument in an address, and what somebody could send there.
SAMPLES: dict[str, Sample] = {
    **own_plays.SAMPLES,
    **own_exercises.SAMPLES,
    **own_exports.SAMPLES,
    **own_meetings.SAMPLES,
    **own_takeover.SAMPLES,
    **own_proeves.SAMPLES,
    **own_trajectories.SAMPLES,
    **own_cases.SAMPLES,
    **own_work.SAMPLES,
    **own_tests.SAMPLES,
    **own_observations.SAMPLES,
    "courses:by_code": lambda w: {"code": w.lesson.code.lower()},
    "courses:page": lambda w: {"path": w.lesson.url},
    "courses:part": lambda w: {"lesson_id": w.lesson.pk, "key": w.part},
    "courses:note": lambda w: {"lesson_id": w.lesson.pk, "key": w.note},
    "courses:place": lambda w: {"lesson_id": w.lesson.pk},
    "courses:term": lambda w: {"slug": "merkbegrip"},
    "people:house_style": lambda w: {"path": w.a.house_style_url},
    "picture": lambda w: {"name": w.picture},
    "wagtaildocs_serve": lambda w: {"path": w.document.url},
    "wagtail_serve": lambda w: {"path": w.module.get_parent().get_parent().url},
    "website:participant": lambda w: {"enrolment_id": w.enrolment.pk},
    "website:module_progress": lambda w: {
        "path_slug": "merkpad",
        "code": "MERKM",
        "group": str(w.enrolment.team_id),
    },
    "website:end_enrolment": lambda w: {"enrolment_id": w.enrolment.pk},
    "website:count_again": lambda w: {"municipality_id": w.a.pk},
    "website:retry_run": lambda w: {"run_id": w.run.pk},
    "website:retry_reminder": lambda w: {"reminder_id": w.reminder.pk},
    "wagtailcore_authenticate_with_password": lambda w: {
        "page_view_restriction_id": 1,
        "page_id": w.lesson.pk,
    },
    "wagtaildocs_authenticate_with_password": lambda w: {"restriction_id": 1},
    "account_reset_password_from_key": lambda w: {"uidb36": "1", "key": "abc-def"},
    "no_confirmation": lambda w: {"key": "abc"},
    "account_confirm_email": lambda w: {"key": "abc"},
}
SENT = {
    **own_plays.SENT,
    **own_meetings.SENT,
    **own_takeover.SENT,
    **own_proeves.SENT,
    **own_trajectories.SENT,
    **own_work.SENT,
    **own_tests.SENT,
    **own_observations.SENT,
    **own_exercises.SENT,
    "text": "van een vreemde",
    "choice": "1",
    "sequence": "99999999999999",
    "section": "wat-is-het",
    "deadline": "2030-01-01",
    "municipality": "{a}",
    "path": "{path}",
    "team": "",
    "people": "{learner}",
    "reflection": "van een vreemde",
    "place": "0",
    "command": "close",
    "code": "merk",
}

# What a visitor could ask for in the address.
ASKED = {
    "q": "merk",
    "leerpad": "merkpad",
    "pagina": "2",
    "vorm": "csv",
    "grootboek": "1",
    "next": "/mijn-leerpad/",
}

# Addresses that answer somebody of another municipality with a page. Each says why; the marks must not be on it.
SIGNING_IN = "for who signs in, about nobody else"
OWN = "shows only what is one's own"
PUBLIC = "the same for everybody"
SHARED = {
    **own_exercises.SHARED,
    **own_exports.SHARED,
    **own_meetings.SHARED,
    **own_takeover.SHARED,
    **own_proeves.SHARED,
    **own_trajectories.SHARED,
    **own_work.SHARED,
    **own_tests.SHARED,
    **own_cases.SHARED,
    **own_observations.SHARED,
    "healthy": PUBLIC,
    "courses:shelf": "the paths that somebody may know about",
    "courses:term": "the glossary is shared",
    "courses:terms": "the glossary is shared",
    "courses:my_notes": OWN,
    "people:house_style": "colours; the page of who signs in asks for them before anybody is known",
    "people:who_sees_what": OWN,
    "roleplays:lobby": "one's own sessions, and a field for a code",
    "roleplays:scenarios": "the conversations that somebody may play",
    "website:dashboard": OWN,
    "website:participants": "people of one's own municipality, for who may see them",
    "website:progress": "numbers of one's own municipality, for who may see them",
    "website:search": "finds what somebody may know about",
    "website:help": PUBLIC,
    "website:accessibility": PUBLIC,
    "website:privacy": PUBLIC,
    "website:about": PUBLIC,
    "website:security_contact": PUBLIC,
    "website:components": PUBLIC,
    "account_login": SIGNING_IN,
    "account_logout": SIGNING_IN,
    "people:sign_out": SIGNING_IN,
    "account_inactive": SIGNING_IN,
    "account_signup": "says that accounts come from the municipality",
    "account_reauthenticate": SIGNING_IN,
    "account_change_password": SIGNING_IN,
    "account_set_password": SIGNING_IN,
    "account_reset_password": SIGNING_IN,
    "account_reset_password_done": SIGNING_IN,
    "account_reset_password_from_key": "an invalid key says so",
    "account_reset_password_from_key_done": SIGNING_IN,
    "wagtailadmin_home": "the admin's own front page; what is inside is held by tests/authoring",
}


def addresses(
    patterns: list[Any] | None = None, route: str = "", space: str = ""
) -> Iterator[tuple[str, str]]:
    """Every address as (name, route); of Wagtail's admin only the front page."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = route + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            deeper = ":".join(filter(None, [space, pattern.namespace]))
            yield from addresses(pattern.url_patterns, here, deeper)
        elif isinstance(pattern, URLPattern) and (not here.startswith(ADMIN) or here == ADMIN):
            name = ":".join(filter(None, [space, pattern.name]))
            yield name or here, here


ADDRESSES = dict(addresses())
