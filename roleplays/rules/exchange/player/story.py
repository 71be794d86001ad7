"""A scenario as the player in a browser reads it: the same for the file and for the H5P content type."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from roleplays.choices import Principle
from roleplays.rules.checks import check
from roleplays.rules.exchange.remarks import Remark, Told
from roleplays.rules.outcome import GOOD_SHARE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roleplays.rules.scenario import Choice, Effects, Node, Scenario

LIBRARY = Path(__file__).parents[3] / "content_types" / "WKS.Dialogue-1.0"
WORDS = (
    "you",
    "feedback",
    "back",
    "again",
    "profile",
    "principle",
    "held",
    "broken",
    "road",
    "reflect",
    "knock_out",
    "end_broken",
    "end_too_few",
    "good",
    "mixed",
    "poor",
)


def story_of(scenario: Scenario, words: Mapping[str, str]) -> dict[str, Any]:
    """What a player may see, and nothing of the role cards."""
    return {
        "nodes": [_node(node, words) for node in scenario.nodes],
        "maximum": check(scenario).maximum,
        "share": GOOD_SHARE,
        "principles": [{"code": str(value), "name": words[value]} for value in Principle.values],
        "words": {name: words[name] for name in WORDS},
    }


def lost_in_player(scenario: Scenario) -> tuple[Remark, ...]:
    """What does not come along to somebody who plays alone."""
    return (Remark(Told.CARDS_LOST),) if scenario.role_cards or scenario.look_fors else ()


def who_speaks(node: Node, words: Mapping[str, str]) -> str:
    """The name of who speaks, or of the role."""
    return node.speaker_name or words[node.speaker]


def _node(node: Node, words: Mapping[str, str]) -> dict[str, Any]:
    return {
        "key": node.key,
        "who": "" if node.is_end else who_speaks(node, words),
        "text": node.text,
        "end": str(node.end),
        "choices": [_choice(choice) for choice in node.choices],
    }


def _choice(choice: Choice) -> dict[str, Any]:
    asked = choice.condition
    return {
        "key": choice.key,
        "text": choice.text,
        "to": choice.to,
        "effects": _amounts(choice.effects),
        "happens": choice.consequence,
        "feedback": choice.feedback,
        "ko": choice.is_knock_out,
        "condition": {
            "chosen": list(asked.chosen),
            "not_chosen": list(asked.not_chosen),
            "at_least": _amounts(asked.at_least),
            "at_most": _amounts(asked.at_most),
        },
    }


def _amounts(effects: Effects) -> list[dict[str, Any]]:
    return [{"principle": str(principle), "amount": amount} for principle, amount in effects]
