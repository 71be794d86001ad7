"""Interactive exercises with a file that plays, and what people did in them."""

from __future__ import annotations

import io
import json
from typing import Any
from uuid import UUID, uuid4

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from assessments.api import interactive as api
from assessments.models import InteractiveExercise, InteractivePlay
from courses.models import Enrolment
from h5p import api as h5p
from people.api import within
from people.models import Municipality, User
from tests.factories import courses as content
from tests.factories.enrolments import EnrolmentFactory
from tests.factories.h5p import package

VERBS = "http://adlnet.gov/expapi/verbs/"


class ExerciseFactory(DjangoModelFactory):
    """An exercise of everybody's, on line, without a file."""

    class Meta:
        model = InteractiveExercise

    code = factory.Sequence(lambda n: f"I{n}")
    title = factory.Sequence(lambda n: f"Oefening {n}")
    text = "Wie beslist er?"
    live = True


def with_file(exercise: InteractiveExercise, source: io.BytesIO | bytes | None = None) -> InteractiveExercise:
    """The exercise with a file that was checked and is in use."""
    raw = source if isinstance(source, bytes) else (source or package()).getvalue()
    exercise.package = exercise.package or h5p.new_package(title=str(exercise), now=timezone.now())
    exercise.save()
    version = h5p.receive(
        package=exercise.package,
        source=ContentFile(raw),
        file_name="oefening.h5p",
        may_install=True,
        now=timezone.now(),
    )
    checked = h5p.import_version(version.pk, now=timezone.now())
    assert checked.is_ready, checked.findings
    exercise.package.refresh_from_db()
    return exercise


def begun(exercise: InteractiveExercise, person: User, municipality: Municipality) -> InteractivePlay:
    """A play that was just begun."""
    with within(municipality):
        return api.begin_play(person=person, municipality=municipality, exercise=exercise, now=timezone.now())


def enrolled_where_it_stands(
    exercise: InteractiveExercise, person: User, municipality: Municipality
) -> Enrolment:
    """Somebody follows a path with a lesson that holds the exercise."""
    path = content.LearningPathPageFactory(municipality=exercise.municipality)
    lesson = content.LessonPageFactory(parent=content.ModulePageFactory(parent=path), body=[chosen(exercise)])
    content.announce_change()
    return EnrolmentFactory(
        path=lesson.get_parent().get_parent().specific, person=person, municipality=municipality
    )


def chosen(
    exercise: InteractiveExercise, key: UUID | None = None, *, is_required: bool = True
) -> dict[str, Any]:
    """The block of a lesson in which an author chose an exercise."""
    value = {"interactive": exercise.pk, "text": "<p>Samen.</p>", "is_required": is_required}
    return {"type": "interactive", "value": value, "id": str(key or uuid4())}


def told(play: InteractivePlay, verb: str = "completed", **changes: Any) -> dict[str, Any]:
    """A statement as H5P writes it."""
    statement = {
        "id": str(uuid4()),
        "actor": {"objectType": "Agent", "name": "deelnemer", "mbox": f"mailto:{api.mailbox_of(play)}"},
        "verb": {"id": f"{VERBS}{verb}", "display": {"en-US": verb}},
        "object": {"objectType": "Activity", "id": api.activity_of(play.exercise)},
        "context": {"contextActivities": {"category": [{"id": "http://h5p.org/libraries/Test.Story-1.0"}]}},
        "result": {"score": {"min": 0, "raw": 3, "max": 4, "scaled": 0.75}, "success": True},
    }
    return {key: value for key, value in {**statement, **changes}.items() if value is not None}


def sent(
    statement: dict[str, Any] | None, state: dict[str, str] | None = None, sequence: int = 1
) -> dict[str, str]:
    """The fields that the page sends."""
    return {
        "statement": json.dumps(statement) if statement is not None else "",
        "state": json.dumps(state) if state is not None else "",
        "sequence": str(sequence),
    }
