"""What an observation comes to, and what is not right yet on a form, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from assessments.rules.observing import FormProblem, Reason

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from assessments.rules.observing import Result
    from assessments.rules.rubrics import Rubric

REASONS: dict[Reason, StrOrPromise] = {
    Reason.NO_RATER_COUNTS: _("None of the raters is calibrated, so this is feedback only."),
    Reason.TOO_FEW_SEEN: _("Too few criteria were seen to say more."),
    Reason.KNOCK_OUT: _(
        "There was a serious failure about safety or rights. That weighs more than everything else."
    ),
    Reason.CRITERION_TOO_LOW: _("“%(criterion)s” is below %(least)s."),
    Reason.MEAN_TOO_LOW: _("The weighted mean is below %(sufficient)s."),
    Reason.MEAN_SUFFICIENT: _("The weighted mean is %(sufficient)s or higher."),
    Reason.MEAN_GOOD: _("The weighted mean is %(good)s or higher."),
}
PROBLEMS: dict[FormProblem, StrOrPromise] = {
    FormProblem.MISSING: _("Choose a level, or say that it was not to be seen."),
    FormProblem.UNKNOWN: _("This criterion is not on this form."),
    FormProblem.LEVEL: _("Choose one of the levels."),
    FormProblem.LEVEL_AND_ABSENCE: _("Choose one of the levels."),
    FormProblem.TOO_MANY_NOT_SEEN: _(
        "Use “not to be seen” at most %(most)s times. With less, there is too little to say."
    ),
    FormProblem.ALWAYS_APPLIES: _("This criterion always applies."),
    FormProblem.KNOCK_OUT_UNEXPLAINED: _("Write down what happened. Somebody has to be able to read why."),
}


def reasons_in_words(rubric: Rubric, result: Result) -> list[str]:
    """Why an observation comes to what it does, a sentence each."""
    return [str(REASONS[reason]) % _words(rubric, code) for reason, code in result.reasons]


def problem_in_words(rubric: Rubric, problem: FormProblem) -> str:
    """What is not right yet on a form, and what to do about it."""
    return str(PROBLEMS[problem]) % {"most": rubric.most_not_seen}


def _words(rubric: Rubric, code: str) -> dict[str, str]:
    return {
        "criterion": f"{code} {rubric.named(code).title}" if code else "",
        "least": number_format(rubric.least_per_criterion, 2),
        "sufficient": number_format(rubric.sufficient, 2),
        "good": number_format(rubric.good, 2),
    }
