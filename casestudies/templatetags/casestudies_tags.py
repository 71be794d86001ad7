"""Words and small choices for the pages of cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casestudies import api
from casestudies.choices import CaseStep, Context, Domain, FrameField, Pitfall, Portion, Verdict
from casestudies.views.common import step_url

if TYPE_CHECKING:
    from casestudies.api import Case, Line, Picture
    from casestudies.models import CaseStudyPage, CaseWork
    from casestudies.rules.diagnosis import Tally
    from casestudies.rules.steps import Road
    from people.models import User

register = template.Library()


@dataclass(frozen=True, slots=True)
class Stop:
    """A step on the road, for who looks where they are."""

    step: CaseStep
    label: str
    url: str
    state: str
    is_here: bool


@register.simple_tag
def stops(case: Case, road: Road | None, here: str = "") -> list[Stop]:
    """The steps of a case in order; what is open can be read."""
    return [
        Stop(
            each,
            str(each.label),
            step_url(case.code, each) if road and road.is_open(each) else "",
            _state(each, road),
            each == here,
        )
        for each in api.ORDER
    ]


@register.filter
def domain_word(domain: str) -> str:
    """Where a case plays."""
    return str(Domain(domain).label)


@register.filter
def context_word(context: str) -> str:
    """Which field of work it belongs to."""
    return str(Context(context).label)


@register.filter
def pitfall_word(code: str) -> str:
    """The name of a pitfall."""
    return str(Pitfall(code).label) if code in Pitfall.values else ""


@register.filter
def frame_word(field: str) -> str:
    """The name of a field of the frame."""
    return str(FrameField(field).label)


@register.filter
def verdict_word(verdict: str) -> str:
    """What there is to say about a sentence."""
    return str(Verdict(verdict).label)


@register.filter
def portion_of(picture: Picture, sentence: str) -> str:
    """How many of a group marked a sentence, in words."""
    return str(Portion(picture.portions[sentence]).label) if sentence in picture.portions else ""


@register.filter
def step_of(work: CaseWork) -> str:
    """How far somebody is: "stap 3 van 7"."""
    place, total = api.how_far(work)
    return _("Step %(place)s of %(total)s") % {"place": place, "total": total}


@register.filter
def work_state(work: CaseWork | None) -> str:
    """The state word of a case for components."""
    if work is None:
        return "next"
    return "done" if work.finished_at else "now"


@register.filter
def tally_sentence(tally: Tally) -> str:
    """How a diagnosis went, in words."""
    if tally.seen == tally.moments:
        return _("You saw every moment where it goes wrong.")
    if not tally.seen:
        return _("You marked other sentences than the makers of the case did. Read below what they saw.")
    return ngettext(
        "You saw %(seen)s moment where it goes wrong. Read below what else the makers saw.",
        "You saw %(seen)s moments where it goes wrong. Read below what else the makers saw.",
        tally.seen,
    ) % {"seen": tally.seen}


@register.simple_tag
def all_pitfalls() -> list[Pitfall]:
    """Every pitfall, with how to recognise it."""
    return list(Pitfall)


@register.simple_tag
def moment(case: Case, number: int) -> Line | None:
    """A moment of the first version by its number."""
    return case.moments[number - 1] if 0 < number <= len(case.moments) else None


@register.simple_tag
def uses(page: CaseStudyPage, person: User) -> list[api.Use]:
    """Where a case is used, as far as somebody may know about it."""
    return api.uses_of(page.code, for_whom=person) if page.pk else []


@register.simple_tag
def obstacles(page: CaseStudyPage) -> list[str]:
    """What stands in the way before a saved draft may be handed in."""
    return api.obstacles_in(page) if page.pk else []


@register.simple_tag
def case_as_written(page: CaseStudyPage) -> Case:
    """A draft as plain data, for its preview."""
    return api.case_of(page)


def _state(step: CaseStep, road: Road | None) -> str:
    if road is None or not road.is_open(step):
        return "locked"
    return "done" if road.is_behind(step) else "now"
