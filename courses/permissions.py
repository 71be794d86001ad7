"""Whether somebody may read or do something in the curriculum, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import ALLOWED, Verdict, denied
from courses.choices import LessonForm, PartKind
from courses.selectors.curriculum import curriculum
from courses.selectors.learning import journey_of, learner_of
from people.api import people_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from courses.rules.learner import LessonStep, ModuleStep
    from courses.rules.outline import Module, Path
    from courses.rules.prerequisites import Opening
    from courses.selectors.learning import Learner
    from people.models import Municipality, User


def can_read(learner: Learner, module: Module) -> Verdict:
    """Whether somebody may read a module at all: visitors read open modules, members read everything."""
    if module.is_open or learner.municipality is not None:
        return ALLOWED
    if learner.person is None:
        return denied(gettext_lazy("Sign in to read this lesson."))
    return denied(
        gettext_lazy("You are not a member of a municipality (any more). Ask your implementation lead.")
    )


def can_follow(path: Path, municipality: Municipality) -> Verdict:
    """Whether people of a municipality may be enrolled on a path: a shared one, or its own."""
    if path.municipality_id in {None, municipality.pk}:
        return ALLOWED
    return denied(gettext_lazy("This learning path belongs to another municipality."))


def all_learn_in(municipality: Municipality, people: Collection[User]) -> Verdict:
    """Whether these people all learn in a municipality today. One query."""
    wanted = {person.pk for person in people}
    if people_in(municipality).filter(pk__in=wanted).count() == len(wanted):
        return ALLOWED
    return denied(gettext_lazy("You can only enrol people who learn in your municipality today."))


def can_open_module(step: ModuleStep, path: Path) -> Verdict:
    """Whether a module is open yet, with what is needed first."""
    return denied(why_closed(step.opening, path)) if step.is_closed else ALLOWED


def can_open_lesson(step: LessonStep, module: ModuleStep, path: Path) -> Verdict:
    """Whether a lesson is open yet, with what is needed first."""
    if module.is_closed:
        return can_open_module(module, path)
    return denied(why_closed(step.opening, path)) if step.is_closed else ALLOWED


def lessons_with_exercise(
    person: User, municipality: Municipality, code: str
) -> Iterator[tuple[str, str, str]]:
    """The lessons that hold this exercise and are open to somebody who follows their path: name, way back, address."""
    learner = learner_of(person, municipality)
    for path in curriculum().paths:
        if learner.follows(path):
            for lesson, part in path.done_elsewhere.get((str(PartKind.H5P), code), []):
                if _is_open_to(learner, path, lesson.pk):
                    name = _("Lesson: %(title)s") % {"title": lesson.title}
                    yield name, _("Back to the lesson"), f"{lesson.url}#part-{part.key}"


def _is_open_to(learner: Learner, path: Path, lesson_id: int) -> bool:
    module, lesson = path.places[lesson_id]
    if not (module.is_locked or lesson.is_locked):
        return True
    journey = journey_of(learner, path)
    return bool(can_open_lesson(journey.step_for(lesson_id), journey.module_of(lesson_id), path))


def why_closed(opening: Opening, path: Path) -> str:
    """Say in one sentence what comes first, as "Nog niet open: eerst de toets van M10"."""
    return _("Not open yet: first %(what)s.") % {"what": what_comes_first(opening, path)}


def what_comes_first(opening: Opening, path: Path) -> str:
    """Name what is needed first: and between groups, or within one."""
    groups = [_(" or ").join(_name(code, path) for code in group) for group in opening.unmet]
    return _(" and ").join(groups)


def _name(code: str, path: Path) -> str:
    module_code = code.split("-", maxsplit=1)[0]
    is_test = any(lesson.code == code and lesson.form == LessonForm.TEST for lesson in path.lessons())
    if is_test:
        return _("the test of %(module)s") % {"module": module_code}
    return f"{code} “{path.titles.get(code, code)}”"
