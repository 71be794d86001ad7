"""What stands between ev and /ev in the JSON of Ink: the words of a choice, its condition, and effects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from roleplays.choices import Principle
from roleplays.rules.scenario import ALWAYS, Condition, Effects


def strings_in(held: Sequence[Any]) -> tuple[str, list[Any]]:
    """The words between str and /str, and what stands around them."""
    words, rest, inside = "", [], False
    for piece in held:
        if piece in ("str", "/str"):
            inside = piece == "str"
        elif inside:
            words += piece[1:] if isinstance(piece, str) and piece.startswith("^") else ""
        elif not (isinstance(piece, dict) and {"^->", "temp=", "#n"}.intersection(piece)):
            rest.append(piece)
    return words.strip(), rest


def condition_from(asked: Sequence[Any], names: Mapping[str, str]) -> Condition | None:
    """A condition in our words; None when it asks something that we cannot."""
    terms = [piece for piece in asked if piece != "&&"]
    if not terms:
        return ALWAYS
    if len(terms) % 3:
        return None
    found: dict[str, list[Any]] = {"chosen": [], "not_chosen": [], "at_least": [], "at_most": []}
    for value, number, sign in zip(terms[::3], terms[1::3], terms[2::3], strict=True):
        read = _term(value, number, sign, names)
        if read is None:
            return None
        found[read[0]].append(read[1])
    return Condition(**{name: tuple(each) for name, each in found.items()})


def _term(value: Any, number: Any, sign: Any, names: Mapping[str, str]) -> tuple[str, Any] | None:
    if not isinstance(value, dict) or not isinstance(number, int):
        return None
    if "CNT?" in value:
        knot, _, choice = str(value["CNT?"]).partition(".")
        kind = {(0, ">"): "chosen", (0, "=="): "not_chosen"}.get((number, str(sign)))
        if kind is None or knot not in names or not choice.startswith("choice_"):
            return None
        return kind, f"{names[knot]}:{choice.removeprefix('choice_')}"
    principle, kind = value.get("VAR?"), {">=": "at_least", "<=": "at_most"}.get(str(sign))
    return (kind, (principle, number)) if kind and principle in Principle.values else None


def effects_in(pieces: Sequence[Any]) -> Effects:
    """Principles of which the number goes up or down by one."""
    effects = []
    for place in range(len(pieces) - 5):
        first, amount, sign, last = pieces[place + 1], pieces[place + 2], pieces[place + 3], pieces[place + 5]
        is_sum = pieces[place] == "ev" and sign == "+" and pieces[place + 4] == "/ev"
        names = [each.get(key) for each, key in ((first, "VAR?"), (last, "VAR=")) if isinstance(each, dict)]
        if is_sum and amount in (1, -1) and len(names) == 2 and names[0] == names[1]:
            effects.append((str(names[0]), int(amount)))
    return tuple(effects)
