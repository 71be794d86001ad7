"""What a question becomes that a file brings in again: what the file says, and what it is silent about."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from assessments.choices import Difficulty, QuestionKind
from assessments.rules.exchange.shape import plain
from assessments.rules.making import mixed_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.rules.items import Item, Option, Tagged, Target

_SILENT_TAGS = ("purpose", "module", "goal", "competency", "difficulty")
_SILENT_PARTS = ("explanation", "principle", "unit", "criteria", "panel")
# The order in which these stand says nothing.
_IN_ANY_ORDER = {QuestionKind.MATCH, QuestionKind.CLASSIFY}


def merged(*, known: Tagged, brought: Tagged) -> Tagged:
    """The question that is known, with what the file says instead; where the file is silent, it stays."""
    tags = {name: getattr(brought, name) or getattr(known, name) for name in _SILENT_TAGS}
    return replace(known, item=_merged_item(known.item, brought.item), **tags)


def made(brought: Tagged, *, purpose: str, module: str) -> Tagged:
    """A new question: with a purpose and a module also where the file is silent, and keys that tell nothing."""
    item = _with_keys(brought.item, mixed_letters(brought.identifier, len(brought.item.options)))
    return replace(
        brought,
        purpose=brought.purpose or purpose,
        module=brought.module or module,
        difficulty=brought.difficulty or Difficulty.MEDIUM.value,
        item=item,
    )


def is_same(one: Tagged, other: Tagged) -> bool:
    """Whether two questions say the same, whatever their keys are."""
    return _comparable(one) == _comparable(other)


def changed_parts(before: Tagged, after: Tagged) -> tuple[str, ...]:
    """The names of the parts in which two questions differ: fields of the question, and of its place in the bank."""
    old, new = _comparable(before), _comparable(after)
    parts = [
        field.name
        for field in fields(old.item)
        if getattr(old.item, field.name) != getattr(new.item, field.name)
    ]
    return (*parts, *(name for name in _SILENT_TAGS if getattr(old, name) != getattr(new, name)))


def _merged_item(known: Item, brought: Item) -> Item:
    if known.kind != brought.kind:
        return _with_keys(brought, mixed_letters(known.text, len(brought.options)))
    parts = {name: getattr(brought, name) or getattr(known, name) for name in _SILENT_PARTS}
    by_text = {option.text: option for option in plain(known).options}
    options = tuple(_merged_option(option, by_text.get(option.text)) for option in brought.options)
    item = replace(brought, options=options, **parts)
    return _with_keys(item, _keys(known, brought))


def _merged_option(brought: Option, known: Option | None) -> Option:
    if known is None:
        return brought
    return replace(
        brought,
        feedback=brought.feedback or known.feedback,
        red_flag=brought.red_flag or known.red_flag,
    )


def _keys(known: Item, brought: Item) -> list[str]:
    """The keys of the answers: the one that it had where the words are the same, or else one that is free."""
    texts = [option.text for option in plain(known).options]
    had = dict(zip(texts, (option.key for option in known.options), strict=True))
    taken = {had[option.text] for option in brought.options if option.text in had}
    free = iter(key for key in mixed_letters(known.text, 26) if key not in taken)
    return [had[option.text] if option.text in had else next(free) for option in brought.options]


def _with_keys(item: Item, keys: Sequence[str]) -> Item:
    """The question with other keys for its answers; a statement has its own."""
    if item.kind == QuestionKind.TRUE_FALSE:
        return item
    options = tuple(replace(option, key=key) for option, key in zip(item.options, keys, strict=True))
    return replace(item, options=options)


def _comparable(tagged: Tagged) -> Tagged:
    item = plain(tagged.item)
    if item.kind not in _IN_ANY_ORDER:
        return replace(tagged, item=item)
    texts = {target.key: target.text for target in item.targets}
    options = (replace(option, key="", target=texts.get(option.target, "")) for option in item.options)
    item = replace(
        item, options=tuple(sorted(options, key=_words)), targets=tuple(sorted(item.targets, key=_words))
    )
    return replace(
        tagged, item=replace(item, targets=tuple(replace(target, key="") for target in item.targets))
    )


def _words(part: Option | Target) -> str:
    return part.text
