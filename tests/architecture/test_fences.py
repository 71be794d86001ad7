"""Every address of the site, called as everybody of another municipality: what is not theirs does not exist.

The addresses come from the resolver, so a new view is fenced the day it is born: without a sample below it
fails here, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from typing import Any, Self
from uuid import UUID, uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from assessments.api import keep_answer
from core.choices import RunState
from core.models import BackgroundRun
from courses import api as courses
from courses.models import Enrolment, LessonProgress, Note, TeamTotal
from courses.services.areas import make_author, make_own_area
from people import api as people
from people.choices import DataKind, Role, Viewer
from people.models import Look, Membership, Municipality, Team, User
from progression.choices import ReminderState
from progression.models import GateSignature, Reminder
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
from tests.architecture.own_cases import OwnCases
from tests.architecture.own_exercises import OwnExercises
from tests.architecture.own_meetings import OwnMeetings
from tests.architecture.own_observations import OwnObservations
from tests.architecture.own_plays import OwnPlays
from tests.architecture.own_proeves import OwnProeves
from tests.architecture.own_tests import OwnTests
from tests.architecture.own_trajectories import OwnTrajectories
from tests.architecture.own_work import OwnWork
from tests.factories import courses as content
from tests.factories.cases import NOTES
from tests.factories.enrolments import EnrolmentFactory, learner_with
from tests.factories.people import LONG_AGO, MembershipFactory, MunicipalityFactory, TeamFactory, person_with
from tooling.paths import APPS
from website.models import Export

pytestmark = pytest.mark.django_db
ADMIN = "beheer/"

# What may stand in no answer to anybody of another municipality.
MARKS = {
    "team": "Wijkteam Merkteken",
    "first name": "Merkwaardine",
    "last name": "Vanlekdam",
    "path": "Eigen pad Merkpad",
    "module": "Merkmodule",
    "lesson": "Merkles",
    "words of a lesson": "merkwoordzee",
    "note": "mijn geheime merknotitie",
    "answer": "mijn geheime merkantwoord",
    "own work": "mijn geheime merkwerkstuk",
    "test": "Toets Merkteken",
    "observation": "mijn geheime merkobservatie",
    "role-play": "Merkgesprek aan tafel",
    "case": "Merkcasus met een eigen antwoord",
    "meeting": "Merkbijeenkomst in de merkzaal",
    "work": "Merkwerk van de merkcoach",
    "proeve": "mijn geheime merkproeve",
    "exercise": "Merkoefening achter glas",
    "trajectory": "mijn geheime merkweg",
    "file": "merkbestand",
}


@dataclass
class World:
    """Municipality A with everything that it can have, and the other one from which people look."""

    a: Municipality
    b: Municipality
    learner: User
    enrolment: Enrolment
    path: Any
    module: Any
    lesson: Any
    part: UUID
    note: UUID
    document: Any
    picture: str
    run: BackgroundRun
    reminder: Reminder
    plays: OwnPlays
    own: OwnWork
    tests: OwnTests
    cases: OwnCases
    observed: OwnObservations
    meetings: OwnMeetings
    takeover: GateSignature
    proeves: OwnProeves
    exercises: OwnExercises
    trajectories: OwnTrajectories
    export: Export


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


# --- The addresses ---------------------------------------------------------------------------------


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
        f"{name} ({ADDRESSES[name]}) is new: add an object of municipality A to SAMPLES in {__file__}"
    )


# --- The world ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """Municipality A in full, and municipality B; made once, and what a test changes in it is rolled back."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), media, transaction.atomic():
        yield _world()
        transaction.set_rollback(True)


def _world() -> World:
    a = MunicipalityFactory(name="Lekdam", slug="lekdam")
    b = MunicipalityFactory(name="Buurgemeente", slug="buurgemeente")
    team = TeamFactory(municipality=a, name=MARKS["team"])
    learner = MembershipFactory(
        municipality=a,
        team=team,
        person__first_name=MARKS["first name"],
        person__last_name=MARKS["last name"],
    ).person
    content.GlossaryTermFactory(slug="merkbegrip", term="gedeeld begrip")
    path = content.LearningPathPageFactory(municipality=a, title=MARKS["path"], slug="merkpad", code="MERK")
    module = content.ModulePageFactory(parent=path, title=MARKS["module"], code="MERKM")
    note = uuid4()
    body = [content.text(f"<p>{MARKS['words of a lesson']}</p>"), content.question(), content.note(note)]
    lesson = content.LessonPageFactory(parent=module, title=MARKS["lesson"], code="MERKL", body=body)
    published = content.published(path)
    enrolment = EnrolmentFactory(person=learner, municipality=a, path=path, team=team)
    with people.within(a):
        part = _work(published, lesson, enrolment, note)
        TeamTotal.objects.create(
            municipality=a,
            path_id=path.pk,
            team_ids=[team.pk],
            team_names=[team.name],
            people=5,
            numbers={"MERKM": [5, 0]},
            lesson_numbers={"MERKL": [5, 0]},
            counted_at=timezone.now(),
        )
        reminder = Reminder.objects.create(
            person=learner,
            municipality=a,
            kind="enrolled",
            about="path:MERK",
            due_on=timezone.localdate(),
            state=ReminderState.SENDING,
            planned_at=timezone.now(),
            claimed_at=timezone.now() - timedelta(days=1),
        )
    run = BackgroundRun.objects.create(
        task_id="merk",
        name="courses.tasks.evaluate_enrolment",
        arguments=[enrolment.pk],
        state=RunState.FAILED,
        started_at=timezone.now(),
        error=MARKS["file"],
    )
    document, picture = _files(a)
    plays = own_plays.own_plays(learner, a, mark=MARKS["role-play"])
    own = own_work.own_work(learner, a, mark=MARKS["own work"])
    taken = own_tests.own_tests(learner, a, mark=MARKS["test"])
    cases = own_cases.own_cases(learner, a, mark=MARKS["case"])
    observed = own_observations.own_observations(learner, team, mark=MARKS["observation"])
    meetings = own_meetings.own_meetings(learner, team, mark=MARKS["meeting"])
    taken_over = own_takeover.own_takeover(learner, a, b, mark=MARKS["work"])
    proeves = own_proeves.own_proeves(learner, team, mark=MARKS["proeve"])
    exercises = own_exercises.own_exercises(learner, a, mark=MARKS["exercise"])
    trajectories = own_trajectories.own_trajectories(learner, a, mark=MARKS["trajectory"])
    export = own_exports.own_exports(a)
    return World(
        a,
        b,
        learner,
        enrolment,
        path,
        module,
        lesson,
        part,
        note,
        document,
        picture,
        run,
        reminder,
        plays,
        own,
        taken,
        cases,
        observed,
        meetings,
        taken_over,
        proeves,
        exercises,
        trajectories,
        export,
    )


def _work(published, lesson, enrolment, note) -> UUID:
    """The learner does everything that can be done, and somebody looks."""
    found = content.lesson_of(published, lesson)
    part = content.parts_that_ask(found)[0]
    now = timezone.now()
    where = {"person": enrolment.person, "municipality": enrolment.municipality}
    courses.complete_part(learner=learner_with(enrolment), path=published, lesson=found, part=part, now=now)
    keep_answer(**where, question=part.key, answer={"text": MARKS["answer"]}, sequence=1, now=now)
    courses.keep_note(**where, lesson=found, key=note, text=MARKS["note"], sequence=1, now=now)
    people.note_looks(
        viewer=person_with(Role.LEAD, municipality=enrolment.municipality),
        people=[enrolment.person],
        municipality=enrolment.municipality,
        data_kind=DataKind.ENROLMENT,
        capacity=Viewer.LEAD,
        now=now,
    )
    return part.key


def _files(municipality: Municipality) -> tuple[Any, str]:
    """A file and a picture in the municipality's own collection."""
    from wagtail.models import Collection

    own = Collection.objects.get(name__icontains=municipality.slug)
    document = get_document_model().objects.create(
        title=MARKS["file"], file=ContentFile(b"merk", f"{MARKS['file']}.txt"), collection=own
    )
    image = get_image_model().objects.create(
        title=MARKS["file"],
        description="Merk",
        file=get_test_image_file(f"{MARKS['file']}.png"),
        collection=own,
    )
    return document, image.get_rendition("width-40").file.name


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
