"""Results in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.choices import Measure
from assessments.rules.passing import ALL, Why

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from assessments.rules.passing import Norm, Reason, Result


def percent_text(percent: Decimal) -> str:
    """A score as people read it: "82,5"."""
    return number_format(percent.normalize() if percent % 1 else percent.to_integral_value())


def score_text(result: Result, norm: Norm) -> str:
    """What somebody scored, in one sentence; of open answers alone there is nothing to count yet, or at all."""
    if result.waiting:
        return _so_far(result, norm)
    if not result.max_points:
        return _("This test has no score.")
    if norm.measure == Measure.POINTS:
        return _("Your score is %(percent)s of 100.") % {"percent": percent_text(result.percent)}
    return ngettext(
        "You have %(right)s of %(asked)s question right.",
        "You have %(right)s of %(asked)s questions right.",
        result.asked,
    ) % {"right": result.right, "asked": result.asked}


def _so_far(result: Result, norm: Norm) -> str:
    """What is sure while a person still has to mark something: never a score that will change."""
    marked = result.asked - result.waiting
    if norm.measure == Measure.POINTS or not marked:
        return _("There is no score yet.")
    return ngettext(
        "There is no score yet. Of the %(marked)s question that was marked, you have %(right)s right.",
        "There is no score yet. Of the %(marked)s questions that were marked, you have %(right)s right.",
        marked,
    ) % {"marked": marked, "right": result.right}


def why_not_passed(result: Result) -> list[str]:
    """Each reason why it is no pass, in a sentence."""
    return [_SENTENCES[reason.why](reason, result) for reason in result.reasons]


def norm_text(norm: Norm) -> list[str]:
    """What it takes to pass, said before somebody begins."""
    asked = [
        (norm.overall is not None, lambda: _("At least %(needed)s percent.") % {"needed": norm.overall}),
        (
            norm.per_module is not None,
            lambda: _("At least %(needed)s percent in each module.") % {"needed": norm.per_module},
        ),
        (bool(norm.all_right_in), lambda: _everything_right(norm.all_right_in)),
        (norm.red_flags is not None, lambda: _few_flags(norm.red_flags or 0)),
        (norm.measure == Measure.POINTS and norm.asks_something, open_text),
    ]
    return [say() for is_asked, say in asked if is_asked]


def open_text() -> str:
    """What leaving a choice open is worth where points count."""
    return _("What you leave open gets the fewest points.")


def list_text(words: Sequence[str]) -> str:
    """Words as a list in a sentence: "M1, M2 en M10"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def _overall(reason: Reason, result: Result) -> str:
    return _("You have %(percent)s percent, and you need %(needed)s percent.") % {
        "percent": percent_text(result.percent),
        "needed": reason.needed,
    }


def _per_module(reason: Reason, result: Result) -> str:
    return _("In %(modules)s you have less than %(needed)s percent.") % {
        "modules": list_text(reason.modules),
        "needed": reason.needed,
    }


def _all_right(reason: Reason, result: Result) -> str:
    return _("Everything about %(modules)s has to be right.") % {"modules": list_text(reason.modules)}


def _red_flags(reason: Reason, result: Result) -> str:
    flags = len(result.discuss)
    return ngettext(
        "You chose %(flags)s action that must never be taken.",
        "You chose %(flags)s actions that must never be taken.",
        flags,
    ) % {"flags": flags}


def _nothing(reason: Reason, result: Result) -> str:
    return _("Nothing was asked.")


def _everything_right(modules: Sequence[str]) -> str:
    if ALL in modules:
        return _("Every question has to be right.")
    return _all_right_in(modules)


def _all_right_in(modules: Sequence[str]) -> str:
    return _("Everything about %(modules)s has to be right.") % {"modules": list_text(modules)}


def _few_flags(allowed: int) -> str:
    if not allowed:
        return _("No action that must never be taken.")
    return ngettext(
        "At most %(allowed)s action that must never be taken.",
        "At most %(allowed)s actions that must never be taken.",
        allowed,
    ) % {"allowed": allowed}


_SENTENCES: dict[Why, Callable[[Reason, Result], str]] = {
    Why.OVERALL: _overall,
    Why.PER_MODULE: _per_module,
    Why.ALL_RIGHT: _all_right,
    Why.RED_FLAGS: _red_flags,
    Why.NOTHING_ASKED: _nothing,
}
