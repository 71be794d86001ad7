"""A scenario as the content of H5P Branching Scenario, which a host has to have."""

from __future__ import annotations

import uuid
from html import escape
from typing import TYPE_CHECKING, Any

from roleplays.rules.exchange.remarks import Remark, Told
from roleplays.rules.scenario import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roleplays.rules.scenario import Choice, Node, Scenario

MAIN, QUESTION, TEXT = (
    ("H5P.BranchingScenario", 1, 10),
    ("H5P.BranchingQuestion", 1, 0),
    ("H5P.AdvancedText", 1, 1),
)
NEEDS = (MAIN, QUESTION, TEXT)
END = -1  # no next content: the end screen
_NAMESPACE = uuid.UUID("0d5b9d9e-1f0f-5a4b-8f57-7f1f3c5b2a90")


def branching_content(scenario: Scenario, *, words: Mapping[str, str]) -> dict[str, Any]:
    """What stands in `content/content.json`. Only what a player may see goes along: never the hidden part of a role card."""
    return {"branchingScenario": _content(scenario, words)}


def _content(scenario: Scenario, words: Mapping[str, str]) -> dict[str, Any]:
    nodes = list(scenario.by_key.values())
    place = {node.key: number for number, node in enumerate(nodes)}
    return {
        "title": scenario.title,
        "startScreen": {
            "startScreenTitle": _paragraphs(scenario.title),
            "startScreenSubtitle": _paragraphs(scenario.summary),
        },
        "endScreens": [
            {"endScreenTitle": _paragraphs(words["end"]), "endScreenSubtitle": "", "contentId": END}
        ],
        "content": [_step(scenario, node, place, words) for node in nodes],
        "scoringOptionGroup": {"scoringOption": "no-score", "includeInteractionsScores": False},
        "behaviour": {"enableBackwardsNavigation": True, "forceContentFinished": False},
        "l10n": {name: words[name] for name in L10N},
    }


L10N = (
    "startScreenButtonText",
    "endScreenButtonText",
    "backButtonText",
    "proceedButtonText",
    "disableProceedButtonText",
    "replayButtonText",
    "scoreText",
    "fullscreenAria",
)


def _step(
    scenario: Scenario, node: Node, place: Mapping[str, int], words: Mapping[str, str]
) -> dict[str, Any]:
    common = {
        "showContentTitle": False,
        "forceContentFinished": "useBehavioural",
        "contentBehaviour": "useBehavioural",
        "nextContentId": END,
    }
    if node.is_end:
        params: dict[str, Any] = {"text": _paragraphs(node.text)}
        feedback = {"title": _paragraphs(words[node.end]), "subtitle": _paragraphs(words["reflect"])}
        return {**common, "type": _library(scenario, node, TEXT, params, words["text"]), "feedback": feedback}
    question = {
        "question": _said(node, words),
        "alternatives": [_alternative(choice, place) for choice in node.choices],
    }
    params = {"branchingQuestion": question}
    return {
        **common,
        "type": _library(scenario, node, QUESTION, params, words["question"]),
        "feedback": {"title": "", "subtitle": ""},
    }


def _library(
    scenario: Scenario, node: Node, library: tuple[str, int, int], params: dict[str, Any], kind: str
) -> dict[str, Any]:
    name, major, minor = library
    return {
        "library": f"{name} {major}.{minor}",
        "params": params,
        "subContentId": str(uuid.uuid5(_NAMESPACE, f"{scenario.code}:{node.key}")),
        "metadata": {"title": f"{kind} {node.key}", "license": "U", "contentType": kind},
    }


def _said(node: Node, words: Mapping[str, str]) -> str:
    who = node.speaker_name or words[node.speaker]
    return f"<p><strong>{escape(who)}</strong></p>{_paragraphs(node.text)}"


def _alternative(choice: Choice, place: Mapping[str, int]) -> dict[str, Any]:
    return {
        "text": escape(" ".join(choice.text.split())),
        "nextContentId": place.get(choice.to, END),
        "feedback": {"title": _paragraphs(choice.consequence), "subtitle": _paragraphs(choice.feedback)},
    }


def _paragraphs(text: str) -> str:
    lines = filter(None, (line.strip() for line in text.split("\n")))
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def lost_in_branching(scenario: Scenario) -> Iterator[Remark]:
    yield Remark(Told.PROFILE_LOST)
    if scenario.role_cards or scenario.look_fors:
        yield Remark(Told.CARDS_LOST)
    if scenario.frame:
        yield Remark(Told.FRAME_LOST)
    for node in scenario.nodes:
        for choice in node.choices:
            if choice.is_knock_out:
                yield Remark(Told.KNOCK_OUT_LOST, node=node.key, facts={"choice": choice.key})
            if choice.condition != ALWAYS:
                yield Remark(Told.CONDITION_LOST, node=node.key, facts={"choice": choice.key})
