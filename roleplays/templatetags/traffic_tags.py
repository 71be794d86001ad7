"""Words for how groups walked through a scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from roleplays import api
from roleplays.choices import Outcome
from roleplays.rules.scenario import reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from casestudies.choices import Pitfall
    from roleplays.rules.scenario import Choice, Node, Scenario
    from roleplays.rules.traffic import Share, Traffic

register = template.Library()


@register.filter
def band(share: Share) -> str:
    """A part of a group in words."""
    return api.band_words(share)


@register.filter
def fill(share: Share) -> int:
    """How full its bar is."""
    return (share.low + share.high) // 2


@register.simple_tag
def of_scene(shares: Mapping[str, Share], node: Node) -> Share | None:
    """The share of a scene."""
    return shares.get(node.key)


@register.simple_tag
def of_choice(traffic: Traffic, node: Node, choice: Choice) -> Share:
    """The share of a choice."""
    return traffic.choices[reference(node, choice)]


@register.filter
def most_stepped_in(traffic: Traffic) -> list[tuple[Pitfall, Share]]:
    """The pitfalls that stand out, the most common first."""
    found = [(pitfall, share) for pitfall, share in traffic.pitfalls.items() if share.stands_out]
    return sorted(found, key=lambda each: -each[1].low)


@register.filter
def end_word(end: str) -> str:
    """How it ends, in words."""
    return str(Outcome(end).label)


@register.filter
def ends(scenario: Scenario) -> list[Node]:
    """How it can end."""
    return [node for node in scenario.nodes if node.is_end]


@register.filter
def scenes(scenario: Scenario) -> list[Node]:
    """Where there is something to choose."""
    return [node for node in scenario.nodes if not node.is_end]
