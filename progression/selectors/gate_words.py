"""What stands behind each condition of the gate in a quarter, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from progression.choices import GateCondition
from progression.rules.gate import judge
from progression.selectors.words import decimal, percent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from progression.rules.gate import Quarter


def judged(quarter: Quarter) -> dict[GateCondition, tuple[bool, str]]:
    """Per condition whether it held in a quarter, and what it was held against."""
    conditions = judge(quarter).conditions
    return {each: (conditions[each.value], _WORDS[each](quarter)) for each in GateCondition}


def _work(quarter: Quarter) -> str:
    return _("%(strict)s without a trainer, %(volume)s of the plan.") % {
        "strict": percent(quarter.strict),
        "volume": percent(quarter.volume),
    }


def _coverage(quarter: Quarter) -> str:
    task, number = min(quarter.coaches.items(), key=lambda each: each[1])
    fewest = ngettext(
        "%(number)s coach in the weakest core task (%(task)s).",
        "%(number)s coaches in the weakest core task (%(task)s).",
        number,
    ) % {"number": number, "task": task}
    if not quarter.top_shares:
        return fewest
    busiest, share = max(quarter.top_shares.items(), key=lambda each: each[1])
    most = _("%(share)s of %(task)s with one person.") % {"share": percent(share), "task": busiest}
    return f"{fewest} {most}"


def _quality(quarter: Quarter) -> str:
    if quarter.internal_quality is None or quarter.quality_gap is None:
        return _("Too few observations of own coaches or of trainers.")
    return ngettext(
        "Mean %(mean)s by %(raters)s rater, %(gap)s compared with trainers.",
        "Mean %(mean)s by %(raters)s raters, %(gap)s compared with trainers.",
        quarter.raters,
    ) % {
        "mean": decimal(quarter.internal_quality, places=2),
        "raters": quarter.raters,
        "gap": decimal(quarter.quality_gap, places=2),
    }


def _consultation(quarter: Quarter) -> str:
    return _("On average %(number)s for each coach.") % {"number": decimal(quarter.consultations_per_coach)}


def _renewal(quarter: Quarter) -> str:
    if quarter.has_educator:
        return _("There was a coach at S5.")
    return _("There was an agreement.") if quarter.has_certification_agreement else _("Neither was there.")


def _aftercare(quarter: Quarter) -> str:
    return _("There was an agreement.") if quarter.has_aftercare_agreement else _("There was no agreement.")


_WORDS: Mapping[GateCondition, Callable[[Quarter], str]] = {
    GateCondition.WORK: _work,
    GateCondition.COVERAGE: _coverage,
    GateCondition.QUALITY: _quality,
    GateCondition.CONSULTATION: _consultation,
    GateCondition.RENEWAL: _renewal,
    GateCondition.AFTERCARE: _aftercare,
}
