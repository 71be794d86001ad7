"""What stands behind each thing that is counted before a phase is left, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from progression.selectors import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from progression.selectors.phases import PhaseState

PRIVACY = "works_council_and_privacy_settled"


def figure_of(state: PhaseState, code: str) -> str:
    """What one check was held against; nothing when people tick it, or when figures are not shown yet."""
    writer = _WORDS.get(code)
    may_be_shown = state.may_show_figures or code == PRIVACY
    return writer(state) if writer and may_be_shown else ""


def _privacy(state: PhaseState) -> str:
    return _("Works council: %(agreed)s. DPIA: %(done)s.") % {
        "agreed": words.day(state.picture.municipality.works_council_agreed_on),
        "done": words.day(state.picture.takeover.dpia_done_on),
    }


def _teams(state: PhaseState) -> str:
    sentence = ngettext(
        "%(number)s team held meetings in the last %(days)s days.",
        "%(number)s teams held meetings in the last %(days)s days.",
        state.teams_that_met,
    )
    return sentence % {"number": state.teams_that_met, "days": state.picture.takeover.window_days}


def _tasks(state: PhaseState) -> str:
    return _("%(number)s of %(all)s core tasks.") % {
        "number": state.tasks_led,
        "all": len(state.picture.tasks),
    }


def _quality(state: PhaseState) -> str:
    own, _trainers = state.numbers.observed
    if own.mean is None:
        return _("%(number)s observations in twelve months; a mean is shown from five.") % {
            "number": len(own.means)
        }
    return _("Mean %(mean)s of %(number)s observations in twelve months.") % {
        "mean": words.decimal(own.mean, places=2),
        "number": len(own.means),
    }


_WORDS: dict[str, Callable[[PhaseState], str]] = {
    PRIVACY: _privacy,
    "three_teams": _teams,
    "half_of_tasks_at_supervised": _tasks,
    "internal_quality_enough": _quality,
}
