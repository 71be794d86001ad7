"""Why something is not possible, and what is missing, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from assessments.api.proeve import InterviewProblem, Shortage
from certification.choices import Conflict, EntryNeed

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from assessments.api.proeve import Proeve
    from certification.services.proeve import NotPossibleError

WHY: dict[str, StrOrPromise] = {
    "readiness_is_empty": _("Write in a few sentences why you are ready."),
    "asked_already": _("You have asked for this proeve already."),
    "reason_is_empty": _("Write why, so that it can be looked at."),
    "words_are_missing": _("Some words are missing. Fill in every field."),
    "in_the_past": _("This moment has passed. Choose a later one."),
    "too_soon": _("This is too soon. It can be done from %(day)s on."),
    "conversation_first": _(
        "After three times “not yet”, trainer, candidate and manager talk first. Fill in when that was."
    ),
    "something_is_missing": _("Something is missing for this proeve: %(needs)s"),
    "conflict": _("One of the assessors cannot assess this candidate: %(conflicts)s"),
    "no_rubric": _("The rubric for the proeve is not published. Ask your content owner."),
    "no_recording": _("Write where the third assessor finds the recording."),
    "not_clear_yet": _("Not everybody has given a verdict yet."),
    "interview": _("The interview cannot raise this: %(problems)s"),
}
INTERVIEW: dict[str, StrOrPromise] = {
    InterviewProblem.TOO_MANY: _("At most two criteria are raised."),
    InterviewProblem.NEVER: _("K9, about safety, is never raised."),
    InterviewProblem.WAS_SEEN: _("Only a criterion that nobody could see is raised."),
    InterviewProblem.TOO_LOW: _("A criterion that was rated below 2 is never raised."),
    InterviewProblem.LEVEL: _("Choose a level from 1 to 4."),
}
SHORTAGES: dict[str, StrOrPromise] = {
    Shortage.MEAN: _("The weighted mean is below 3."),
    Shortage.CRITERION: _("%(code)s is below 2."),
    Shortage.HEAVY_CRITERION: _("%(code)s is below 2.5."),
    Shortage.NOT_SEEN: _("%(code)s was not seen."),
    Shortage.KNOCK_OUT: _("There was a serious failure about safety or rights."),
    Shortage.ASSESSORS: _("Not both assessors said “proficient”."),
}


def why_not(refused: NotPossibleError) -> str:
    """Why something cannot be done now, in a sentence."""
    first = refused.about[0][0] if refused.about else ""
    day = parse_date(first) if refused.why == "too_soon" else None
    words = {
        "day": date_format(day, "j F Y") if day else "",
        "needs": _joined([EntryNeed(need).label for need, _about in refused.about])
        if refused.why == "something_is_missing"
        else "",
        "conflicts": _joined([Conflict(conflict).label for _kind, conflict in refused.about])
        if refused.why == "conflict"
        else "",
        "problems": _joined([INTERVIEW[problem] for problem, _code in refused.about])
        if refused.why == "interview"
        else "",
    }
    return str(WHY[refused.why]) % words


def shortages_in_words(outcome: Proeve) -> list[str]:
    """What keeps a proeve from "proficient", a sentence each."""
    return [str(SHORTAGES[kind]) % {"code": code} for kind, code in outcome.shortages]


def _joined(sentences: list[StrOrPromise]) -> str:
    return " ".join(str(sentence) for sentence in sentences)
