"""Writing a scenario as Twee 3: a passage per scene, and one with all that Twine does not know."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING

from roleplays.rules.exchange.remarks import Taken
from roleplays.rules.exchange.twee.passages import DATA, OWN, TITLE, as_link, as_passage, passage
from roleplays.rules.layout import draw
from roleplays.rules.scenario_text import write_scenario
from roleplays.rules.scenario_text.words import SPEAKERS

if TYPE_CHECKING:
    from roleplays.rules.scenario import Node, Scenario

_WORDS: dict[str, str] = {speaker: word for word, speaker in SPEAKERS.items()}
_NAMESPACE = uuid.UUID("5b0c1c1e-6a52-5f0e-9a58-0f6f2f0b7c11")


def write_twee(scenario: Scenario, *, context: str) -> Taken:
    """The scenario for Twine. Everything is kept: what is no text or link stands in the passage WKS."""
    places = {box.node.key: f"{box.x},{2 * box.y}" for box in draw(scenario).boxes}
    parts = [
        passage(TITLE, as_passage(scenario.title)),
        passage(DATA, json.dumps(_about(scenario), indent=2)),
        *(_scene(node, places[node.key]) for node in scenario.nodes),
        passage(OWN, write_scenario(scenario, context=context), tags=("wks",)),
    ]
    return Taken("\n".join(parts).encode())


def _about(scenario: Scenario) -> dict[str, str]:
    return {
        "ifid": str(uuid.uuid5(_NAMESPACE, scenario.code)).upper(),
        "format": "Harlowe",
        "format-version": "3.3.9",
        "start": scenario.start.key,
    }


def _scene(node: Node, position: str) -> str:
    links = [f"[[{as_link(choice.text)}->{choice.to}]]" for choice in node.choices]
    tag = str(node.end) if node.is_end else _WORDS[node.speaker]
    return passage(node.key, "\n\n".join([as_passage(node.text), *links]), tags=(tag,), position=position)
