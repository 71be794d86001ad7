"""Reads one QTI item, of version 2.1, 2.2 or 3.0."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from assessments.rules.exchange.assembling import Draft
from assessments.rules.exchange.codes import Loss, Refusal
from assessments.rules.exchange.qti.body import (
    BLANK,
    interactions_in,
    note_other_parts,
    rubric_for,
    words_of,
)
from assessments.rules.exchange.qti.interactions import READERS, Reader, with_rubric
from assessments.rules.exchange.qti.keys import key_of
from assessments.rules.exchange.report import Notes, Place, RefusedError
from assessments.rules.exchange.vocabulary import labels_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.rules.exchange.report import Found
    from assessments.rules.exchange.xmltree import Node

ITEM = "assessmentitem"
EXPLANATION, PRINCIPLE = "EXPLANATION", "PRINCIPLE"
# Feedback on the answer as a whole: right, wrong or half.
_AS_A_WHOLE = re.compile(r"correct|wrong|right|good|goed|fout|juist|partial|general_incorrect", re.IGNORECASE)


def read_item(node: Node, *, file: str = "", labels: Iterable[str] = ()) -> Found:
    """The question that an item is; raises RefusedError when we cannot ask it."""
    place = Place(line=node.line, file=file, name=node["identifier"] or node["title"])
    draft = Draft(place, identifier=node["identifier"])
    draft.labels = labels_in(labels, draft.notes)
    body = node.first("itembody")
    if body is None:
        raise RefusedError(Refusal.NO_TEXT)
    interaction, read = _only_interaction(node, body)
    note_other_parts(node, draft.notes)
    feedback = _feedback_in(node, interaction, draft)
    item = read(interaction, key_of(node, interaction["responseidentifier"], draft.notes), draft, feedback)
    text = _joined(
        rubric_for(node, "candidate", draft.notes), _said_once(words_of(body, draft.notes)), item.text
    )
    text = text.removesuffix(f"\n\n{BLANK}")
    if node["title"]:
        draft.is_called(node["title"], text=text)
    item = with_rubric(replace(item, text=text), node, draft)
    explanation = _joined(feedback.get(EXPLANATION, ""), item.explanation)
    return draft.finish(replace(item, explanation=explanation, principle=feedback.get(PRINCIPLE, "")))


def _only_interaction(node: Node, body: Node) -> tuple[Node, Reader]:
    if node.first("templatedeclaration"):
        raise RefusedError(Refusal.UNKNOWN_KIND, kind="templateDeclaration")
    interactions = interactions_in(body)
    if not interactions:
        raise RefusedError(Refusal.NO_KEY)
    if len(interactions) > 1:
        raise RefusedError(Refusal.SEVERAL_QUESTIONS)
    read = READERS.get(interactions[0].tag)
    if read is None:
        raise RefusedError(Refusal.UNKNOWN_KIND, kind=interactions[0].tag)
    return interactions[0], read


def asks_nothing(node: Node) -> bool:
    """Whether an item only tells something: there is nothing to answer in it."""
    body = node.first("itembody")
    return body is not None and bool(words_of(body, Notes())) and not interactions_in(body)


def _said_once(text: str) -> str:
    """The text without a paragraph that repeats the one before: some write the question above its answers again."""
    return "\n\n".join(paragraph for paragraph, _again in groupby(text.split("\n\n")))


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _feedback_in(node: Node, interaction: Node, draft: Draft) -> dict[str, str]:
    """Feedback by the answer it belongs to; explanation and principle under their own names."""
    found: dict[str, str] = {}
    answers = list(interaction.within("simplechoice", "hottext", "inlinechoice", "simpleassociablechoice"))
    for answer in answers:
        inline = [words_of(each, draft.notes) for each in answer.within("feedbackinline")]
        if any(inline):
            found[answer["identifier"]] = _joined(*inline)
    identifiers = {answer["identifier"] for answer in answers}
    for modal in node.each("modalfeedback"):
        name, words = _named(modal, identifiers), words_of(modal, draft.notes)
        if name:
            found[name] = _joined(found.get(name, ""), words)
        elif words:
            draft.notes.lose(Loss.COMBINED_FEEDBACK, text=words)
    return found


def _named(modal: Node, answers: set[str]) -> str:
    """What a modal feedback belongs to; empty when it is about the answer as a whole."""
    outcome, identifier = modal["outcomeidentifier"], modal["identifier"]
    if outcome in {EXPLANATION, PRINCIPLE}:
        return outcome
    if identifier in answers:
        return identifier
    return "" if _AS_A_WHOLE.search(identifier) else EXPLANATION
