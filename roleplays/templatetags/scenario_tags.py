"""The map of a scenario, and playing it on trial, in the editor and its preview."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roleplays.api import authoring
from roleplays.api import profile_of as profile
from roleplays.api import road_of as road
from roleplays.choices import Outcome, Principle, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from roleplays.api import PrincipleScore
    from roleplays.api.authoring import Entry, Place, Rehearsal, ScenarioMap
    from roleplays.models import RolePlayScenario
    from roleplays.rules.road import Crossing
    from roleplays.rules.scenario import Condition, Node

register = template.Library()
PRINCIPLES = dict(Principle.choices)
SHORT_ENDS = {
    Outcome.GOOD: gettext_lazy("good end"),
    Outcome.MIXED: gettext_lazy("open end"),
    Outcome.POOR: gettext_lazy("stuck"),
}


@register.simple_tag
def map_in_editor(row: RolePlayScenario) -> ScenarioMap:
    """The map of what is being written; each scene leads to its block."""
    ids = authoring.ids_of_blocks(row)
    page = reverse("wagtailsnippets_roleplays_roleplayscenario:edit", args=[row.pk]) if row.pk else ""
    return authoring.map_of(
        authoring.scenario_of(row), link=lambda key: f"{page}#block-{ids.get(key, '')}-section"
    )


@register.simple_tag
def rehearsal(row: RolePlayScenario, begin: str = "", road: str = "") -> Rehearsal | None:
    """A road through what is being written."""
    moves = [move for move in (road or "").split(".") if move]
    return authoring.rehearse(authoring.scenario_of(row), begin=begin or "", moves=moves)


@register.simple_tag
def further(played: Rehearsal, choice: str = "", **fixed: str) -> str:
    """The question in an address that goes one choice further, or without one to the beginning."""
    return _address(played.begin, (*played.moves, choice) if choice else (), fixed)


@register.simple_tag
def one_back(played: Rehearsal, **fixed: str) -> str:
    """The question in an address that goes one choice back."""
    return _address(played.begin, played.moves[:-1], fixed)


@register.simple_tag
def begin_at(key: str, **fixed: str) -> str:
    """The question in an address that begins in another scene."""
    return _address(key, (), fixed)


def _address(begin: str, moves: Sequence[str], fixed: Mapping[str, str]) -> str:
    kept = {name: value for name, value in fixed.items() if value}
    return f"?{urlencode({**kept, 'vanaf': begin, 'weg': '.'.join(moves)})}"


@register.filter
def profile_of(played: Rehearsal) -> tuple[PrincipleScore, ...]:
    """The profile so far."""
    return profile(played.state)


@register.filter
def road_of(played: Rehearsal) -> tuple[Crossing, ...]:
    """The road so far, beside the other roads."""
    return road(played.state)


@register.filter
def speaks(node: Node) -> str:
    """Who speaks in a scene, or that it is an end and how it ends."""
    if node.is_end:
        return _("End: %(outcome)s") % {"outcome": Outcome(node.end).label}
    label = Speaker(node.speaker).label if node.speaker in Speaker.values else _("nobody yet")
    return f"{node.speaker_name}, {label}" if node.speaker_name else str(label)


@register.filter
def asked_by(condition: Condition) -> list[str]:
    """What a condition asks, in words."""
    return [str(words) for words in _asked_by(condition)]


def _asked_by(condition: Condition) -> Iterator[str]:
    for name in condition.chosen:
        yield _("only after %(choice)s") % {"choice": name}
    for name in condition.not_chosen:
        yield _("not after %(choice)s") % {"choice": name}
    for words, levels in (
        (gettext_lazy("only from %(amount)s on: %(principle)s"), condition.at_least),
        (gettext_lazy("only up to %(amount)s: %(principle)s"), condition.at_most),
    ):
        for principle, amount in levels:
            yield words % {"amount": amount, "principle": PRINCIPLES.get(principle, principle)}


@register.filter
def kind_of(node: Node) -> str:
    """A word for the drawing: how it ends, or that it goes on."""
    return node.end or "scene"


@register.filter
def turn_role(node: Node) -> str:
    """As whom a turn is drawn; who was not chosen yet is the narrator."""
    return node.speaker or Speaker.NARRATOR


@register.simple_tag
def with_flaws(drawn: ScenarioMap) -> list[Entry]:
    """The scenes with something to look at."""
    return [entry for entry in drawn.outline if entry.place.flaws]


@register.simple_tag
def who_in_box(place: Place) -> str:
    """One or two words in a box: who speaks, or how it ends."""
    if place.node.is_end:
        return str(SHORT_ENDS[Outcome(place.node.end)])
    return place.node.speaker_name or speaks(place.node)


@register.simple_tag
def spoken_place(place: Place) -> str:
    """A scene of the map for who does not see it; it begins with what stands in the box, for who speaks to a browser."""
    number = len(place.flaws)
    parts = [
        f"{place.node.key} {who_in_box(place)} {place.short}",
        speaks(place.node),
        ngettext("%(number)s remark", "%(number)s remarks", number) % {"number": number} if number else "",
        *((place.warmth.words, place.warmth.stopped) if place.warmth else ()),
    ]
    return ". ".join(part for part in parts if part)
