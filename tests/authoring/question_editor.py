"""The editor of questions, as a browser sends it."""

from __future__ import annotations

import json
from dataclasses import replace
from html import unescape
from typing import Any

from wagtail.blocks.base import get_error_json_data
from wagtail.test.utils.form_data import nested_form_data

from assessments.blocks import body_of
from assessments.choices import QuestionKind
from assessments.models import LearningGoal, Question
from assessments.rules.items import Item
from tests.factories.questions import ITEMS, LearningGoalFactory

LIST = "/beheer/snippets/assessments/question/"
CHOICE = ITEMS[QuestionKind.ONE_CHOICE]
OTHER = replace(CHOICE, text="Wat zeg je dan?")


def sent(item: Item = CHOICE, **changes: Any) -> dict[str, Any]:
    """What the form of a question holds."""
    [block] = body_of(item)
    return nested_form_data(
        {
            "identifier": "M1-Q99",
            "purpose": "module_quiz",
            "module": "M1",
            "goal": goal().pk,
            "competency": "K1",
            "difficulty": "medium",
            "body": {
                "count": "1",
                "0": {
                    "type": block["type"],
                    "id": "00000000-0000-4000-8000-000000000000",
                    "order": "0",
                    "deleted": "",
                    "value": _form(block["value"]),
                },
            },
            **changes,
        }
    )


def _form(value: Any) -> Any:
    """A value of a block as its form fields."""
    if isinstance(value, dict):
        return {name: _form(inner) for name, inner in value.items()}
    if isinstance(value, list):
        rows = {
            str(place): {"id": row["id"], "order": str(place), "deleted": "", "value": _form(row["value"])}
            for place, row in enumerate(value)
        }
        return {"count": str(len(value)), **rows}
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else value


def goal() -> LearningGoal:
    return LearningGoal.objects.filter(module="M1").first() or LearningGoalFactory()


def begin(browser, **changes) -> Any:
    return browser.post(f"{LIST}add/", sent(**changes))


def save(browser, question: Question, item: Item = CHOICE, **changes) -> Any:
    fields = {"identifier": question.identifier, **changes}
    buttons = {name: value for name, value in fields.items() if name.startswith(("action-", "workflow-"))}
    rest = {name: value for name, value in fields.items() if name not in buttons}
    return browser.post(f"{LIST}edit/{question.pk}/", {**sent(item, **rest), **buttons})


def fresh(question: Question) -> Question:
    return Question.objects.get(pk=question.pk)


def told_in(answer) -> str:
    """What the editor says about the fields, whatever they are inside of."""
    [block] = answer.context["form"].errors.as_data()["body"]
    return json.dumps(get_error_json_data(block), default=str, ensure_ascii=False)


def words(answer) -> str:
    return unescape(answer.content.decode())
