"""What the curriculum's templates ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses import api
from courses.rules.progress import State
from courses.views.lesson import drawn_part, key_of

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from courses.rules.learner import Journey, LessonStep, ModuleStep
    from courses.rules.outline import Lesson, Level, Path
    from courses.views.lesson import PartView

register = template.Library()


@register.filter
def lesson_state(step: LessonStep) -> str:
    """The state word of a lesson for components: done, now, next or locked."""
    return _state(step.standing.state, is_closed=step.is_closed)


@register.filter
def module_state(step: ModuleStep) -> str:
    """The state word of a module for components."""
    return _state(step.standing.state, is_closed=step.is_closed)


@register.filter
def lessons_done(step: ModuleStep) -> str:
    """How far a module is: "2 van 4 lessen"."""
    return api.lessons_text(step.standing.done, step.standing.total)


@register.filter
def parts_done(step: LessonStep) -> str:
    """How far a lesson is: "2 van 4 onderdelen"."""
    return api.parts_text(step.standing)


@register.filter
def why_lesson(step: LessonStep) -> str:
    """Why a lesson is not finished."""
    return api.why_lesson_is_not_finished(step.standing)


@register.simple_tag
def why_module(step: ModuleStep, path: Path) -> str:
    """Why a module is not open, or not finished, or what is advised first."""
    if step.is_closed:
        return str(api.can_open_module(step, path).reason)
    if step.standing.state == State.BUSY:
        return api.why_module_is_not_finished(step)
    if step.standing.state == State.NOT_STARTED and not step.opening.is_open:
        return _("Advice: first %(what)s. You may also read on already.") % {
            "what": api.what_comes_first(step.opening, path)
        }
    return ""


@register.filter
def module_number(step: ModuleStep) -> str:
    """The number by which people know a module: the digits of its code, so "10" for M10."""
    return step.module.code.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or step.module.code


@register.filter
def duration(minutes: int) -> str:
    """Minutes in words: "40 minuten", "1 uur", "1,5 uur"."""
    if minutes < 60:
        return _("%(minutes)s minutes") % {"minutes": minutes}
    halves = round(minutes / 30)
    hours = f"{halves // 2}{',5' if halves % 2 else ''}"
    return _("%(hours)s hours") % {"hours": hours}


@register.simple_tag(takes_context=True)
def part_html(context: dict[str, Any], part: PartView) -> SafeString:
    """A part of a lesson, with this page's own token in its form."""
    return drawn_part(part, token=str(context.get("csrf_token", "")), whose=key_of(context.get("user")))


@register.simple_tag
def lesson_key(module: ModuleStep, lesson: Lesson, *, is_kept: bool) -> str:
    """Everything that a page of a lesson depends on, except its pieces and how far they are."""
    states = "".join(
        f"{step.lesson.pk}{_state(step.standing.state, is_closed=step.is_closed)}" for step in module.lessons
    )
    return (
        f"{get_language()}:{api.curriculum().version}:{lesson.pk}:{is_kept}:{module.standing.done}:{states}"
    )


@register.simple_tag
def steps_of(level: Level, journey: Journey) -> SafeString:
    """The modules of a level, each with how far it is; how one looks is drawn once per process."""
    fragments, common = caches["fragments"], f"step:{get_language()}:{api.curriculum().version}"
    drawn = []
    for step in journey.modules:
        if step.module.level == level.number:
            is_here = journey.is_at(step)
            key = f"{common}:{_step_key(step)}:{is_here}"
            html = fragments.get(key)
            if html is None:
                context = {"step": step, "path": journey.path, "is_here": is_here}
                html = render_to_string("courses/_path_step.html", context)
                fragments.set(key, html)
            drawn.append(html)
    return mark_safe("".join(drawn))  # noqa: S308 - our own template


def _step_key(step: ModuleStep) -> str:
    """Everything that a module's line on the path depends on, beside the curriculum."""
    standing = step.standing
    return (
        f"{step.module.pk}:{standing.state}:{standing.done}:{standing.total}:{standing.missing}:"
        f"{step.minutes_left}:{step.is_closed}:{step.opening.unmet}"
    )


def _state(state: State, *, is_closed: bool) -> str:
    if is_closed:
        return "locked"
    return {State.DONE: "done", State.BUSY: "now", State.NOT_STARTED: "next"}[state]
