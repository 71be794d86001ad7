"""Municipality A with everything that it can have, marked, and the other one from which people look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from assessments.api import keep_answer
from core.choices import MailState, RunState
from core.models import BackgroundRun
from courses import api as courses
from courses.models import Enrolment, TeamTotal
from people import api as people
from people.choices import DataKind, Role, Viewer
from people.models import Municipality, User
from progression.models import GateSignature, Reminder
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
from tests.factories.enrolments import EnrolmentFactory, learner_with
from tests.factories.people import MembershipFactory, MunicipalityFactory, TeamFactory, person_with
from website.models import Export

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


def make_world() -> World:
    """Everything at once, inside the transaction of who asks."""
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
            state=MailState.SENDING,
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
