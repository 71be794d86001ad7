"""The one place where a block of the bank becomes plain data, and plain data a block.

The key of an option is the id of its place in the list, so it stays with its words when an author changes the order.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from assessments.choices import QuestionKind
from assessments.rules.items import Criterion, Item, Option, Panel, Target
from assessments.rules.making import paired, short_key, true_or_not

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from wagtail.blocks import StreamValue
    from wagtail.blocks.list_block import ListValue

BEST, WORST = "best", "worst"
COMMON = ("text", "explanation", "principle")
Value = dict[str, Any]


def item_of_body(body: StreamValue) -> Item | None:
    """The question that a body holds, as far as it was written; None when it is still empty."""
    return item_of_value(body[0].block_type, body[0].value) if len(body) else None


def item_of_value(kind: str, value: Any) -> Item:
    """The question that a block of one kind holds, as far as it was written."""
    common: Value = {name: _words(value[name]) for name in COMMON}
    return Item(kind=kind, **common, **_READERS[kind](value))


def body_of(item: Item) -> list[Value]:
    """The body of a question, as the field keeps it."""
    common = {name: getattr(item, name) for name in COMMON}
    return [{"type": str(item.kind), "value": {**common, **_WRITERS[item.kind](item)}}]


def _words(value: Any) -> str:
    return str(value or "").replace("\r\n", "\n").strip()


def _rows(values: ListValue) -> Iterator[tuple[str, Any]]:
    return ((short_key(child.id), child.value) for child in values.bound_blocks)


def _list(rows: Iterable[tuple[str, Any]]) -> list[Value]:
    return [{"type": "item", "id": short_key(key), "value": value} for key, value in rows]


# --- From a block ------------------------------------------------------------------


def _read_choices(name: str) -> Callable[[Value], Value]:
    def read(value: Value) -> Value:
        return {
            "options": tuple(
                Option(
                    key=key,
                    text=_words(row["text"]),
                    feedback=_words(row["feedback"]),
                    is_right=bool(row["is_right"]),
                )
                for key, row in _rows(value[name])
            )
        }

    return read


def _read_true_false(value: Value) -> Value:
    options = true_or_not(
        is_true=bool(value["is_true"]),
        feedback_true=_words(value["feedback_true"]),
        feedback_false=_words(value["feedback_false"]),
    )
    return {"options": options}


def _read_match(value: Value) -> Value:
    pairs = ((key, _words(row["left"]), _words(row["right"])) for key, row in _rows(value["pairs"]))
    extra = (Target(key, _words(text)) for key, text in _rows(value["extra"]))
    options, targets = paired(pairs, extra)
    return {"options": options, "targets": targets}


def _read_order(value: Value) -> Value:
    return {"options": tuple(Option(key, _words(text)) for key, text in _rows(value["steps"]))}


def _read_fill_in(value: Value) -> Value:
    return {"accepted": tuple(_words(text) for text in value["accepted"])}


def _read_numeric(value: Value) -> Value:
    return {
        "number": value["number"],
        "tolerance": value["tolerance"] or Decimal(0),
        "unit": _words(value["unit"]),
    }


def _read_classify(value: Value) -> Value:
    categories = list(_rows(value["categories"]))
    return {
        "targets": tuple(Target(key, _words(category["text"])) for key, category in categories),
        "options": tuple(
            Option(key, _words(row["text"]), _words(row["feedback"]), target=target)
            for target, category in categories
            for key, row in _rows(category["statements"])
        ),
    }


def _read_situation(value: Value) -> Value:
    options = tuple(
        Option(
            key,
            _words(row["text"]),
            _words(row["feedback"]),
            is_best=row["place"] == BEST,
            is_worst=row["place"] == WORST,
            red_flag=row["red_flag"] or "",
        )
        for key, row in _rows(value["actions"])
    )
    return {"options": options, "panel": _read_panel(value["panel"])}


def _read_panel(value: Value) -> Panel | None:
    if not value["experts"]:
        return None
    return Panel(
        experts=value["experts"],
        best_agreement=value["best_agreement"] or 0,
        worst_agreement=value["worst_agreement"] or 0,
        met_on=value["met_on"],
        is_example=bool(value["is_example"]),
    )


def _read_open(value: Value) -> Value:
    return {
        "criteria": tuple(
            Criterion(key, _words(row["text"]), tuple(_words(level) for level in row["levels"]))
            for key, row in _rows(value["criteria"])
        )
    }


# --- To a block ------------------------------------------------------------------


def _write_choices(name: str) -> Callable[[Item], Value]:
    def write(item: Item) -> Value:
        rows = (
            (option.key, {"text": option.text, "feedback": option.feedback, "is_right": option.is_right})
            for option in item.options
        )
        return {name: _list(rows)}

    return write


def _write_true_false(item: Item) -> Value:
    true, false = item.options
    return {"is_true": true.is_right, "feedback_true": true.feedback, "feedback_false": false.feedback}


def _write_match(item: Item) -> Value:
    texts = {target.key: target.text for target in item.targets}
    used = {option.target for option in item.options}
    pairs = ((option.key, {"left": option.text, "right": texts[option.target]}) for option in item.options)
    extra = ((target.key, target.text) for target in item.targets if target.key not in used)
    return {"pairs": _list(pairs), "extra": _list(extra)}


def _write_order(item: Item) -> Value:
    return {"steps": _list((option.key, option.text) for option in item.options)}


def _write_fill_in(item: Item) -> Value:
    return {"accepted": _list((str(place), text) for place, text in enumerate(item.accepted, start=1))}


def _write_numeric(item: Item) -> Value:
    number = None if item.number is None else str(item.number)
    return {"number": number, "tolerance": str(item.tolerance), "unit": item.unit}


def _write_classify(item: Item) -> Value:
    def statements(target: Target) -> list[Value]:
        return _list(
            (option.key, {"text": option.text, "feedback": option.feedback})
            for option in item.options
            if option.target == target.key
        )

    rows = ((target.key, {"text": target.text, "statements": statements(target)}) for target in item.targets)
    return {"categories": _list(rows)}


def _write_situation(item: Item) -> Value:
    rows = (
        (
            option.key,
            {
                "text": option.text,
                "feedback": option.feedback,
                "place": BEST if option.is_best else WORST if option.is_worst else "",
                "red_flag": str(option.red_flag),
            },
        )
        for option in item.options
    )
    return {"actions": _list(rows), "panel": _write_panel(item.panel)}


def _write_panel(panel: Panel | None) -> Value:
    met_on: date | None = panel.met_on if panel else None
    return {
        "experts": panel.experts if panel else None,
        "best_agreement": panel.best_agreement if panel else None,
        "worst_agreement": panel.worst_agreement if panel else None,
        "met_on": met_on.isoformat() if met_on else None,
        "is_example": bool(panel and panel.is_example),
    }


def _write_open(item: Item) -> Value:
    def levels(criterion: Criterion) -> list[Value]:
        return _list((str(place), text) for place, text in enumerate(criterion.levels))

    rows = (
        (criterion.key, {"text": criterion.text, "levels": levels(criterion)}) for criterion in item.criteria
    )
    return {"criteria": _list(rows)}


_READERS: dict[str, Callable[[Any], Value]] = {
    QuestionKind.ONE_CHOICE: _read_choices("options"),
    QuestionKind.SEVERAL_CHOICES: _read_choices("options"),
    QuestionKind.TRUE_FALSE: _read_true_false,
    QuestionKind.MATCH: _read_match,
    QuestionKind.ORDER: _read_order,
    QuestionKind.FILL_IN: _read_fill_in,
    QuestionKind.NUMERIC: _read_numeric,
    QuestionKind.MARK: _read_choices("sentences"),
    QuestionKind.CLASSIFY: _read_classify,
    QuestionKind.SJT: _read_situation,
    QuestionKind.OPEN: _read_open,
}
_WRITERS: dict[str, Callable[[Item], Value]] = {
    QuestionKind.ONE_CHOICE: _write_choices("options"),
    QuestionKind.SEVERAL_CHOICES: _write_choices("options"),
    QuestionKind.TRUE_FALSE: _write_true_false,
    QuestionKind.MATCH: _write_match,
    QuestionKind.ORDER: _write_order,
    QuestionKind.FILL_IN: _write_fill_in,
    QuestionKind.NUMERIC: _write_numeric,
    QuestionKind.MARK: _write_choices("sentences"),
    QuestionKind.CLASSIFY: _write_classify,
    QuestionKind.SJT: _write_situation,
    QuestionKind.OPEN: _write_open,
}
