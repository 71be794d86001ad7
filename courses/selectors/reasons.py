"""Why something is not finished, in one sentence."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.choices import PartKind
from courses.rules.progress import State

if TYPE_CHECKING:
    from courses.rules.learner import ModuleStep
    from courses.rules.progress import LessonStanding, Part


# A question is often two sentences long; its beginning is enough to recognise it by.
LONGEST_NAME = 60
# Who has everything still to do reads where to begin and how much there is, not a list of half a page.
MOST_NAMES = 3
INNER_QUOTES = str.maketrans("“”", "‘’")


def parts_text(standing: LessonStanding) -> str:
    """How far a lesson is: "2 van 4 onderdelen", never a bare percentage."""
    return ngettext("%(done)s of %(total)s part", "%(done)s of %(total)s parts", standing.total) % {
        "done": standing.done,
        "total": standing.total,
    }


def lessons_text(done: int, total: int) -> str:
    """How far a module or path is: "2 van 4 lessen"."""
    return ngettext("%(done)s of %(total)s lesson", "%(done)s of %(total)s lessons", total) % {
        "done": done,
        "total": total,
    }


def why_lesson_is_not_finished(standing: LessonStanding) -> str:
    """One sentence on what a lesson still asks, or what was added since; empty when nothing is open."""
    if standing.added_since:
        return ngettext(
            "Finished. Since then %(number)s part was added: %(parts)s.",
            "Finished. Since then %(number)s parts were added: %(parts)s.",
            len(standing.added_since),
        ) % {"number": len(standing.added_since), "parts": _list(standing.added_since)}
    if standing.state == State.DONE:
        return ""
    if not standing.total:
        return _("This lesson asks nothing of you yet.")
    if len(standing.missing) == 1 and standing.missing[0].kind == PartKind.TEST:
        return _why_test_is_open(standing.missing[0])
    return _("Still to do: %(parts)s.") % {"parts": _list(standing.missing)}


def why_module_is_not_finished(module: ModuleStep) -> str:
    """One sentence on which lessons a module still asks; empty when it is finished."""
    if module.standing.state == State.DONE:
        return ""
    titles = [step.lesson.title for step in module.lessons if step.lesson.pk in module.standing.missing]
    if not titles:
        return _("This module has no lessons yet.")
    if len(titles) == 1:
        return _("Still to do: the lesson “%(title)s”.") % {"title": titles[0]}
    return ngettext(
        "Still to do: the lesson “%(title)s” and %(number)s more.",
        "Still to do: the lesson “%(title)s” and %(number)s more.",
        len(titles) - 1,
    ) % {"title": titles[0], "number": len(titles) - 1}


def _list(parts: tuple[Part, ...]) -> str:
    if len(parts) > MOST_NAMES:
        named = ", ".join(_name(part) for part in parts[: MOST_NAMES - 1])
        number = len(parts) - MOST_NAMES + 1
        return ngettext(
            "%(parts)s and %(number)s more part", "%(parts)s and %(number)s more parts", number
        ) % {
            "parts": named,
            "number": number,
        }
    names = [_name(part) for part in parts]
    if len(names) == 1:
        return names[0]
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def _why_test_is_open(part: Part) -> str:
    if part.must_be_passed:
        return capfirst(
            _("%(test)s has not been passed yet.") % {"test": test_name(part.reference, part.title)}
        )
    return capfirst(_("%(test)s has not been taken yet.") % {"test": test_name(part.reference, part.title)})


def test_name(code: str, title: str) -> str:
    """How people call a test: by its module, or by its own title."""
    module, _sep, end = code.partition("-")
    if end == "T":
        return _("the test of %(module)s") % {"module": module}
    return _("the test “%(title)s”") % {"title": title}


def _name(part: Part) -> str:
    if part.kind == PartKind.TEST:
        return test_name(part.reference, part.title)
    if part.kind == PartKind.READING:
        return _("read the lesson to the end")
    title = shorten(part.title, LONGEST_NAME, placeholder=" …").translate(INNER_QUOTES)
    return f"{PartKind(part.kind).label.lower()} “{title}”"
