"""Reads of reflections: one's own, and why one is not complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.choices import ReflectionPrompt
from assessments.models import Reflection, Share
from assessments.rules.reflections import QUESTIONS, shortfalls
from people.api import everywhere

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from assessments.rules.reflections import Shortfall
    from people.models import User


def reflections_of(person: User) -> QuerySet[Reflection]:
    """Everything that a person wrote, also for a municipality that they have left; with how it is shared."""
    with everywhere():
        own: QuerySet[Reflection] = Reflection.objects.filter(person=person)
        shares = Share.objects.filter(person=person)
    return own.select_related("municipality").prefetch_related(Prefetch("shares", shares))


def questions_and_answers(reflection: Reflection) -> list[tuple[str, str]]:
    """A reflection as it reads: each guiding question with what was answered."""
    asked = QUESTIONS[ReflectionPrompt(reflection.prompt)]
    return [(str(question.label), reflection.answers.get(question, "")) for question in asked]


def is_kept(reflection: Reflection, *, title: str, answers: dict[str, str], sequence: int) -> bool:
    """Whether a text that arrives needs no keeping: it is there already, or something newer is."""
    is_older = sequence <= reflection.sequence
    return is_older or (title, answers) == (reflection.title, reflection.answers)


def what_is_missing(reflection: Reflection) -> tuple[Shortfall, ...]:
    """What a reflection still needs to be complete."""
    return shortfalls(ReflectionPrompt(reflection.prompt), reflection.answers)


def why_not_complete(reflection: Reflection) -> str:
    """One sentence on what a reflection still needs; empty when it is complete."""
    missing = what_is_missing(reflection)
    if not missing:
        return ""
    first, *others = missing
    if others:
        return ngettext(
            "Not complete yet: “%(question)s” and %(number)s more question ask a longer answer.",
            "Not complete yet: “%(question)s” and %(number)s more questions ask a longer answer.",
            len(others),
        ) % {"question": first.question.label, "number": len(others)}
    if first.is_empty:
        return _("Not complete yet: answer “%(question)s”.") % {"question": first.question.label}
    return ngettext(
        "Almost complete: “%(question)s” asks %(number)s more word.",
        "Almost complete: “%(question)s” asks %(number)s more words.",
        first.words_to_go,
    ) % {"question": first.question.label, "number": first.words_to_go}
