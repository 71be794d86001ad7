"""Every address of the site, called as everybody of another municipality: what is not theirs does not exist.

The addresses come from the resolver, so a new view is fenced the day it is born: without a sample below it
fails here, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any, Self

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from core.models import BackgroundRun
from courses.models import Enrolment, LessonProgress, Note
from courses.services.areas import make_author, make_own_area
from people import api as people
from people.choices import Role
from people.models import Look, Membership, Municipality, Team, User
from progression.models import Reminder
from records.models import Record
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
from tests.architecture.addresses import ADDRESSES, ASKED, SAMPLES, SENT, SHARED
from tests.architecture.world import MARKS, World, make_world
from tests.factories.cases import NOTES
from tests.factories.people import LONG_AGO, MembershipFactory, person_with
from tests.made_once import made_once
from tooling.paths import APPS

pytestmark = pytest.mark.django_db


def test_all_addresses_are_walked():
    assert len(ADDRESSES) > 40
    assert {"courses:part", "website:participant", "wagtaildocs_serve", "picture", "account_login"} <= set(
        ADDRESSES
    )
    ours = {name.split(":")[0] for name in ADDRESSES if ":" in name}
    assert {app for app in (*APPS, "website") if (f"{app}:") in " ".join(ADDRESSES)} <= ours


def test_no_sample_and_no_exception_outlives_its_address():
    assert set(SAMPLES) <= set(ADDRESSES)
    assert set(SHARED) <= set(ADDRESSES)


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_every_address_with_an_argument_has_a_sample(name):
    takes_arguments = re.search(r"<|\((?!\?:)", ADDRESSES[name])
    assert not takes_arguments or name in SAMPLES, (
        f"{name} ({ADDRESSES[name]}) is new: add an object of municipality A to SAMPLES in tests/architecture/addresses.py"
    )


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """Municipality A in full, and municipality B; made once, and what a test changes in it is rolled back."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with media, made_once(django_db_blocker):
        yield make_world()


VISITORS = [
    "a visitor",
    *(f"{role.value} of another municipality" for role in Role),
    "author of another municipality",
    "lead who has left",
]


def client_of(who: str, world: World) -> Client:
    """Nobody, a role in the whole of municipality B, an author of B, or somebody who has left A."""
    if who == "a visitor":
        return Client()
    if who == "lead who has left":
        return _signed_in(MembershipFactory(municipality=world.a, lead=True, ends_on=LONG_AGO).person)
    if who == "author of another municipality":
        make_own_area(world.b)
        author = person_with(Role.COACH, municipality=world.b)
        make_author(author, municipality=world.b)
        return _signed_in(author)
    return _signed_in(person_with(Role(who.split()[0]), municipality=world.b))


def _signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def _url(name: str, world: World) -> str:
    sample = dict(SAMPLES[name](world)) if name in SAMPLES else {}
    if "path" in sample:
        return sample["path"]
    return reverse(name, kwargs=sample) if ":" in name or "/" not in name else f"/{name}"


def _sent(world: World) -> dict[str, str]:
    filled = {"a": world.a.pk, "path": world.path.pk, "learner": world.learner.email}
    filled |= {"version": world.tests.version, "rater": world.observed.coach.pk}
    filled |= {"participant": world.plays.participant}
    return {key: value.format(**filled) for key, value in SENT.items()}


def _answers(client: Client, url: str, world: World) -> Iterator[Any]:
    yield client.get(url)
    yield client.get(url, ASKED)
    yield client.post(url, _sent(world))
    yield client.post(url, _sent(world), headers={"X-Requested-With": "fetch"})


# --- The fence ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", VISITORS)
def test_what_belongs_to_another_municipality_does_not_exist(who, world):
    client = client_of(who, world)
    before = _everything_of(world.a)
    breaches = []
    for name in sorted(ADDRESSES):
        with Writes() as writes:
            breaches += [f"{name}: {breach}" for breach in _breaches(name, client, world)]
        if writes.seen and _everything_of(world.a) != before:
            breaches.append(f"{name}: changed something")
            break
    assert breaches == []
    assert _everything_of(world.a) == before


class Writes:
    """Notes whether anything is written to the database: only then there is something to compare."""

    READS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")

    def __init__(self) -> None:
        self.seen = False
        self._watching = connection.execute_wrapper(self._note)

    def __enter__(self) -> Self:
        self._watching.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._watching.__exit__(*error)

    def _note(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        self.seen = self.seen or not sql.lstrip("( ").startswith(self.READS)
        return execute(sql, *rest)


def test_what_is_written_is_noticed(world):
    with Writes() as reading:
        _everything_of(world.a)
    with Writes() as writing, people.within(world.a):
        Team.objects.update(name="Een andere naam")
    assert (reading.seen, writing.seen) == (False, True)


def _breaches(name: str, client: Client, world: World) -> Iterator[str]:
    url = _url(name, world)
    answers = list(_answers(client, url, world))
    if {answer.status_code for answer in answers} == {405}:
        yield f"{url} answers to nothing that this test sends"
    for answer in answers:
        text = _text(answer)
        yield from (f"{what} can be read at {url}" for what, mark in MARKS.items() if mark in text)
        if name not in SHARED and not _is_fenced(answer):
            yield f"{answer.request['REQUEST_METHOD']} {url} gets {answer.status_code}"


def _is_fenced(answer: Any) -> bool:
    """Not there, sign in first, or not this way: nothing that tells whether it exists."""
    if answer.status_code in {404, 405}:
        return True
    if answer.status_code == 401:
        return not answer.content or reverse("account_login") in answer.content.decode()
    return answer.status_code == 302 and answer.url.startswith(reverse("account_login"))


def _text(answer: Any) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{body.decode(errors='replace')} {dict(answer.headers)}"


def _everything_of(municipality: Municipality) -> dict[str, list[dict[str, Any]]]:
    """All rows of a municipality as they are."""
    with people.everywhere():
        kinds = (
            Enrolment,
            LessonProgress,
            Note,
            Record,
            Reminder,
            Look,
            Membership,
            Team,
            *own_plays.MODELS,
            *own_exercises.MODELS,
            *own_exports.MODELS,
            *own_meetings.MODELS,
            *own_takeover.MODELS,
            *own_proeves.MODELS,
            *own_trajectories.MODELS,
            *own_work.MODELS,
            *own_tests.MODELS,
            *own_cases.MODELS,
            *own_observations.MODELS,
        )
        rows = {
            kind.__name__: list(kind.objects.filter(municipality=municipality).order_by("pk").values())
            for kind in kinds
        }
    return rows | {"runs": list(BackgroundRun.objects.values())}


def test_a_learner_reads_the_notes_for_who_leads_a_group_at_no_address(world):
    """Not in a page, an answer to a script, a search, a file to take along or a package."""
    with people.everywhere():  # who practises here leads a group too
        Membership.objects.filter(person=world.learner).exclude(role=Role.LEARNER).delete()
    read = [
        url
        for url in (_url(name, world) for name in sorted(ADDRESSES))
        for answer in _answers(_signed_in(world.learner), url, world)
        if NOTES[0] in unescape(_text(answer))
    ]
    assert read == []
    assert NOTES[0] not in str(world.cases.marking.version.content)
    leader = _signed_in(MembershipFactory(municipality=world.a, trainer=True).person)
    assert NOTES[0] in _text(leader.get(_url("casestudies:facilitate", world)))


PERSON_FOR = {
    **dict.fromkeys(own_proeves.SAMPLES, own_proeves.person_for),
    **dict.fromkeys(own_trajectories.SAMPLES, own_trajectories.person_for),
    **dict.fromkeys(own_trajectories.SHARED, own_trajectories.person_for),
    **dict.fromkeys(own_exports.SAMPLES, own_exports.person_for),
}
FENCED_APPS = {
    "assessments",
    "casestudies",
    "certification",
    "courses",
    "progression",
    "roleplays",
    "trainings",
    "website",
}


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in sorted(SAMPLES)
        if name.split(":")[0] in FENCED_APPS or name == "picture"
        if name
        not in own_meetings.OPENED_BY_A_KEY | own_proeves.OPENED_BY_A_CODE | own_trajectories.ASKS_A_GROUND
    ],
)
def test_for_its_own_people_it_does_exist(name, world):
    """A fence that keeps everybody out would pass the test above; so would a form that refuses all it gets."""
    person = own_takeover.person_for(name, world)
    if name in {"assessments:marking", "assessments:discuss_marking", "assessments:give_turn_back"}:
        person = world.own.turn.marker
    if name.startswith("assessments:shared_") or name in own_cases.LEADS:
        person = MembershipFactory(municipality=world.a, trainer=True).person
    if name in own_meetings.LEADS:
        person = world.meetings.leader
    if name in PERSON_FOR:
        person = PERSON_FOR[name](name, world)
    if name in own_plays.LEADS:
        person = world.plays.session.facilitator
    if name in own_observations.SAMPLES and name not in own_observations.FOR_THE_CANDIDATE:
        person = world.observed.trainer
    if name.startswith("website:") and name not in own_exports.SAMPLES:
        person = MembershipFactory(municipality=world.a, lead=True).person
        person.is_staff = True
        person.save()
    statuses = [answer.status_code for answer in _answers(_signed_in(person), _url(name, world), world)]
    assert {200, 204, 302}.intersection(statuses), statuses


def test_an_exception_says_why():
    assert all(re.search(r"\w+ \w+", reason) for reason in SHARED.values())
