"""Reading the curriculum: a path, a module, a lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses import api
from courses.views.common import learner_from, visible_or_404
from courses.views.lesson import lesson_context, parked_text

if TYPE_CHECKING:
    from django.http import HttpRequest

    from core.access import Verdict
    from courses.rules.outline import Spot
    from courses.selectors.learning import Learner


@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """The learning paths; straight on when there is one."""
    paths = api.paths_visible_to(request.standing)  # type: ignore[attr-defined]
    if len(paths) == 1:
        return redirect(paths[0].url)
    return render(request, "courses/shelf.html", {"paths": paths})


@require_safe
def page(request: HttpRequest, rest: str) -> HttpResponse:
    """The path, module or lesson at this address; something that moved is followed."""
    curriculum = api.curriculum()
    found = curriculum.spots.get(request.path)
    if found is None:
        moved = curriculum.moved_to(request.path)
        visible_or_404(request, curriculum.spots.get(moved or ""))
        return redirect(moved or "/")
    spot = visible_or_404(request, found)
    learner = learner_from(request)
    if spot.lesson is not None:
        return _lesson(request, spot, learner)
    if spot.module is not None:
        return _module(request, spot, learner)
    return render(request, "courses/path.html", _path_context(spot, learner))


@require_safe
def by_code(request: HttpRequest, code: str) -> HttpResponse:
    """Go to a module or lesson by its code: the address that texts use, because it never changes."""
    spot = visible_or_404(request, api.curriculum().codes.get(code.upper()))
    return redirect((spot.lesson or spot.module or spot.path).url)


def _path_context(spot: Spot, learner: Learner) -> dict[str, Any]:
    return {"path": spot.path, "journey": api.journey_of(learner, spot.path), "learner": learner}


def _module(request: HttpRequest, spot: Spot, learner: Learner) -> HttpResponse:
    journey = api.journey_of(learner, spot.path)
    step = next(step for step in journey.modules if step.module is spot.module)
    context = {"path": spot.path, "journey": journey, "step": step, "learner": learner}
    return render(request, "courses/module.html", context)


def _lesson(request: HttpRequest, spot: Spot, learner: Learner) -> HttpResponse:
    if spot.module is None or spot.lesson is None:
        raise Http404
    may_read = api.can_read(learner, spot.module)
    if not may_read:
        return _not_for_you(request, spot, may_read)
    journey = api.journey_around(learner, spot.path, spot.module)
    step, module_step = journey.step_for(spot.lesson.pk), journey.module_of(spot.lesson.pk)
    may_open = api.can_open_lesson(step, module_step, spot.path)
    if not may_open:
        context = {"path": spot.path, "module": spot.module, "lesson": spot.lesson, "reason": may_open.reason}
        return render(request, "courses/lesson_closed.html", context, status=403)
    if learner.follows(spot.path) and learner.person and learner.municipality and step.progress is None:
        # Opening a lesson is where "busy" begins; scripts refine the place later.
        api.remember_place(
            person=learner.person,
            municipality=learner.municipality,
            lesson=spot.lesson,
            anchor="",
            now=timezone.now(),
        )
    context = lesson_context(spot, learner, journey, typed=parked_text(request, spot.lesson))
    return render(request, "courses/lesson.html", context)


def _not_for_you(request: HttpRequest, spot: Spot, verdict: Verdict) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    context = {"path": spot.path, "module": spot.module, "lesson": spot.lesson, "reason": verdict.reason}
    return render(request, "courses/lesson_closed.html", context, status=403)
