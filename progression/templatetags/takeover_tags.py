"""What pages of the takeover draw with: numbers that open, and numbers as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.translation import gettext as _

from progression import api
from progression.choices import CoreTask, Number

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

register = template.Library()


@register.filter
def percent(share: Fraction | float | None) -> str:
    """A share as a percentage."""
    return api.percent(share)


@register.filter
def hours(value: Decimal | float | None) -> str:
    """Hours with one decimal."""
    return api.decimal(value)


@register.simple_tag
def share_of(supply: Any) -> int:
    """How full the bar of a core task is, of a hundred."""
    return int(100 * min(supply.have, supply.need) / supply.need)


@register.simple_tag
def task_name(core_task: str) -> str:
    """A core task with its code."""
    return api.task_name(core_task)


@register.simple_tag
def assumption_of(numbers: Any) -> str:
    """What stands under each expected date."""
    return api.assumption(numbers)


@register.simple_tag
def need_text(picture: Any, task: CoreTask) -> str:
    """How many coaches a core task asks and how many there are; nothing for what is not planned."""
    supply = next((each for each in picture.supplies if each.core_task == task), None)
    if supply is None or task not in picture.plan:
        return ""
    words = {"need": supply.need, "have": supply.have, "gap": max(0, supply.need - supply.have)}
    sentence = _("Needed: %(need)s. Independent now: %(have)s. To go: %(gap)s.") % words
    return " ".join(filter(None, (sentence, api.from_others(picture, task))))


@register.inclusion_tag("progression/takeover/_number_card.html")
def number_card(name: str, value: str, tag: dict[str, Any] | None = None) -> dict[str, Any]:
    """A large number that opens, with a word about how it stands."""
    return {"number": Number[name.upper()], "value": value, "tag": tag}


@register.inclusion_tag("progression/takeover/_number_line.html")
def number_line(name: str, value: str) -> dict[str, Any]:
    """A number in a list that opens."""
    return {"number": Number[name.upper()], "value": value}
