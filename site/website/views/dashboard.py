"""Mijn leerpad: where to go on, the whole path, what is needed for the certificate, who sees what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from assessments import api as assessments
from certification.api import certificates
from courses import api as courses
from people import api as people
from people.choices import Role
from trainings import api as trainings
from website.selectors.waiting import Waits, waiting_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from people.models import User

NOON, EVENING = 12, 18


@dataclass(frozen=True, slots=True)
class Milestone:
    """One line of the road to the certificate."""

    title: str
    is_done: bool
    text: str


@login_required
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """A learner's own page. Its numbers come from the journey, and each opens to the lessons behind it."""
    learner = courses.learner_of(cast("User", request.user), request.municipality)  # type: ignore[attr-defined]
    visible = {path.pk: path for path in courses.paths_visible_to(request.standing)}  # type: ignore[attr-defined]
    followed = [visible[e.path_id] for e in learner.enrolments if e.path_id in visible]
    context: dict[str, Any] = {
        "greeting": _greeting(cast("User", request.user)),
        "learner": learner,
        **_meetings(request),
    }
    if not followed:
        context |= {
            "paths": visible.values(),
            "may_enrol": _may_enrol(request),
            "waiting": _waiting(request),
        }
        return render(request, "website/dashboard_empty.html", context)
    path = next((p for p in followed if p.slug == request.GET.get("leerpad")), followed[0])
    journey = courses.journey_of(learner, path)
    context |= {
        "path": path,
        "other_paths": [other for other in followed if other is not path],
        "journey": journey,
        "resume": _resume(journey),
        "milestones": [*milestones(journey), *_to_the_certificate(request)],
        "enrolment": learner.enrolment_for(path),
        "recall_left": _recall_left(learner),
        "own_work": assessments.own_work_counts(cast("User", request.user)),
    }
    return render(request, "website/dashboard.html", context)


def _meetings(request: HttpRequest) -> dict[str, Any]:
    """The next meeting of who asks; without one, what they are invited to."""
    person, now = cast("User", request.user), timezone.now()
    municipality, standing = request.municipality, request.standing  # type: ignore[attr-defined]
    found = trainings.next_meeting(person, municipality, now=now)
    invited = None if found else trainings.open_invitation(person, standing, municipality, now=now)
    return {"next_meeting": found, "invitation": invited}


def _waiting(request: HttpRequest) -> list[Waits]:
    """What is asked of who works with what others do."""
    municipality, standing = request.municipality, request.standing  # type: ignore[attr-defined]
    return waiting_for(cast("User", request.user), standing, municipality, now=timezone.now())


def _may_enrol(request: HttpRequest) -> bool:
    municipality = request.municipality  # type: ignore[attr-defined]
    return municipality is not None and bool(people.can_enrol(request.standing, municipality))  # type: ignore[attr-defined]


def _recall_left(learner: courses.Learner) -> int:
    if learner.person is None or learner.municipality is None:
        return 0
    return assessments.recall_left(learner.person, learner.municipality, today=timezone.localdate())


def milestones(journey: courses.Journey) -> list[Milestone]:
    """What each level of a path still asks, in finished modules."""
    lines = []
    for level in journey.path.levels:
        steps = [step for step in journey.modules if step.module.level == level.number]
        done = sum(1 for step in steps if step.standing.state == courses.State.DONE)
        if steps:
            text = ngettext("%(done)s of %(total)s module", "%(done)s of %(total)s modules", len(steps))
            lines.append(
                Milestone(level.title, done == len(steps), text % {"done": done, "total": len(steps)})
            )
    return lines


def _to_the_certificate(request: HttpRequest) -> list[Milestone]:
    """What comes beside the modules: tests and portfolio, and for a coach the stage, the proeve and the certificate."""
    person, municipality = cast("User", request.user), request.municipality  # type: ignore[attr-defined]
    if municipality is None:
        return []
    lines = certificates.tests_on_the_road(person, municipality)
    if request.standing.has(Role.COACH, municipality.pk):  # type: ignore[attr-defined]
        lines += certificates.proeve_on_the_road(person, municipality, today=timezone.localdate())
    return [Milestone(line.title, line.is_done, line.text) for line in lines]


def _resume(journey: courses.Journey) -> dict[str, Any] | None:
    step = journey.resume
    if step is None:
        return None
    module = journey.module_of(step.lesson.pk)
    number = module.lessons.index(step) + 1
    place = _("Module %(code)s: %(module)s. Lesson %(number)s of %(total)s.") % {
        "code": module.module.code,
        "module": module.module.title,
        "number": number,
        "total": len(module.lessons),
    }
    anchor = f"#{step.progress.anchor}" if step.progress and step.progress.anchor else ""
    return {
        "step": step,
        "module": module,
        "place": place,
        "url": f"{step.lesson.url}{anchor}",
        "is_begun": step.progress is not None,
    }


def _greeting(person: User) -> str:
    hour = timezone.localtime().hour
    name = person.first_name
    if hour < NOON:
        return _("Good morning, %(name)s") % {"name": name}
    if hour < EVENING:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}
