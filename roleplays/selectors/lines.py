"""How a group walked, one number to a line: what a page shows, for a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from roleplays.rules.scenario import reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roleplays.rules.scenario import Scenario
    from roleplays.selectors.traffic import Walked


class Row(NamedTuple):
    """A number with what it is about, as it stands in the file."""

    about: str
    scene: str
    choice: str
    text: str
    low: int
    high: int
    people: int


def lines_of(scenario: Scenario, picture: Walked) -> Iterator[Row]:
    """Every number of the page, one to a line."""
    traffic = picture.traffic
    for node in scenario.nodes:
        share = traffic.scenes[node.key]
        kind = _("End") if node.is_end else _("Scene")
        yield Row(kind, node.key, "", node.text, share.low, share.high, traffic.people)
        for choice in node.choices:
            share = traffic.choices[reference(node, choice)]
            yield Row(_("Choice"), node.key, choice.key, choice.text, share.low, share.high, traffic.people)
    for pitfall, share in traffic.pitfalls.items():
        yield Row(_("Pitfall"), "", "", str(pitfall.label), share.low, share.high, traffic.people)
    yield from _stops(scenario, picture)


def _stops(scenario: Scenario, picture: Walked) -> Iterator[Row]:
    if picture.stops is None:
        return
    stops, finished = picture.stops, picture.stops.finished
    yield Row(_("Finished"), "", "", "", finished.low, finished.high, stops.people)
    for key, share in stops.scenes.items():
        text = scenario.by_key[key].text
        yield Row(_("Stopped"), key, "", text, share.low, share.high, stops.people)
