"""A Question Set of H5P: content only, so a host needs these types; the same content each time."""

from __future__ import annotations

import uuid
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

from assessments.choices import QuestionKind
from assessments.rules.exchange import assembling
from assessments.rules.exchange.codes import Loss
from assessments.rules.exchange.report import Place, Remark
from assessments.rules.exchange.texts import number_words, on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from assessments.rules.items import Item, Tagged

    Words = Mapping[str, str]

SET = ("H5P.QuestionSet", 1, 21)
CHOICE = ("H5P.MultiChoice", 1, 16)
STATEMENT = ("H5P.TrueFalse", 1, 8)
BLANKS = ("H5P.Blanks", 1, 14)
NEEDS = (SET, CHOICE, STATEMENT, BLANKS)
PASS_PERCENTAGE = 60
# Kinds that H5P does not have, and what its hosts make of them.
SHOWN_AS = {
    QuestionKind.MARK: QuestionKind.SEVERAL_CHOICES,
    QuestionKind.SJT: QuestionKind.ONE_CHOICE,
    QuestionKind.NUMERIC: QuestionKind.FILL_IN,
}
_SIGNS = frozenset("*/:")  # in a gap these end an answer, part two answers or begin a tip
_NAMESPACE = uuid.UUID("6a7f0f6e-3f8b-5a55-9c0e-9a2f8f5f3c11")


def question_set(tagged: Iterable[Tagged], *, words: Words) -> tuple[dict[str, Any], list[Remark]]:
    """What stands in `content/content.json`, and what it does not hold; a question that has no type there stays behind."""
    questions: list[dict[str, Any]] = []
    losses: list[Remark] = []
    for each in tagged:
        kept = assembling.held(each, reduce=_reduced)
        if not can_be_written(kept.item):
            losses.append(Remark(Loss.STAYS_BEHIND, Place(name=each.identifier)))
            continue
        losses += assembling.losses_of(each, kept, shown_as=SHOWN_AS)
        questions.append(_question(kept, words))
    return _set(questions), losses


def can_be_written(item: Item) -> bool:
    """Whether a content type of H5P asks this question and scores it right."""
    if item.kind == QuestionKind.NUMERIC:
        return not item.tolerance
    if item.kind == QuestionKind.FILL_IN:
        return bool(item.accepted)
    return item.kind in _WRITERS


def _reduced(item: Item) -> Item:
    with_feedback = item.kind not in {QuestionKind.FILL_IN, QuestionKind.NUMERIC}
    options = tuple(
        replace(option, feedback=option.feedback if with_feedback else "") for option in item.options
    )
    fitting = tuple(text for text in item.accepted if not _SIGNS & set(text))
    return replace(item, options=options, accepted=fitting, criteria=(), explanation="", principle="")


def _set(questions: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "introPage": {"showIntroPage": False},
        "progressType": "textual",
        "passPercentage": PASS_PERCENTAGE,
        "disableBackwardsNavigation": False,
        "randomQuestions": False,
        "endGame": {"showResultPage": True, "showSolutionButton": True, "showRetryButton": True},
        "override": {"checkButton": True},
        "questions": questions,
    }


def _question(tagged: Tagged, words: Words) -> dict[str, Any]:
    library, params = _WRITERS[QuestionKind(tagged.item.kind)](tagged.item, words)
    name, major, minor = library
    return {
        "library": f"{name} {major}.{minor}",
        "params": params,
        "subContentId": str(uuid.uuid5(_NAMESPACE, tagged.identifier)),
        "metadata": {"title": tagged.identifier, "license": "U", "contentType": words[name]},
    }


def _choice(item: Item, words: Words) -> tuple[tuple[str, int, int], dict[str, Any]]:
    is_single = item.kind in {QuestionKind.ONE_CHOICE, QuestionKind.SJT}
    answers = [
        {
            "text": f"<div>{_html(option.text)}</div>",
            "correct": option.is_right or option.is_best,
            "tipsAndFeedback": {"tip": "", "chosenFeedback": _html(option.feedback), "notChosenFeedback": ""},
        }
        for option in item.options
    ]
    behaviour = {
        "enableRetry": True,
        "enableSolutionsButton": True,
        "enableCheckButton": True,
        "type": "single" if is_single else "multi",
        "singlePoint": is_single,
        "randomAnswers": item.kind != QuestionKind.MARK,
        "passPercentage": 100,
    }
    return CHOICE, {
        "question": _paragraphs(item.text),
        "answers": answers,
        "behaviour": behaviour,
        "UI": _buttons(
            words, check="checkAnswerButton", solution="showSolutionButton", again="tryAgainButton"
        ),
    }


def _statement(item: Item, words: Words) -> tuple[tuple[str, int, int], dict[str, Any]]:
    true, false = item.options
    right, wrong = (true, false) if true.is_right else (false, true)
    return STATEMENT, {
        "question": _paragraphs(item.text),
        "correct": "true" if true.is_right else "false",
        "behaviour": {
            "enableRetry": True,
            "enableSolutionsButton": True,
            "enableCheckButton": True,
            "feedbackOnCorrect": _html(right.feedback),
            "feedbackOnWrong": _html(wrong.feedback),
        },
        "l10n": {
            "trueText": words["true"],
            "falseText": words["false"],
            **_buttons(words, check="checkAnswer", solution="showSolutionButton", again="tryAgain"),
        },
    }


def _blank(item: Item, words: Words) -> tuple[tuple[str, int, int], dict[str, Any]]:
    unit = f" {escape(item.unit)}" if item.unit else ""
    return BLANKS, {
        "text": _paragraphs(item.text),
        "questions": [f"<p>*{'/'.join(escape(text) for text in _answers(item))}*{unit}</p>"],
        "behaviour": {
            "enableRetry": True,
            "enableSolutionsButton": True,
            "enableCheckButton": True,
            "caseSensitive": False,
            "separateLines": False,
        },
        **_buttons(words, check="checkAnswer", solution="showSolutions", again="tryAgain"),
    }


def _answers(item: Item) -> list[str]:
    if item.number is None:
        return [on_one_line(text) for text in item.accepted]
    written = number_words(item.number)
    return list(dict.fromkeys([written.replace(".", ","), written]))


def _buttons(words: Words, *, check: str, solution: str, again: str) -> dict[str, str]:
    return {check: words["check"], solution: words["solution"], again: words["again"]}


def _paragraphs(text: str) -> str:
    lines = filter(None, (line.strip() for line in text.split("\n")))
    return "".join(f"<p>{_html(line)}</p>" for line in lines)


def _html(text: str) -> str:
    return escape(text, quote=False)


_WRITERS: dict[QuestionKind, Callable[[Item, Words], tuple[tuple[str, int, int], dict[str, Any]]]] = {
    QuestionKind.ONE_CHOICE: _choice,
    QuestionKind.SEVERAL_CHOICES: _choice,
    QuestionKind.MARK: _choice,
    QuestionKind.SJT: _choice,
    QuestionKind.TRUE_FALSE: _statement,
    QuestionKind.FILL_IN: _blank,
    QuestionKind.NUMERIC: _blank,
}
