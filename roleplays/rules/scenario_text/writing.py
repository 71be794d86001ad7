"""Writing a scenario as YAML, so that reading it gives the same scenario."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from roleplays.rules.scenario import ALWAYS, Choice, Condition, Node, Scenario
from roleplays.rules.scenario_text.words import CARDS, LETTERS, PLAYERS, SPEAKERS

_CARDS: dict[str, str] = {role: word for word, role in CARDS.items()}
_PLAYERS: dict[str, str] = {role: word for word, role in PLAYERS.items()}
_SPEAKERS: dict[str, str] = {speaker: word for word, speaker in SPEAKERS.items()}
Value = dict[str, Any]


def write_scenario(scenario: Scenario, *, context: str) -> str:
    """The scenario as docs/scenario-format.md says."""
    content: Value = {
        "id": scenario.code,
        "title": scenario.title,
        **({"summary": scenario.summary} if scenario.summary else {}),
        "domain": str(scenario.domain),
        **({"context": str(context)} if context else {}),
        **({"linked_case": scenario.case} if scenario.case else {}),
        "player_role": _PLAYERS[scenario.player_role],
        "duration_min": scenario.minutes,
        **({"frame": {str(name): text for name, text in scenario.frame}} if scenario.frame else {}),
        "role_cards": {
            _CARDS[card.role]: {name: getattr(card, name) for name in ("name", "public", "goal", "hidden")}
            for card in scenario.role_cards
        },
        "nodes": [_end(node) if node.is_end else _scene(node) for node in scenario.nodes],
        **({"look_fors": list(scenario.look_fors)} if scenario.look_fors else {}),
    }
    written: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=110)
    return written


def _end(node: Node) -> Value:
    return {"id": node.key, "end": str(node.end), "text": node.text}


def _scene(node: Node) -> Value:
    return {
        "id": node.key,
        "speaker": _SPEAKERS[node.speaker],
        **({"name": node.speaker_name} if node.speaker_name else {}),
        "text": node.text,
        "choices": [_choice(choice, LETTERS[place]) for place, choice in enumerate(node.choices)],
    }


def _choice(choice: Choice, letter: str) -> Value:
    return {
        **({"key": choice.key} if choice.key != letter else {}),
        "t": choice.text,
        "to": choice.to,
        "fx": {str(principle): amount for principle, amount in choice.effects},
        **({"happens": choice.consequence} if choice.consequence else {}),
        **({"fb": choice.feedback} if choice.feedback else {}),
        **({"ko": True} if choice.is_knock_out else {}),
        **({"if": _condition(choice.condition)} if choice.condition != ALWAYS else {}),
    }


def _condition(condition: Condition) -> Value:
    return dict(_asked(condition))


def _asked(condition: Condition) -> Iterator[tuple[str, Any]]:
    for name in ("chosen", "not_chosen"):
        if getattr(condition, name):
            yield name, list(getattr(condition, name))
    for name in ("at_least", "at_most"):
        if getattr(condition, name):
            yield name, {str(principle): amount for principle, amount in getattr(condition, name)}
