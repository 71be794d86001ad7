"""From a row of a table to a question."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assessments.choices import Competency, QuestionKind
from assessments.rules.exchange.assembling import Draft
from assessments.rules.exchange.codes import Refusal
from assessments.rules.exchange.report import RefusedError
from assessments.rules.exchange.shape import FULL, Weighed, choice_of, in_order, letters, paired, true_or_not
from assessments.rules.exchange.table.columns import LETTERS, parted
from assessments.rules.exchange.texts import number_in, on_one_line
from assessments.rules.exchange.vocabulary import (
    CODE,
    DIFFICULTIES,
    KINDS,
    PURPOSES,
    RED_FLAGS,
    Labels,
    module_in,
    panel_in,
    value_of,
)
from assessments.rules.items import Criterion, Item

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.rules.exchange.report import Found, Place
    from assessments.rules.exchange.table.rows import Row

_TRUE = {"waar", "juist", "ja", "j", "goed", "true", "w", "1"}
_FALSE = {"niet waar", "onwaar", "onjuist", "nee", "n", "fout", "false", "nw", "0"}


def read_row(row: Row, place: Place) -> Found:
    """The question that a row describes; raises RefusedError when it describes none."""
    draft = Draft(place, identifier=on_one_line(row["id"]))
    kind = row.value("kind", KINDS) or _kind_of(row)
    draft.labels = _labels(row, kind)
    item = _READERS[QuestionKind(kind)](row, draft)
    return draft.finish(
        replace(item, text=row["text"], explanation=row["explanation"], principle=row["principle"])
    )


def _kind_of(row: Row) -> str:
    """The kind that follows from what is filled in, where a row does not say it."""
    if row["best"] or row["worst"]:
        return QuestionKind.SJT
    if row.places("belongs"):
        return QuestionKind.MATCH
    if row.places():
        is_several = row["right"] and len(row.letters_in("right")) > 1
        return QuestionKind.SEVERAL_CHOICES if is_several else QuestionKind.ONE_CHOICE
    if row["right"].casefold() in _TRUE | _FALSE - {"0"}:
        return QuestionKind.TRUE_FALSE
    if number_in(row["right"]) is not None:
        return QuestionKind.NUMERIC
    return QuestionKind.FILL_IN if row["right"] else QuestionKind.OPEN


def _labels(row: Row, kind: str) -> Labels:
    competency = row["competency"].upper()
    if competency and competency not in Competency.values:
        raise row.unknown("competency", row["competency"])
    return Labels(
        kind=kind,
        purpose=row.value("purpose", PURPOSES),
        module=module_in(row["module"]) or _code(row, "module"),
        goal=_code(row, "goal"),
        competency=competency,
        difficulty=row.value("difficulty", DIFFICULTIES),
        panel=panel_in(row["panel"]) if row["panel"] else None,
        red_flags=tuple(_red_flags(row)),
    )


def _code(row: Row, name: str) -> str:
    if row[name] and not CODE.fullmatch(row[name]):
        raise row.unknown(name, row[name])
    return row[name]


def _red_flags(row: Row) -> list[tuple[str, str]]:
    found = []
    for number, place in enumerate(row.places()):
        word = row.at("red_flag", place)
        flag = value_of(word, RED_FLAGS) if word else ""
        if flag is None:
            raise row.unknown("red_flag", word)
        if flag:
            found.append((LETTERS[number], flag))
    return found


def _choices(row: Row, draft: Draft) -> Item:
    right = row.letters_in("right")
    rows = [
        Weighed(row.at("answer", place), FULL if place in right else Decimal(0), row.at("feedback", place))
        for place in row.places()
    ]
    is_single = draft.labels.kind == QuestionKind.ONE_CHOICE
    return choice_of(rows, is_single=is_single, kind=draft.labels.kind, notes=draft.notes)


def _situation(row: Row, draft: Draft) -> Item:
    best, worst = row.letters_in("best"), row.letters_in("worst")
    rows = [
        Weighed(
            row.at("answer", place),
            FULL if place in best else -FULL if place in worst else Decimal(0),
            row.at("feedback", place),
        )
        for place in row.places()
    ]
    return choice_of(rows, is_single=True, kind=QuestionKind.SJT, notes=draft.notes)


def _statement(row: Row, _draft: Draft) -> Item:
    word = row["right"].casefold()
    if word not in _TRUE | _FALSE:
        raise RefusedError(Refusal.NO_KEY) if not word else row.unknown("right", row["right"])
    return true_or_not(
        is_true=word in _TRUE, feedback_true=row.at("feedback", 0), feedback_false=row.at("feedback", 1)
    )


def _pairs(row: Row, draft: Draft) -> Item:
    pairs = [(row.at("answer", place), on_one_line(row.at("belongs", place))) for place in row.places()]
    item = paired(pairs, extra=parted(row["extra"]), kind=draft.labels.kind)
    options = (
        replace(option, feedback=row.at("feedback", place))
        for option, place in zip(item.options, row.places(), strict=True)
    )
    return replace(item, options=tuple(options))


def _steps(row: Row, _draft: Draft) -> Item:
    item = in_order([row.at("answer", place) for place in row.places()])
    options = (
        replace(option, feedback=row.at("feedback", place))
        for option, place in zip(item.options, row.places(), strict=True)
    )
    return replace(item, options=tuple(options))


def _fill_in(row: Row, _draft: Draft) -> Item:
    accepted = (on_one_line(text) for text in parted(row["right"]))
    return Item(QuestionKind.FILL_IN, "", accepted=tuple(dict.fromkeys(accepted)))


def _number(row: Row, _draft: Draft) -> Item:
    tolerance = number_in(row["tolerance"] or "0")
    if tolerance is None:
        raise row.unknown("tolerance", row["tolerance"])
    number = number_in(row["right"])
    if number is None and row["right"]:
        raise row.unknown("right", row["right"])
    return Item(QuestionKind.NUMERIC, "", number=number, tolerance=abs(tolerance), unit=row["unit"])


def _open(row: Row, _draft: Draft) -> Item:
    places = row.places("criterion")
    criteria = (
        Criterion(key, row.at("criterion", place), tuple(parted(row.at("levels", place))))
        for key, place in zip(letters(len(places)), places, strict=True)
    )
    return Item(QuestionKind.OPEN, "", criteria=tuple(criteria))


_READERS: dict[QuestionKind, Callable[[Row, Draft], Item]] = {
    QuestionKind.ONE_CHOICE: _choices,
    QuestionKind.SEVERAL_CHOICES: _choices,
    QuestionKind.MARK: _choices,
    QuestionKind.TRUE_FALSE: _statement,
    QuestionKind.MATCH: _pairs,
    QuestionKind.CLASSIFY: _pairs,
    QuestionKind.ORDER: _steps,
    QuestionKind.FILL_IN: _fill_in,
    QuestionKind.NUMERIC: _number,
    QuestionKind.SJT: _situation,
    QuestionKind.OPEN: _open,
}
