"""Writing a scenario as one HTML file: it plays without a network, and reads without JavaScript."""

from __future__ import annotations

import base64
import hashlib
import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roleplays.rules.exchange.player.story import LIBRARY, lost_in_player, story_of, who_speaks
from roleplays.rules.exchange.remarks import Taken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roleplays.rules.scenario import Choice, Scenario

HERE = Path(__file__).parent


def write_page(scenario: Scenario, *, words: Mapping[str, str]) -> Taken:
    """The file. Only what a player may see goes along: never the hidden part of a role card."""
    script = _joined(LIBRARY / "engine.js", HERE / "page.js")
    style = _joined(LIBRARY / "dialogue.css", HERE / "page.css")
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
<script type="application/json" id="story">{_inside_a_script(story_of(scenario, words))}</script>
<script>{script}</script>
</body>
</html>
"""
    return Taken(page.encode(), lost_in_player(scenario))


def _joined(*files: Path) -> str:
    return "".join(file.read_text(encoding="utf-8") for file in files)


def _inside_a_script(story: dict[str, Any]) -> str:
    """Inside a script element only "<" can end it or begin a comment."""
    return json.dumps(story, ensure_ascii=False).replace("<", "\\u003c")


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
<div id="stage" class="wks-dialogue"></div>
<noscript>{"".join(_read(scenario, words))}</noscript>
"""


def _fingerprint(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _frame(scenario: Scenario, words: Mapping[str, str]) -> str:
    if not scenario.frame:
        return ""
    rows = "".join(f"<dt>{escape(words[name])}</dt><dd>{escape(text)}</dd>" for name, text in scenario.frame)
    return f"<details><summary>{escape(words['frame_at_hand'])}</summary><dl>{rows}</dl></details>"


def _read(scenario: Scenario, words: Mapping[str, str]) -> Iterator[str]:
    """The conversation as text with links, for who has no JavaScript."""
    yield f"<p>{escape(words['without_script'])}</p>"
    for node in scenario.by_key.values():
        heading = words[node.end] if node.is_end else who_speaks(node, words)
        yield f'<section id="scene-{escape(node.key)}"><h2>{escape(heading)}</h2>'
        yield f'<p class="said">{escape(node.text)}</p>'
        if node.choices:
            yield f"<ul>{''.join(_way(choice) for choice in node.choices)}</ul>"
        yield "</section>"


def _way(choice: Choice) -> str:
    heard = " ".join(filter(None, (choice.consequence, choice.feedback)))
    return f'<li><a href="#scene-{escape(choice.to)}">{escape(choice.text)}</a><p>{escape(heard)}</p></li>'
