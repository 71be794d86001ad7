"""The one place where blocks of a scenario become plain data, and plain data becomes blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roleplays.rules.scenario import Choice, Condition, Effects, Node, RoleCard

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wagtail.blocks import StreamValue

LETTERS = "abcdefghijklmnopqrstuvwxyz"
Value = dict[str, Any]


def nodes_of(body: StreamValue) -> tuple[Node, ...]:
    """The scenes and ends, as far as they were written."""
    return tuple(_READERS[child.block_type](child.value) for child in body)


def cards_of(stream: StreamValue) -> tuple[RoleCard, ...]:
    """The role cards."""
    return tuple(RoleCard(**{name: _words(text) for name, text in child.value.items()}) for child in stream)


def frame_of(stream: StreamValue) -> tuple[tuple[str, str], ...]:
    """The frame by field."""
    return tuple((str(child.value["field"]), _words(child.value["text"])) for child in stream)


def look_fors_of(stream: StreamValue) -> tuple[str, ...]:
    """What observers look for."""
    return tuple(_words(child.value) for child in stream)


def body_of(nodes: Iterable[Node]) -> list[Value]:
    """The body of a scenario, as the field keeps it."""
    return [{"type": "end", "value": _end(node)} if node.is_end else _scene(node) for node in nodes]


def stream_of_cards(cards: Iterable[RoleCard]) -> list[Value]:
    """The cards, as the field keeps them."""
    names = ("role", "name", "public", "goal", "hidden")
    return [{"type": "card", "value": {name: getattr(card, name) for name in names}} for card in cards]


def stream_of_frame(frame: Iterable[tuple[str, str]]) -> list[Value]:
    """The frame, as the field keeps it."""
    return [{"type": "field", "value": {"field": name, "text": text}} for name, text in frame]


def stream_of_look_fors(look_fors: Iterable[str]) -> list[Value]:
    """What observers look for, as the field keeps it."""
    return [{"type": "look_for", "value": text} for text in look_fors]


def _words(value: Any) -> str:
    return str(value or "").replace("\r\n", "\n").strip()


# --- From a block ------------------------------------------------------------------


def _read_scene(value: Value) -> Node:
    rows = enumerate(value["choices"])
    return Node(
        key=_words(value["key"]),
        text=_words(value["text"]),
        speaker=_words(value["speaker"]),
        speaker_name=_words(value["speaker_name"]),
        choices=tuple(_read_choice(row, LETTERS[place]) for place, row in rows),
    )


def _read_end(value: Value) -> Node:
    return Node(key=_words(value["key"]), text=_words(value["text"]), end=_words(value["outcome"]))


_READERS = {"scene": _read_scene, "end": _read_end}


def _read_choice(value: Value, letter: str) -> Choice:
    effects = [(principle, 1) for principle in value["held"] or ()]
    effects += [(principle, -1) for principle in value["broken"] or ()]
    return Choice(
        key=_words(value["key"]) or letter,
        text=_words(value["text"]),
        to=_words(value["to"]),
        effects=tuple(effects),
        feedback=_words(value["feedback"]),
        consequence=_words(value["consequence"]),
        is_knock_out=bool(value["is_knock_out"]),
        condition=_read_condition(value["condition"]),
    )


def _read_condition(value: Value) -> Condition:
    return Condition(
        chosen=_names(value["chosen"]),
        not_chosen=_names(value["not_chosen"]),
        at_least=_thresholds(value["at_least"]),
        at_most=_thresholds(value["at_most"]),
    )


def _names(value: Any) -> tuple[str, ...]:
    return tuple(name.strip() for name in _words(value).split(",") if name.strip())


def _thresholds(rows: Any) -> Effects:
    return tuple((str(row["principle"]), int(row["amount"] or 0)) for row in rows)


# --- To a block --------------------------------------------------------------------


def _end(node: Node) -> Value:
    return {"key": node.key, "outcome": node.end, "text": node.text}


def _scene(node: Node) -> Value:
    return {
        "type": "scene",
        "value": {
            "key": node.key,
            "speaker": node.speaker,
            "speaker_name": node.speaker_name,
            "text": node.text,
            "choices": [
                _item(f"{node.key}-{choice.key}", _choice(choice, f"{node.key}-{choice.key}"))
                for choice in node.choices
            ],
        },
    }


def _item(name: str, value: Value) -> Value:
    """A row of a list; its name is the only one in the editor, where it is the place to jump to."""
    return {"type": "item", "id": name, "value": value}


def _choice(choice: Choice, name: str) -> Value:
    kept = ("key", "text", "to", "consequence", "feedback", "is_knock_out")
    return {
        **{name: getattr(choice, name) for name in kept},
        "held": [principle for principle, amount in choice.effects if amount > 0],
        "broken": [principle for principle, amount in choice.effects if amount < 0],
        "condition": _condition(choice.condition, name),
    }


def _condition(condition: Condition, name: str) -> Value:
    return {
        "chosen": ", ".join(condition.chosen),
        "not_chosen": ", ".join(condition.not_chosen),
        "at_least": _rows(condition.at_least, f"{name}-from"),
        "at_most": _rows(condition.at_most, f"{name}-to"),
    }


def _rows(thresholds: Effects, name: str) -> list[Value]:
    return [
        _item(f"{name}-{place}", {"principle": principle, "amount": amount})
        for place, (principle, amount) in enumerate(thresholds)
    ]
