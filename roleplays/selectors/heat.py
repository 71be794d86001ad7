"""The heat of a map: how a group walked, as a level to draw and the same in words. Bands only, as everywhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from roleplays.rules.scenario import reference
from roleplays.rules.traffic import bands_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roleplays.rules.scenario import Node, Scenario
    from roleplays.rules.traffic import Share
    from roleplays.selectors.traffic import Walked


@dataclass(frozen=True, slots=True)
class Warmth:
    """How much something was used: a level from 0 to 4, the same in words, and whether people stop there."""

    level: int
    words: str
    stopped: str = ""


@dataclass(frozen=True, slots=True)
class Heat:
    """How people walked: by scene, by reference of a choice, and what the levels mean."""

    scenes: Mapping[str, Warmth] = field(default_factory=dict)
    choices: Mapping[str, Warmth] = field(default_factory=dict)
    legend: tuple[Warmth, ...] = ()
    people: int = 0
    version: int = 0

    @property
    def has_stops(self) -> bool:
        """Whether there is a scene where many people stop."""
        return any(warmth.stopped for warmth in self.scenes.values())


NO_HEAT = Heat()


def heat_of(walked: Scenario, picture: Walked, *, drawn: Scenario | None = None, version: int = 0) -> Heat:
    """The heat of what was walked, on a drawing of what may have changed since: only what stayed the same is warm."""
    drawn = drawn or walked
    kept = [node for node in walked.nodes if _is_same(node, drawn.by_key.get(node.key))]
    stops = picture.stops.scenes if picture.stops else {}
    shares = picture.traffic.choices
    return Heat(
        scenes={node.key: _of_scene(picture.traffic.scenes[node.key], stops.get(node.key)) for node in kept},
        choices={
            name: Warmth(shares[name].level, _("chosen by %(band)s") % {"band": band_words(shares[name])})
            for name in _choices_that_stayed(kept, drawn)
        },
        legend=tuple(Warmth(each.level, band_words(each)) for each in bands_of(picture.traffic.people)),
        people=picture.traffic.people,
        version=version,
    )


def band_words(share: Share) -> str:
    """A part of a group in words."""
    if share.low == 0:
        return _("at most %(high)s%%") % {"high": share.high}
    if share.high == 100:
        return _("%(low)s%% or more") % {"low": share.low}
    return _("%(low)s to %(high)s%%") % {"low": share.low, "high": share.high}


def _is_same(node: Node, now: Node | None) -> bool:
    return now is not None and (now.text, now.end) == (node.text, node.end)


def _choices_that_stayed(kept: list[Node], drawn: Scenario) -> list[str]:
    return [
        reference(node, choice)
        for node in kept
        for choice in node.choices
        if (now := drawn.by_key[node.key].choice(choice.key))
        and (now.text, now.to) == (choice.text, choice.to)
    ]


def _of_scene(came: Share, stopped: Share | None) -> Warmth:
    words = _("%(band)s came here") % {"band": band_words(came)}
    if stopped is None:
        return Warmth(came.level, words)
    return Warmth(came.level, words, _("%(band)s stopped here") % {"band": band_words(stopped)})
