"""A scenario as the content of our own H5P content type, which brings its player along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roleplays.rules.exchange.player.story import WORDS, story_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roleplays.rules.scenario import Scenario

MAIN = ("WKS.Dialogue", 1, 0)


def dialogue_content(scenario: Scenario, words: Mapping[str, str]) -> dict[str, Any]:
    """What stands in `content/content.json`. Only what a player may see goes along."""
    return {
        **story_of(scenario, words),
        "summary": scenario.summary,
        "frame": [{"name": words[name], "text": text} for name, text in scenario.frame],
        "words": {name: words[name] for name in (*WORDS, "frame_at_hand")},
    }
