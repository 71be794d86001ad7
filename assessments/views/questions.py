"""A question as one person sees it: in their order, with their answer, and no more of the key than may be shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy

from assessments.choices import QuestionKind
from assessments.rules.answers import in_words, key_in_words
from assessments.rules.completeness import completeness
from assessments.rules.feedback import ALL, NOTHING, Moment, can_be_checked, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

    from assessments.models import AttemptItem
    from assessments.rules.answers import Line
    from assessments.rules.feedback import Shown
    from assessments.rules.items import Item, Option
    from assessments.rules.marking import Found
    from assessments.rules.masking import Asked

TEMPLATES = {
    QuestionKind.ONE_CHOICE: "choices",
    QuestionKind.TRUE_FALSE: "choices",
    QuestionKind.SEVERAL_CHOICES: "choices",
    QuestionKind.MARK: "choices",
    QuestionKind.MATCH: "match",
    QuestionKind.CLASSIFY: "classify",
    QuestionKind.ORDER: "order",
    QuestionKind.FILL_IN: "short",
    QuestionKind.NUMERIC: "short",
    QuestionKind.OPEN: "long",
    QuestionKind.SJT: "situation",
}
TASKS: dict[str, _StrPromise] = {
    QuestionKind.ONE_CHOICE: gettext_lazy("Choose one answer."),
    QuestionKind.TRUE_FALSE: gettext_lazy("Is this true?"),
    QuestionKind.SEVERAL_CHOICES: gettext_lazy("Choose everything that is right."),
    QuestionKind.MARK: gettext_lazy("Mark the sentences that belong to it."),
    QuestionKind.MATCH: gettext_lazy("Choose for each line what belongs to it."),
    QuestionKind.CLASSIFY: gettext_lazy("Choose for each line where it belongs."),
    QuestionKind.ORDER: gettext_lazy("Put the lines in the right order with the buttons."),
    QuestionKind.FILL_IN: gettext_lazy("Fill in what belongs here."),
    QuestionKind.NUMERIC: gettext_lazy("Fill in a number."),
    QuestionKind.OPEN: gettext_lazy("Write your answer."),
    QuestionKind.SJT: gettext_lazy("Choose the best and the worst action."),
}
ONE_OF = frozenset({QuestionKind.ONE_CHOICE, QuestionKind.TRUE_FALSE})
WHAT_IS_CHOSEN = frozenset({*ONE_OF, QuestionKind.SEVERAL_CHOICES, QuestionKind.MARK})


@dataclass(frozen=True, slots=True)
class OptionView:
    """One option, with what this person did with it and what may be said about it."""

    key: str
    text: str
    letter: str = ""
    is_chosen: bool = False
    is_worst: bool = False
    target: str = ""
    verdict: str = ""  # right or wrong, when that may be told
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands in a test, for one person."""

    position: int = 1
    total: int = 1
    version_id: int = 0
    was: int = 0
    url: str = ""
    is_flagged: bool = False
    is_checked: bool = False
    can_be_checked: bool = False
    is_typed: bool = False  # typed, and not kept
    error: str = ""
    verdict: bool | None = None

    @property
    def previous(self) -> int:
        """The question before it."""
        return self.position - 1

    @property
    def next(self) -> int:
        """The question after it."""
        return self.position + 1


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with everything that its template needs."""

    place: Place
    kind: str
    text: str
    unit: str
    options: tuple[OptionView, ...]
    targets: tuple[OptionView, ...]
    written: str
    how_far: str
    right_answer: tuple[str, ...] = ()
    explanation: str = ""
    found: tuple[Found, ...] = ()  # what people saw in an open answer

    @property
    def template(self) -> str:
        """The template that draws what can be answered."""
        return f"assessments/questions/{TEMPLATES[QuestionKind(self.kind)]}.html"

    @property
    def task(self) -> str:
        """What to do, in one sentence."""
        return str(TASKS[self.kind])

    @property
    def input_type(self) -> str:
        """How its options are chosen."""
        return "radio" if self.kind in ONE_OF else "checkbox"

    @property
    def input_name(self) -> str:
        """The name of the field in which its options are chosen."""
        return "choice" if self.kind in ONE_OF else "choices"

    @property
    def state(self) -> str:
        """How far it is, for the list of questions."""
        if self.place.is_flagged and not self.place.is_checked:
            return "later"
        return str(self.how_far)


def open_question(
    row: AttemptItem,
    asked: Asked,
    *,
    total: int,
    feedback: str,
    url: str,
    typed: Mapping[str, Any] | None = None,
    error: str = "",
) -> QuestionView:
    """A question of an attempt that is open; `typed` is an answer that could not be kept."""
    view = shown(feedback, Moment.CHECKED if row.checked_at else Moment.OPEN)
    place = Place(
        position=row.position,
        total=total,
        version_id=row.version_id,
        was=row.sequence,
        url=url,
        is_flagged=row.is_flagged,
        is_checked=row.checked_at is not None,
        can_be_checked=can_be_checked(feedback),
        is_typed=typed is not None,
        error=error,
        verdict=_how_it_went(row) if view.verdict else None,
    )
    return question_view(asked, row.answer if typed is None else dict(typed), row.shown, view, place)


def settled_question(
    row: AttemptItem, asked: Asked, *, total: int, feedback: str, found: tuple[Found, ...] = ()
) -> QuestionView:
    """A question of an attempt that was handed in; `found` is what people saw in an open answer."""
    view = shown(feedback, Moment.HANDED_IN)
    verdict = _how_it_went(row) if view.verdict else None
    place = Place(row.position, total, row.version_id, is_checked=True, verdict=verdict)
    drawn = question_view(asked, row.answer, row.shown, view, place)
    return replace(drawn, found=found if view.key else ())


def _how_it_went(row: AttemptItem) -> bool | None:
    """Right or not; None for what nobody judged, or not yet."""
    return None if row.points is None else row.is_right


def recall_question(
    asked: Asked, answer: dict[str, Any], order: dict[str, list[str]], place: Place
) -> QuestionView:
    """A question that comes back by itself, before or after it was answered."""
    return question_view(asked, answer, order, ALL if place.is_checked else NOTHING, place)


def question_view(
    asked: Asked, kept: dict[str, Any], order: dict[str, list[str]], view: Shown, place: Place
) -> QuestionView:
    """A question with an answer, in the order in which somebody saw it."""
    item, answer, order = asked.masked, asked.mask(kept), asked.mask(order)
    stand = answer.get("order") or order.get("options", ())
    options = {option.key: option for option in item.options}
    targets = {target.key: target for target in item.targets}
    letters = zip(order.get("targets", ()), ascii_uppercase, strict=False)
    return QuestionView(
        place=place,
        kind=item.kind,
        text=item.text,
        unit=item.unit,
        options=tuple(
            _option(options[key], letter, item, answer, view)
            for key, letter in zip(stand, ascii_uppercase, strict=False)
            if key in options
        ),
        targets=tuple(
            OptionView(key, targets[key].text, letter) for key, letter in letters if key in targets
        ),
        written=answer.get("text", ""),
        how_far=completeness(item, answer),
        right_answer=tuple(_right_answer(item)) if view.key else (),
        explanation=item.explanation if view.key else "",
    )


def answer_lines(item: Item, answer: dict[str, Any]) -> list[str]:
    """An answer in words, a line for each part of it."""
    return [_line_text(line) for line in in_words(item, answer)]


def _line_text(line: Line) -> str:
    if line.role:
        return str(_ROLES[line.role]) % {"action": line.text}
    return f"{line.text.removesuffix('.')}: {line.beside}" if line.beside else line.text


_ROLES: dict[str, _StrPromise] = {
    "best": gettext_lazy("Best: %(action)s"),
    "worst": gettext_lazy("Worst: %(action)s"),
}


def _right_answer(item: Item) -> list[str]:
    """What is right, where the options themselves cannot show it; of a text, the first that counts."""
    if item.kind in WHAT_IS_CHOSEN:
        return []
    lines = key_in_words(item)
    return [_line_text(line) for line in (lines[:1] if item.kind == QuestionKind.FILL_IN else lines)]


def _option(option: Option, letter: str, item: Item, answer: dict[str, Any], view: Shown) -> OptionView:
    is_chosen = option.key in {answer.get("choice"), answer.get("best"), *answer.get("choices", ())}
    is_worst = option.key == answer.get("worst")
    target = answer.get("targets", {}).get(option.key, "")
    is_used = is_chosen or is_worst or bool(target)
    return OptionView(
        key=option.key,
        text=option.text,
        letter=letter,
        is_chosen=is_chosen,
        is_worst=is_worst,
        target=target,
        verdict=_verdict(option, item, is_used=is_used, target=target) if view.key else "",
        feedback=option.feedback if view.key and is_used else "",
    )


def _verdict(option: Option, item: Item, *, is_used: bool, target: str) -> str:
    """What may be said of one option: right ones always, others when they were chosen."""
    if item.kind in WHAT_IS_CHOSEN:
        return "right" if option.is_right else "wrong" if is_used else ""
    if option.target and is_used:
        return "right" if option.target == target else "wrong"
    return ""
