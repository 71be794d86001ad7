"""The one place where blocks of a case become plain data, and plain data becomes blocks."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from casestudies.rules.case import (
    BetterLine,
    CasePerson,
    Document,
    Fact,
    Line,
    NamedPitfall,
    Option,
    Prediction,
    RoleView,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wagtail.blocks import StreamValue

    from casestudies.rules.case import Case

Value = dict[str, Any]


def words_in(stream: StreamValue) -> tuple[str, ...]:
    """The texts of a stream that holds texts only."""
    return tuple(_words(child.value) for child in stream)


def exercises_of(stream: StreamValue) -> tuple[str, ...]:
    """The codes of the exercises; one that was deleted since is left out."""
    return tuple(child.value.code for child in stream if child.value)


def people_of(stream: StreamValue) -> tuple[CasePerson, ...]:
    """Who takes part."""
    return _rows(stream, CasePerson)


def timeline_of(stream: StreamValue) -> tuple[Fact, ...]:
    """What happened, in order."""
    return _rows(stream, Fact)


def pitfalls_of(stream: StreamValue) -> tuple[NamedPitfall, ...]:
    """What can be found."""
    return _rows(stream, NamedPitfall)


def roles_of(stream: StreamValue) -> tuple[RoleView, ...]:
    """The case as each role sees it."""
    return _rows(stream, RoleView)


def documents_of(stream: StreamValue) -> tuple[Document, ...]:
    """What lies on the table."""
    return tuple(_document(child.value) for child in stream)


def first_of(stream: StreamValue) -> tuple[Line, ...]:
    """The first version; a sentence is named by its block."""
    texts = ("who", "name", "text", "pitfall", "why")
    return tuple(
        Line(key=str(child.id or place), **{name: _words(child.value[name]) for name in texts})
        for place, child in enumerate(stream)
    )


def second_of(stream: StreamValue) -> tuple[BetterLine, ...]:
    """The second version."""
    texts = ("who", "name", "text")
    return tuple(
        BetterLine(handled=child.value["handled"] or 0, **{name: _words(child.value[name]) for name in texts})
        for child in stream
    )


def prediction_of(stream: StreamValue) -> Prediction:
    """The prediction, as far as it was written."""
    for child in stream:
        options = (
            Option(_words(row["text"]), _words(row["feedback"]), is_right=bool(row["is_right"]))
            for row in child.value["options"]
        )
        return Prediction(_words(child.value["question"]), tuple(options))
    return Prediction()


def streams_of(case: Case) -> dict[str, list[Value]]:
    """Everything of a case that stands in blocks, by field, as the fields keep it."""
    return {
        "hard_limits": _texts("limit", case.frame.hard_limits),
        "people": _blocks("person", case.people),
        "timeline": _blocks("fact", case.timeline),
        "documents": [
            _block("document", {"title": d.title, "text": d.text, "file": None}) for d in case.documents
        ],
        "dilemmas": _texts("dilemma", case.dilemmas),
        "pitfalls": _blocks("pitfall", case.pitfalls),
        "roles": _blocks("role", case.roles),
        "questions": _texts("question", case.questions),
        "first_version": [_first(line) for line in case.first],
        "prediction": [_prediction(case.prediction)] if case.prediction.question else [],
        "second_version": [_second(line) for line in case.second],
    }


def stream_of_notes(notes: Iterable[str]) -> list[Value]:
    """What only facilitators read, as the field keeps it."""
    return _texts("note", notes)


def _words(value: Any) -> str:
    return str(value or "").replace("\r\n", "\n").strip()


def _rows(stream: StreamValue, kind: type[Any]) -> tuple[Any, ...]:
    names = [field.name for field in fields(kind)]
    return tuple(kind(**{name: _words(child.value[name]) for name in names}) for child in stream)


def _document(value: Value) -> Document:
    file = value.get("file")
    return Document(_words(value["title"]), _words(value["text"]), file.url if file else "")


def _block(kind: str, value: Any) -> Value:
    return {"type": kind, "value": value}


def _blocks(kind: str, rows: Iterable[Any]) -> list[Value]:
    return [_block(kind, {field.name: getattr(row, field.name) for field in fields(row)}) for row in rows]


def _texts(kind: str, texts: Iterable[str]) -> list[Value]:
    return [_block(kind, text) for text in texts]


def _first(line: Line) -> Value:
    names = ("who", "name", "text", "pitfall", "why")
    return {**_block("line", {name: getattr(line, name) for name in names}), "id": line.key}


def _second(line: BetterLine) -> Value:
    value = {"who": line.who, "name": line.name, "text": line.text, "handled": line.handled or None}
    return _block("line", value)


def _prediction(prediction: Prediction) -> Value:
    options = [
        {
            "type": "item",
            "id": str(place),
            "value": {"text": option.text, "feedback": option.feedback, "is_right": option.is_right},
        }
        for place, option in enumerate(prediction.options, start=1)
    ]
    return _block("prediction", {"question": prediction.question, "options": options})
