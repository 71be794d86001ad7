"""An interactive exercise of a municipality's own and somebody who did it, for the fences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assessments.api import interactive as api
from assessments.models import InteractiveExercise, InteractivePlay, InteractiveStatement
from h5p.api import read_statement
from people.api import within
from people.models import Municipality, User
from tests.factories.h5p import manifest, package
from tests.factories.interactive import (
    ExerciseFactory,
    begun,
    enrolled_where_it_stands,
    sent,
    told,
    with_file,
)

MODELS = (InteractivePlay, InteractiveStatement)


@dataclass(frozen=True)
class OwnExercises:
    """The exercise, and what a learner does in it."""

    exercise: InteractiveExercise
    play: InteractivePlay

    @property
    def token(self) -> str:
        """The learner's own ticket."""
        return api.frame_of(self.play, self.play.version).strip("/").rsplit("/", 1)[1]


def own_exercises(learner: User, municipality: Municipality, *, mark: str) -> OwnExercises:
    """An exercise with a mark in its title and its file, which a learner began."""
    exercise = ExerciseFactory(
        code=f"{municipality.slug}-I1", title=mark, text=mark, municipality=municipality
    )
    file = {"h5p.json": manifest(title=mark), "content/merk.txt": mark}
    enrolled_where_it_stands(exercise, learner, municipality)
    play = begun(with_file(exercise, package(**file)), learner, municipality)
    said = sent(told(play, "interacted"))["statement"]
    with within(municipality):
        api.keep_what_was_said(
            person=learner,
            play_id=play.public_id,
            statement=read_statement(said, activity=api.activity_of(exercise), mailbox=api.mailbox_of(play)),
            state={"0": mark},
            sequence=1,
            now=play.started_at,
        )
    return OwnExercises(exercise, play)


def _exercise(world: Any) -> dict[str, Any]:
    return {"code": world.exercises.exercise.code}


def _play(world: Any) -> dict[str, Any]:
    return {"public_id": world.exercises.play.public_id}


SAMPLES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "assessments:exercise": _exercise,
    "assessments:begin_exercise": _exercise,
    "assessments:exercise_play": _play,
    "assessments:exercise_said": _play,
    "h5p:play": lambda w: {"token": w.exercises.token},
    # A frame without origin has no cookies, so a file opens for who holds the ticket; here it is one that nobody got.
    "h5p:content": lambda w: {"token": f"{w.exercises.token[:-3]}xyz", "path": "merk.txt"},
    "h5p:library": lambda w: {"code_sha": w.exercises.play.version.code_sha, "path": "alles.js"},
}
SHARED = {"h5p:library": "code of content types: the same for everybody"}
SENT = {"state": '{{"0": "van een vreemde"}}'}  # filled in like an address
