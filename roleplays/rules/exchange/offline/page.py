"""Writing a scenario as one HTML file: it plays without a network, and reads without JavaScript."""

from __future__ import annotations

import base64
import hashlib
import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roleplays.choices import Principle
from roleplays.rules.checks import check
from roleplays.rules.exchange.remarks import Remark, Taken, Told
from roleplays.rules.outcome import GOOD_SHARE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roleplays.rules.scenario import Choice, Node, Scenario

HERE = Path(__file__).parent
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
    "good",
    "mixed",
    "poor",
)


def write_page(scenario: Scenario, *, words: Mapping[str, str]) -> Taken:
    """The file. Only what a player may see goes along: never the hidden part of a role card."""
    script = (HERE / "player.js").read_text(encoding="utf-8")
    style = (HERE / "player.css").read_text(encoding="utf-8")
    page = f"""<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{escape(scenario.title)}</title>
<style>{style}</style>
</head>
<body>
<main>{_body(scenario, words)}</main>
<script type="application/json" id="story">{_story(scenario, words)}</script>
<script>{script}</script>
</body>
</html>
"""
    lost = [Remark(Told.CARDS_LOST)] if scenario.role_cards or scenario.look_fors else []
    return Taken(page.encode(), tuple(lost))


def _policy(script: str, style: str) -> str:
    """Nothing from anywhere but this one script and this one style."""
    return (
        f"default-src 'none'; script-src '{_fingerprint(script)}'; style-src '{_fingerprint(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _body(scenario: Scenario, words: Mapping[str, str]) -> str:
    return f"""
<h1>{escape(scenario.title)}</h1>
<p>{escape(scenario.summary)}</p>
{_frame(scenario, words)}
<div id="stage"></div>
<noscript>{"".join(_read(scenario, words))}</noscript>
"""


def _fingerprint(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _frame(scenario: Scenario, words: Mapping[str, str]) -> str:
    if not scenario.frame:
        return ""
    rows = "".join(f"<dt>{escape(words[name])}</dt><dd>{escape(text)}</dd>" for name, text in scenario.frame)
    return f"<details><summary>{escape(words['frame_at_hand'])}</summary><dl>{rows}</dl></details>"


def _story(scenario: Scenario, words: Mapping[str, str]) -> str:
    content = {
        "nodes": [_node(node, words) for node in scenario.nodes],
        "maximum": check(scenario).maximum,
        "share": GOOD_SHARE,
        "principles": [[str(value), words[value]] for value in Principle.values],
        "words": {name: words[name] for name in WORDS},
    }
    # Inside a script element only "<" can end it or begin a comment.
    return json.dumps(content, ensure_ascii=False).replace("<", "\\u003c")


def _node(node: Node, words: Mapping[str, str]) -> dict[str, Any]:
    return {
        "key": node.key,
        "who": "" if node.is_end else _who(node, words),
        "text": node.text,
        "end": str(node.end),
        "choices": [_choice(choice) for choice in node.choices],
    }


def _who(node: Node, words: Mapping[str, str]) -> str:
    return node.speaker_name or words[node.speaker]


def _choice(choice: Choice) -> dict[str, Any]:
    names = ("chosen", "not_chosen", "at_least", "at_most")
    return {
        "key": choice.key,
        "text": choice.text,
        "to": choice.to,
        "effects": choice.effects,
        "happens": choice.consequence,
        "feedback": choice.feedback,
        "ko": choice.is_knock_out,
        "condition": {name: getattr(choice.condition, name) for name in names},
    }


def _read(scenario: Scenario, words: Mapping[str, str]) -> Iterator[str]:
    """The conversation as text with links, for who has no JavaScript."""
    yield f"<p>{escape(words['without_script'])}</p>"
    for node in scenario.by_key.values():
        heading = words[node.end] if node.is_end else _who(node, words)
        yield f'<section id="scene-{escape(node.key)}"><h2>{escape(heading)}</h2>'
        yield f'<p class="said">{escape(node.text)}</p>'
        if node.choices:
            yield f"<ul>{''.join(_way(choice) for choice in node.choices)}</ul>"
        yield "</section>"


def _way(choice: Choice) -> str:
    heard = " ".join(filter(None, (choice.consequence, choice.feedback)))
    return f'<li><a href="#scene-{escape(choice.to)}">{escape(choice.text)}</a><p>{escape(heard)}</p></li>'
