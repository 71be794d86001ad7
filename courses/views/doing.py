"""Doing something in a lesson: a part, a note, a place. Works as a plain form, and by script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses import api
from courses.choices import DONE_ELSEWHERE, PartKind
from courses.forms import CheckForm, DoneForm, ExerciseForm, NoteForm, PlaceForm, QuestionForm
from courses.selectors.bodies import body_of
from courses.views.common import learner_from, lesson_or_404
from courses.views.lesson import (
    KEPT,
    drawn_part,
    key_of,
    lesson_context,
    note_keys,
    outcome_of,
    park_text,
    part_view,
)

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest

    from courses.rules.body import Piece
    from courses.rules.outline import Lesson, Module, Path
    from courses.rules.progress import LessonStanding, Part
    from courses.selectors.learning import Learner

FORMS: dict[str, type[Any]] = {
    PartKind.READING: DoneForm,
    PartKind.CHECK: CheckForm,
    PartKind.QUESTION: QuestionForm,
    PartKind.EXERCISE: ExerciseForm,
    PartKind.VIDEO: DoneForm,
    PartKind.AUDIO: DoneForm,
}
GONE = 410


@require_POST
def part(request: HttpRequest, lesson_id: int, key: UUID) -> HttpResponse:
    """A learner did a part of a lesson."""
    if lesson_id not in api.curriculum().lessons:
        return _lesson_is_gone(request)
    path, module, lesson = lesson_or_404(request, lesson_id)
    asked = next((part for part in lesson.parts if part.key == key), None)
    if asked is None:
        return _lesson_is_gone(request)
    learner = learner_from(request)
    refusal = _refusal(request, learner, path, module, lesson, key)
    if refusal is not None:
        return refusal
    if asked.kind not in FORMS:
        return _refused(request, path, module, lesson, reason=str(DONE_ELSEWHERE[asked.kind]))
    form = FORMS[asked.kind](request.POST)
    if not form.is_valid():
        return _wrong_input(request, learner, path, lesson, asked, form)
    return _done(request, learner, path, lesson, asked, form)


@require_POST
def note(request: HttpRequest, lesson_id: int, key: UUID) -> HttpResponse:
    """A learner wrote something down for themselves."""
    if lesson_id not in api.curriculum().lessons:
        return _lesson_is_gone(request)
    path, module, lesson = lesson_or_404(request, lesson_id)
    if key not in note_keys(lesson):
        return _lesson_is_gone(request)
    learner = learner_from(request)
    refusal = _refusal(request, learner, path, module, lesson, key)
    if refusal is not None:
        return refusal
    form = NoteForm(request.POST)
    if not learner.follows(path) or not learner.person or not learner.municipality:
        return _refused(request, path, module, lesson, reason=_not_kept())
    if not form.is_valid():
        return _note_too_long(request, form)
    api.keep_note(
        person=learner.person,
        municipality=learner.municipality,
        lesson=lesson,
        key=key,
        text=form.cleaned_data["text"],
        sequence=form.cleaned_data["sequence"],
        now=timezone.now(),
    )
    if _by_script(request):
        return JsonResponse({"status": "saved", "announce": _("Your note has been saved.")})
    messages.success(request, _("Your note has been saved."))
    return redirect(f"{lesson.url}#part-{key}")


@require_POST
def place(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """A learner is at a place in a lesson; for coming back there."""
    path, _module, lesson = lesson_or_404(request, lesson_id)
    learner = learner_from(request)
    form = PlaceForm(request.POST)
    if learner.person is None:
        return HttpResponse(status=401)
    if form.is_valid() and learner.municipality is not None and learner.follows(path):
        api.remember_place(
            person=learner.person,
            municipality=learner.municipality,
            lesson=lesson,
            anchor=form.cleaned_data["section"],
            now=timezone.now(),
        )
    return HttpResponse(status=204)


def _refusal(
    request: HttpRequest, learner: Learner, path: Path, module: Module, lesson: Lesson, key: UUID
) -> HttpResponse | None:
    """What to answer who may not do this; None for who may."""
    if learner.person is None and KEPT in request.POST:
        return _sign_in_first(
            request, lesson, key
        )  # the page was drawn for a learner, whose session has ended
    if not api.can_read(learner, module):
        if learner.person is None:
            return _sign_in_first(request, lesson, key)
        return _refused(request, path, module, lesson, reason=_not_kept())
    if not (module.is_locked or lesson.is_locked):
        return None
    journey = api.journey_of(learner, path)
    verdict = api.can_open_lesson(journey.step_for(lesson.pk), journey.module_of(lesson.pk), path)
    return None if verdict else _refused(request, path, module, lesson, reason=str(verdict.reason))


def _note_too_long(request: HttpRequest, form: forms.Form) -> HttpResponse:
    errors = [str(error) for field in form.errors.values() for error in field]
    if _by_script(request):
        return JsonResponse({"errors": errors, "message": " ".join(errors)}, status=422)
    context = {"text": request.POST.get("text", ""), "reason": " ".join(errors)}
    return render(request, "courses/lesson_gone.html", context, status=422)


def _sign_in_first(request: HttpRequest, lesson: Lesson, key: UUID) -> HttpResponse:
    login_url = f"{reverse('account_login')}?{urlencode({'next': lesson.url})}"
    if _by_script(request):
        return JsonResponse({"login_url": login_url}, status=401)
    text = request.POST.get("text", "")
    if text:
        park_text(request, lesson, key, text)
        messages.info(request, _("Your session had ended. Sign in and your text is here again."))
    return redirect(login_url)


def _refused(
    request: HttpRequest, path: Path, module: Module, lesson: Lesson, *, reason: str
) -> HttpResponse:
    if _by_script(request):
        return JsonResponse({"status": "failed", "message": reason}, status=409)
    context = {"path": path, "module": module, "lesson": lesson, "reason": reason}
    return render(request, "courses/lesson_closed.html", context, status=403)


def _not_kept() -> str:
    return _("This was not saved, because you do not follow this learning path.")


def _lesson_is_gone(request: HttpRequest) -> HttpResponse:
    message = _(
        "This part of the lesson was taken away while you were busy. What you typed is below: copy it if you need it."
    )
    if _by_script(request):
        return JsonResponse({"status": "failed", "message": message}, status=409)
    return render(request, "courses/lesson_gone.html", {"text": request.POST.get("text", "")}, status=GONE)


def _wrong_input(
    request: HttpRequest, learner: Learner, path: Path, lesson: Lesson, asked: Part, form: forms.Form
) -> HttpResponse:
    errors = [str(error) for field in form.errors.values() for error in field]
    piece = _piece(lesson, asked)
    if piece is None:
        return _lesson_is_gone(request)
    view = part_view(
        piece,
        lesson,
        answer={"text": request.POST.get("text", "")},
        is_done=False,
        is_kept=learner.follows(path),
        error=" ".join(errors),
    )
    if _by_script(request):
        return JsonResponse({"errors": errors, "html": _html(request, view)}, status=422)
    return _page(request, learner, lesson, view, status=422)


def _done(
    request: HttpRequest, learner: Learner, path: Path, lesson: Lesson, asked: Part, form: Any
) -> HttpResponse:
    answer = form.answer()
    piece = _piece(lesson, asked)
    outcome = outcome_of(piece, answer) if piece else None
    if piece is not None and asked.kind == PartKind.CHECK and outcome is None:
        raise Http404  # an answer that this question does not have
    is_kept = learner.follows(path)
    standing = (
        _keep(learner, path, lesson, asked, form, done=outcome is None or outcome.is_done)
        if is_kept
        else None
    )
    if not _by_script(request):
        return _go_on(request, learner, lesson, asked, piece, answer)
    words = _words(standing) if standing else {}
    if piece is None:
        return JsonResponse({"status": "saved" if is_kept else "shown", "lesson": words})
    is_done = is_kept and (outcome is None or outcome.is_done)
    view = part_view(piece, lesson, answer=answer, is_done=is_done, is_kept=is_kept)
    return JsonResponse(
        {
            "status": "saved" if is_kept else "shown",
            "html": _html(request, view),
            "announce": outcome.feedback if outcome else _("Saved."),
            "lesson": words,
        }
    )


def _keep(
    learner: Learner, path: Path, lesson: Lesson, asked: Part, form: Any, *, done: bool
) -> LessonStanding | None:
    """Keep the answer, and the fact that the part was done."""
    told = {
        "learner": learner,
        "part": asked,
        "answer": form.answer(),
        "sequence": form.cleaned_data["sequence"],
        "now": timezone.now(),
    }
    if done:
        return api.complete_part(**told, path=path, lesson=lesson)
    api.answer_part(**told)
    return None


def _go_on(
    request: HttpRequest,
    learner: Learner,
    lesson: Lesson,
    asked: Part,
    piece: Piece | None,
    answer: dict[str, Any],
) -> HttpResponse:
    path, _module, _lesson = lesson_or_404(request, lesson.pk)
    if learner.follows(path):
        return redirect(f"{lesson.url}#part-{asked.key}" if piece else f"{lesson.url}#lesson-end")
    if piece is None:
        return redirect(lesson.url)
    return _page(
        request, learner, lesson, part_view(piece, lesson, answer=answer, is_done=False, is_kept=False)
    )


def _page(
    request: HttpRequest, learner: Learner, lesson: Lesson, view: Any, *, status: int = 200
) -> HttpResponse:
    spot = api.curriculum().lessons[lesson.pk]
    journey = api.journey_of(learner, spot.path)
    context = lesson_context(spot, learner, journey, shown=view)
    return render(request, "courses/lesson.html", context, status=status)


def _piece(lesson: Lesson, asked: Part) -> Piece | None:
    pieces = body_of(lesson, api.curriculum())
    return next((piece for piece in pieces if piece.key == asked.key), None)


def _html(request: HttpRequest, view: Any) -> str:
    return drawn_part(view, token=get_token(request), whose=key_of(request.user))


def _words(standing: LessonStanding) -> dict[str, Any]:
    return {
        "done": standing.done,
        "total": standing.total,
        "text": api.parts_text(standing),
        "why": api.why_lesson_is_not_finished(standing),
    }


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"
