"""The page with all questions of an attempt, and what a whole form brought back from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from assessments import api
from assessments.forms.answers import AnswerForm
from assessments.rules.terms import terms_from_json
from assessments.rules.timing import minutes_left, seconds_left
from assessments.views.questions import answer_lines, open_question

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.http import HttpRequest, HttpResponse, QueryDict

    from assessments.models import Attempt, AttemptItem
    from assessments.rules.masking import Asked
    from assessments.views.questions import QuestionView

CHECK = "check"
CONFLICT = 409
Questions = list[tuple["AttemptItem", "Asked"]]


@dataclass
class Sent:
    """What a whole form brought: answers in shape, and what is wrong with the others, by position."""

    given: dict[int, api.Given] = field(default_factory=dict)
    errors: dict[int, str] = field(default_factory=dict)
    typed: dict[int, dict[str, Any]] = field(default_factory=dict)  # to show again, though it was not kept

    @classmethod
    def read(cls, sent: QueryDict, questions: Questions) -> Sent:
        """Read the answers that stood in the form."""
        read = cls()
        asked = {row.version_id: asked for row, asked in questions}
        for row, _asked in questions:
            if f"{row.position}-version" not in sent:  # checked before, so it could not be changed
                continue
            form = AnswerForm(sent, position=row.position, asked=asked)
            if not form.is_valid():
                read.errors[row.position] = form.message
                read.typed[row.position] = {"text": sent.get(f"{row.position}-text", "")}
                continue
            filled = form.cleaned_data
            read.given[row.position] = api.Given(
                position=row.position,
                version_id=filled["version"],
                answer=_untouched(row, filled["answer"], sent),
                is_flagged=filled["flag"],
                was=filled["was"] or 0,
            )
        return read

    def not_kept(self, positions: Collection[int]) -> Sent:
        """What has to be shown again because it was not kept."""
        again = {place: self.given[place].answer for place in positions if place in self.given}
        return Sent(errors=self.errors, typed=self.typed | again)


def _untouched(row: AttemptItem, answer: dict[str, Any], sent: QueryDict) -> dict[str, Any]:
    """An order that nobody touched is not an answer yet; unless somebody has it checked."""
    is_as_shown = answer.get("order") == row.shown.get("options")
    is_checked = sent.get(CHECK) == str(row.position)
    return {} if is_as_shown and not row.answer and not is_checked else answer


def draw_page(
    request: HttpRequest,
    found: Attempt,
    questions: Questions,
    sent: Sent,
    *,
    status: int = 200,
) -> HttpResponse:
    total, now = len(questions), timezone.now()
    views = [
        draw_question(
            found, row, asked, total, sent.typed.get(row.position), sent.errors.get(row.position, "")
        )
        for row, asked in questions
    ]
    context = {
        "attempt": found,
        "questions": views,
        "terms": terms_from_json(found.terms),
        "minutes_left": minutes_left(found.deadline_at, now=now),
        "seconds_left": seconds_left(found.deadline_at, now=now),
        "is_typed": any(view.place.is_typed for view in views),
        "errors": sent.errors,
    }
    return render(request, "assessments/attempt.html", context, status=status)


def draw_question(
    found: Attempt,
    row: AttemptItem,
    asked: Asked,
    total: int,
    typed: dict[str, Any] | None = None,
    error: str = "",
) -> QuestionView:
    return open_question(
        row,
        asked,
        total=total,
        feedback=found.terms["feedback"],
        url=reverse("assessments:answer", args=[found.pk, row.position]),
        typed=typed if typed is not None and typed != row.answer else None,
        error=error,
    )


def draw_too_late(request: HttpRequest, found: Attempt, questions: Questions, sent: Sent) -> HttpResponse:
    """What was typed and does not count any more, to read and copy."""
    typed = [
        (row.position, answer_lines(asked.item, sent.given[row.position].answer))
        for row, asked in questions
        if row.position in sent.given and sent.given[row.position].answer != row.answer
    ]
    return render(request, "assessments/too_late.html", {"attempt": found, "typed": typed}, status=CONFLICT)
