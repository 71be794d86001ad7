"""A scene out of a passage: its words, its choices, and what the scenario already knew about them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from roleplays.choices import Outcome, Speaker
from roleplays.rules.exchange.remarks import Remark, Told, short
from roleplays.rules.exchange.twee.passages import Link, as_link, as_passage, links_of, same, words_of
from roleplays.rules.scenario import Choice, Node
from roleplays.rules.scenario_text.reading import LONGEST_TEXT
from roleplays.rules.scenario_text.words import LETTERS, SPEAKERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roleplays.rules.exchange.twee.passages import Passage

_NOT_OURS = {
    Told.MACRO: re.compile(r"<<\w|\([a-z-]{2,20}:"),
    Told.VARIABLE: re.compile(r"\$[A-Za-z_]"),
    Told.MARKUP: re.compile(r"<[A-Za-z/!][^>\n]{0,200}>|\[img\["),
}


def node_of(
    passage: Passage, key: str, *, names: Mapping[str, str], old: Node | None, remarks: list[Remark]
) -> Node:
    """The scene or the end; what there is to know about it is added to the remarks."""
    links = links_of(passage)
    text = words_of(passage)
    if old is not None and same(as_passage(old.text), text):
        text = old.text
    else:
        remarks.extend(_foreign(passage, key))
    remarks.extend(_too_long(passage, links, key))
    if not links:
        return Node(key, text, end=_outcome(passage, key, old, remarks))
    return Node(
        key,
        text,
        speaker=_speaker(passage, old),
        speaker_name=old.speaker_name if old else "",
        choices=tuple(_choices(links, key, names=names, old=old, remarks=remarks)),
    )


def _foreign(passage: Passage, key: str) -> Iterator[Remark]:
    yield from (
        Remark(code, passage.line, key) for code, pattern in _NOT_OURS.items() if pattern.search(passage.text)
    )


def _too_long(passage: Passage, links: list[Link], key: str) -> Iterator[Remark]:
    longest = max([len(words_of(passage)), *(len(link.words) for link in links)])
    if longest > LONGEST_TEXT:
        facts: dict[str, str | int] = {"length": longest, "longest": LONGEST_TEXT}
        yield Remark(Told.TOO_LONG, passage.line, key, facts)
    if len(links) > len(LETTERS):
        yield Remark(Told.TOO_MANY, passage.line, key, {"number": len(links), "most": len(LETTERS)})


def _outcome(passage: Passage, key: str, old: Node | None, remarks: list[Remark]) -> str:
    tagged = next((tag for tag in passage.tags if tag in Outcome.values), "")
    if not tagged and not (old and old.end):
        remarks.append(Remark(Told.END_ASSUMED, passage.line, key))
    return tagged or (old.end if old else "") or Outcome.MIXED


def _speaker(passage: Passage, old: Node | None) -> str:
    tagged = next((SPEAKERS[tag] for tag in passage.tags if tag in SPEAKERS), "")
    return tagged or (old.speaker if old else "") or Speaker.NARRATOR


def _choices(
    links: list[Link], key: str, *, names: Mapping[str, str], old: Node | None, remarks: list[Remark]
) -> Iterator[Choice]:
    known = _matched(links, old.choices if old else ())
    free = iter([letter for letter in LETTERS if letter not in {c.key for c in known if c}])
    for link, choice in zip(links, known, strict=True):
        to = names.get(link.target, "")
        if not to:
            facts = short({"target": link.target})
            remarks.append(Remark(Told.NO_TARGET, link.line, key, facts))
        if choice is None:
            remarks.append(Remark(Told.NEW_CHOICE, link.line, key, short({"text": link.words})))
            choice = Choice(next(free, "z"), link.words, to)
        text = choice.text if same(as_link(choice.text), link.words) else link.words
        yield replace(choice, text=text, to=to or choice.to)


def _matched(links: list[Link], choices: tuple[Choice, ...]) -> list[Choice | None]:
    """Which choice each link was: by its words, else by its place when no link came or went."""
    left = list(choices)
    found: list[Choice | None] = []
    for link in links:
        found_before = next((choice for choice in left if same(as_link(choice.text), link.words)), None)
        if found_before is not None:
            left.remove(found_before)
        found.append(found_before)
    if len(links) != len(choices):
        return found
    rest = iter(left)
    return [choice or next(rest) for choice in found]
