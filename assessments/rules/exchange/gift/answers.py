"""What stands between the braces of a question in GIFT, as an item without its text."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from assessments.choices import QuestionKind
from assessments.rules.exchange.codes import Loss, Refusal
from assessments.rules.exchange.gift.signs import shown
from assessments.rules.exchange.report import RefusedError
from assessments.rules.exchange.shape import FULL, Weighed, choice_of, in_order, paired, true_or_not
from assessments.rules.exchange.texts import number_in, on_one_line, tidy
from assessments.rules.items import Item

if TYPE_CHECKING:
    from assessments.rules.exchange.assembling import Draft
    from assessments.rules.exchange.gift.wording import Wording

_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d{1,7})?)%")
_TRUE, _FALSE = {"T", "TRUE"}, {"F", "FALSE"}
_ARROW = "->"
_SETTINGS = re.compile(r">\s*\d*[A-Za-z_0-9 \t]*")
_NOTHING = Decimal(0)
MOST_ANSWERS = 100  # with the spellings that count as well; more are not read one by one


def item_of(answers: str, draft: Draft, wording: Wording) -> Item:
    """The item that the answers describe; raises RefusedError when they describe none."""
    if not answers:
        return Item(QuestionKind.OPEN, "")
    _require_few(answers)
    for is_meant, read in _FORMS:
        if is_meant(answers):
            return read(answers, draft, wording)
    return _fill_in(answers, draft, wording)


def _require_few(answers: str) -> None:
    """Stop where there is far more to read than anybody can choose from; a line is a step of an order."""
    signs = "\n" if answers.startswith(">") else "=~"
    if sum(answers.count(sign) for sign in signs) > MOST_ANSWERS:
        raise RefusedError(Refusal.TOO_MANY_OPTIONS, most=MOST_ANSWERS)


def _is_statement(answers: str) -> bool:
    return answers.partition("#")[0].strip().upper() in _TRUE | _FALSE


def _is_match(answers: str) -> bool:
    return answers.startswith("=") and _ARROW in answers


def _statement(answers: str, _draft: Draft, wording: Wording) -> Item:
    word, wrong, right = [*(part.strip() for part in answers.split("#", 2)), "", ""][:3]
    is_true = word.upper() in _TRUE
    right, wrong = wording.read(right), wording.read(wrong)
    return true_or_not(
        is_true=is_true,
        feedback_true=right if is_true else wrong,
        feedback_false=wrong if is_true else right,
    )


def _choices(answers: str, draft: Draft, wording: Wording) -> Item:
    parts = [part for part in re.split(r"(?=[~=])", answers) if part.strip()]
    rows = [_weighed(part.strip(), wording) for part in parts]
    is_single = any(part.startswith("=") for part in parts)
    return choice_of(rows, is_single=is_single, kind=draft.labels.kind, notes=draft.notes)


def _weighed(part: str, wording: Wording) -> Weighed:
    weight, words = _weight_of(part.lstrip("~="), FULL if part.startswith("=") else _NOTHING)
    text, _mark, feedback = words.partition("#")
    return Weighed(wording.read(text), weight, wording.read(feedback))


def _weight_of(words: str, otherwise: Decimal) -> tuple[Decimal, str]:
    found = _WEIGHT.match(words.strip())
    return (Decimal(found[1]), words.strip()[found.end() :]) if found else (otherwise, words)


def _pairs(answers: str, draft: Draft, wording: Wording) -> Item:
    pairs, extra = [], []
    for part in _parts(answers):
        left, arrow, right = part.partition(_ARROW)
        if not arrow:
            raise RefusedError(Refusal.NO_PARTNER, text=on_one_line(shown(part)))
        left, right = wording.read(left), tidy(shown(right))  # Moodle keeps the right-hand side as plain text
        if left:
            pairs.append((left, right))
        else:
            extra.append(right)
    return paired(pairs, extra=extra, kind=draft.labels.kind)


def _numeric(answers: str, draft: Draft, wording: Wording) -> Item:
    right, tilde, _wrong = answers[1:].partition("~")
    numbers = [_number(part, draft, wording) for part in _parts(right)]
    full = [number for number in numbers if number[2] >= FULL] or numbers
    if not full:
        raise RefusedError(Refusal.NO_NUMBER)
    if len(numbers) > 1:
        draft.notes.lose(Loss.NUMBERS)
    if tilde:
        draft.notes.lose(Loss.FEEDBACK)
    number, tolerance, _weight = full[0]
    return Item(QuestionKind.NUMERIC, "", number=number, tolerance=tolerance)


def _number(part: str, draft: Draft, wording: Wording) -> tuple[Decimal, Decimal, Decimal]:
    weight, words = _weight_of(part, FULL)
    text, _mark, feedback = words.partition("#")
    if wording.read(feedback):
        draft.notes.lose(Loss.FEEDBACK)
    if ".." in text:
        low, high = (number_in(end) for end in text.split("..", 1))
        if low is not None and high is not None:
            return (low + high) / 2, abs(high - low) / 2, weight
    number, tolerance = (number_in(end) for end in f"{text}:0".split(":")[:2])
    if number is None or tolerance is None:
        raise RefusedError(Refusal.NO_NUMBER)
    return number, abs(tolerance), weight


def _steps(answers: str, _draft: Draft, wording: Wording) -> Item:
    settings, _line_end, steps = answers.partition("\n")
    if not _SETTINGS.fullmatch(settings.strip()):
        raise RefusedError(Refusal.UNKNOWN_KIND, kind=settings)
    return in_order([wording.read(step) for step in steps.split("\n") if step.strip()])


def _fill_in(answers: str, draft: Draft, wording: Wording) -> Item:
    accepted = []
    for part in _parts(answers):
        weight, words = _weight_of(part, FULL)
        text, _mark, feedback = words.partition("#")
        if wording.read(feedback):
            draft.notes.lose(Loss.FEEDBACK)
        if weight < FULL:
            draft.notes.lose(Loss.PARTIAL_CREDIT)
        elif "*" in text:
            draft.notes.lose(Loss.WILDCARD, text=shown(text).strip())
        words = on_one_line(wording.read(text.replace("*", " ")))
        if weight >= FULL and words:
            accepted.append(words)
    return Item(QuestionKind.FILL_IN, "", accepted=tuple(dict.fromkeys(accepted)))


def _parts(answers: str) -> list[str]:
    return [part.strip() for part in answers.split("=") if part.strip()]


_FORMS = (
    (lambda answers: answers.startswith("#"), _numeric),
    (lambda answers: answers.startswith(">"), _steps),
    (lambda answers: "~" in answers, _choices),
    (_is_match, _pairs),
    (_is_statement, _statement),
)
