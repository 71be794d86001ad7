"""The three dates of a forecast, each with what it rests on (domain text f.6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from progression.rules.forecast import Refused
from progression.rules.pace import date_after
from progression.selectors import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from fractions import Fraction

    from progression.selectors.numbers import Numbers


@dataclass(frozen=True, slots=True)
class ExpectedDate:
    """A date in words, or a dash, with the sentences under it."""

    name: str
    on: str
    because: Sequence[str]


def three_dates(numbers: Numbers) -> list[ExpectedDate]:
    """From the bottom up, from the trend, and the end of the contract."""
    return [_bottom_up(numbers), _trend(numbers), _contract(numbers)]


def _bottom_up(numbers: Numbers) -> ExpectedDate:
    name, found = _("From what coaches still have to do"), numbers.bottom_up
    if found.months is None:
        return ExpectedDate(name, words.NOTHING, [words.assumption(numbers)])
    last = ngettext(
        "The core task that takes longest is %(tasks)s.",
        "The core tasks that take longest are %(tasks)s.",
        len(found.slowest),
    ) % {"tasks": get_text_list(list(found.slowest), _("and"))}
    return ExpectedDate(name, words.month(_after(numbers, found.months)), [last, words.assumption(numbers)])


def _trend(numbers: Numbers) -> ExpectedDate:
    name, found = _("From the trend of the share without a trainer"), numbers.trend
    if isinstance(found, Refused):
        return ExpectedDate(name, words.NOTHING, [words.refusal(numbers)])
    band = _("In nine of ten trials it falls from %(earliest)s to %(latest)s.") % {
        "earliest": words.month(_after(numbers, numbers.months_from_now(found.earliest))),
        "latest": words.month(_after(numbers, numbers.months_from_now(found.latest))),
    }
    return ExpectedDate(name, words.month(_after(numbers, numbers.trend_months or 0)), [band])


def _contract(numbers: Numbers) -> ExpectedDate:
    name, ends_on = _("End of the contract with the trainers"), numbers.picture.takeover.contract_ends_on
    if ends_on is None:
        return ExpectedDate(name, words.NOTHING, [_("The end of the contract is not filled in.")])
    return ExpectedDate(name, words.day(ends_on), [_room(numbers)])


def _room(numbers: Numbers) -> str:
    if numbers.margin is None:
        return _("Without an expected takeover there is nothing to compare it with.")
    days = numbers.margin.days
    sentence = (
        ngettext(
            "That is %(days)s day after the expected takeover.",
            "That is %(days)s days after the expected takeover.",
            days,
        )
        if days >= 0
        else ngettext(
            "That is %(days)s day before the expected takeover.",
            "That is %(days)s days before the expected takeover.",
            -days,
        )
    )
    return sentence % {"days": abs(days)}


def _after(numbers: Numbers, months: Fraction | float) -> date:
    return date_after(numbers.picture.today, float(months))
