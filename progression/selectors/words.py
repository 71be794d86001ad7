"""Numbers of the takeover as people read them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from progression.choices import CoreTask, Number
from progression.rules.forecast import Refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django_stubs_ext import StrOrPromise

    from progression.rules.attention import Action
    from progression.selectors.numbers import Numbers
    from progression.selectors.picture import Picture

NOTHING = "–"
REFUSALS: dict[str, StrOrPromise] = {
    "too_few_months": gettext_lazy(
        "There are fewer than six months with enough meetings, so the trend gives no date."
    ),
    "no_growth": gettext_lazy("The share is not rising, so the trend gives no date."),
    "too_uncertain": gettext_lazy(
        "The months differ so much that the trend gives no date: the band is wider than a year."
    ),
}
ACTIONS: dict[str, StrOrPromise] = {
    "contract_too_short": gettext_lazy(
        "The contract ends %(number)s days before the expected takeover. Talk about a longer one, or another plan."
    ),
    "contract_hours_short": gettext_lazy(
        "The plan needs %(number)s more hours of trainers than the contract has left."
    ),
    "quality_drops": gettext_lazy(
        "Own coaches are rated lower than trainers. Plan extra supervision before you go on."
    ),
    "too_much_with_one": gettext_lazy(
        "One coach led %(number)s percent of the meetings. Spread them over more people."
    ),
    "make_a_plan": gettext_lazy("There is no year plan yet. Fill in how many hours each core task asks."),
    "fill_in_the_contract": gettext_lazy("The end of the contract with the trainers is not filled in."),
    "confirm_meetings": gettext_lazy(
        "Too little was held or confirmed to say anything. Look which meetings still have to be confirmed."
    ),
}

# Which number shows what an action is about.
_SHOWN_BY = {
    "coverage_lost": Number.COVERAGE,
    "coverage_risk": Number.COVERAGE,
    "contract_too_short": Number.MARGIN,
    "contract_hours_short": Number.CONTRACT_HOURS,
    "stalled": Number.STALLED,
    "quality_drops": Number.QUALITY_GAP,
    "too_much_with_one": Number.TOP_SHARE,
    "confirm_meetings": Number.HOURS,
}
# Those that are worded after how many there are.
COUNTED_ACTIONS: dict[str, Callable[[int], str]] = {
    "coverage_lost": lambda n: ngettext(
        "Nobody of your own can give %(task)s alone. Agree on cover by the trainers within two working days.",
        "Nobody of your own can give %(tasks)s alone. Agree on cover by the trainers within two working days.",
        n,
    ),
    "coverage_risk": lambda n: ngettext(
        "%(task)s hangs on one coach. Choose who follows.",
        "%(tasks)s each hang on one coach. Choose who follows.",
        n,
    ),
    "stalled": lambda n: ngettext(
        "%(number)s trajectory stands still, since %(day)s. Ask who acts next for a new date.",
        "%(number)s trajectories stand still, the oldest since %(day)s. Ask who acts next for a new date.",
        n,
    ),
    "unsigned": lambda n: ngettext(
        "%(number)s trajectory waits for a signature, since %(day)s. Ask who has to sign.",
        "%(number)s trajectories wait for a signature, the oldest since %(day)s. Ask who has to sign.",
        n,
    ),
}


# How the room until the contract ends is shown: as which kind of tag, and in which word.
SIGNALS: dict[str, tuple[str, StrOrPromise]] = {
    "green": ("good", gettext_lazy("Enough room")),
    "amber": ("warning", gettext_lazy("Tight")),
    "red": ("error", gettext_lazy("Too late")),
}


def margin_tag(numbers: Numbers) -> dict[str, StrOrPromise] | None:
    """How the room until the contract ends stands, from the rule; nothing without a date."""
    if numbers.margin is None:
        return None
    kind, text = SIGNALS[numbers.margin.signal]
    return {"kind": kind, "text": text}


def percent(share: Fraction | Decimal | float | None) -> str:
    """A share as a percentage with one decimal."""
    return NOTHING if share is None else f"{decimal(float(share) * 100, places=1)}%"


def decimal(value: Decimal | Fraction | float | None, *, places: int = 1) -> str:
    """A number as Dutch people write it."""
    return NOTHING if value is None else number_format(round(float(value), places), decimal_pos=places)


def day(on: date | None) -> str:
    """A day in words."""
    return NOTHING if on is None else date_format(on, "j F Y")


def month(on: date | None) -> str:
    """A month in words: a forecast is not to the day."""
    return NOTHING if on is None else date_format(on, "F Y")


def too_little(numbers: Numbers) -> str:
    """Why no share is shown, or nothing."""
    found = numbers.degree
    if found.says_enough:
        return ""
    return _(
        "Too little data: %(hours)s hours in %(sessions)s meetings. Shown from 20 hours and 6 meetings."
    ) % {
        "hours": decimal(found.hours),
        "sessions": found.sessions,
    }


def refusal(numbers: Numbers) -> str:
    """Why the trend gives no date, or nothing."""
    return str(REFUSALS[numbers.trend.why]) if isinstance(numbers.trend, Refused) else ""


def assumption(numbers: Numbers) -> str:
    """What stands under each expected date."""
    if numbers.bottom_up.months is None:
        return _(
            "For at least one core task there are too few candidates or there is no plan, so there is no date."
        )
    candidates = numbers.candidates_active
    pace = sum((numbers.sessions_a_month(task) for task in numbers.picture.tasks), Fraction(0))
    return ngettext(
        "At %(pace)s sessions a month in the year plan, with %(number)s candidate active and at least a month per stage.",
        "At %(pace)s sessions a month in the year plan, with %(number)s candidates active and at least a month per stage.",
        candidates,
    ) % {"pace": decimal(pace), "number": candidates}


def from_others(picture: Picture, core_task: str) -> str:
    """How many of the coaches of a core task come from other municipalities of the group; nothing when there are none."""
    number = picture.pool.get(core_task, 0)
    if not number or picture.shares_with is None:
        return ""
    words = {"number": number, "group": picture.shares_with.group}
    return (
        ngettext(
            "Of these %(number)s is from another municipality of %(group)s.",
            "Of these %(number)s are from other municipalities of %(group)s.",
            number,
        )
        % words
    )


def task_name(core_task: str) -> str:
    """A core task with its code."""
    return f"{core_task} {CoreTask(core_task).label}"


def action_text(action: Action) -> str:
    """What to do, in a sentence."""
    counted = COUNTED_ACTIONS.get(action.key)
    text = str(ACTIONS[action.key]) if counted is None else counted(action.number)
    return text % {
        "number": action.number,
        "day": day(action.on),
        "task": "".join(map(task_name, action.core_tasks[:1])),
        "tasks": get_text_list(list(action.core_tasks), _("and")),
    }


def way_to(action: Action) -> tuple[str, str]:
    """The address where what an action is about is seen, and what it is called; empty for what is to be filled in."""
    if action.key == "unsigned":
        return reverse("progression:signing"), _("Sign stages")
    number = _SHOWN_BY.get(action.key)
    return ("", "") if number is None else (reverse("progression:number", args=[number]), str(number.label))


def board_sentences(numbers: Numbers) -> list[str]:
    """Three sentences for council and board."""
    return [_where_we_are(numbers), _what_is_covered(numbers), _when(numbers)]


def _where_we_are(numbers: Numbers) -> str:
    if not numbers.degree.says_enough:
        return _("Too few meetings were confirmed lately to say which share is done without a trainer.")
    return _("Of all hours in the last %(days)s days %(strict)s was done without a trainer.") % {
        "days": numbers.picture.takeover.window_days,
        "strict": percent(numbers.degree.strict),
    }


def _what_is_covered(numbers: Numbers) -> str:
    enough = sum(1 for each in numbers.supplies if each.have >= each.need)
    return _("For %(enough)s of %(all)s core tasks there are enough coaches of our own.") % {
        "enough": enough,
        "all": len(numbers.supplies),
    }


def _when(numbers: Numbers) -> str:
    if numbers.takeover_on is None:
        return _("When everything will be taken over cannot be said yet.")
    if numbers.margin is None:
        return _("We expect to have taken over in %(month)s.") % {"month": month(numbers.takeover_on)}
    ends_on = day(numbers.picture.takeover.contract_ends_on)
    return _("We expect to have taken over in %(month)s; the contract with the trainers ends on %(day)s.") % {
        "month": month(numbers.takeover_on),
        "day": ends_on,
    }
