"""Mijn reflecties: writing for oneself, finishing, opening again, removing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments import api
from assessments.choices import ReflectionPrompt
from assessments.forms.anonymity import DoubtsForm, reasons_in
from assessments.forms.reflections import BeginForm, reflection_form
from assessments.permissions import can_write
from assessments.rules.reflections import ENOUGH_REFLECTIONS
from assessments.selectors.anonymity import passages
from assessments.selectors.reflections import is_kept, questions_and_answers, reflections_of, why_not_complete
from assessments.selectors.sharing import readers_around, share_history, sharing_of
from assessments.views.common import by_script, municipality_of, own_work, person_of, refused
from core.forms.parking import unpark

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from assessments.forms.reflections import ReflectionForm
    from assessments.models import Reflection
    from assessments.selectors.anonymity import Doubt

PER_PAGE = 20
PAGE = "assessments:reflection"


@login_required
@require_safe
def reflections(request: HttpRequest) -> HttpResponse:
    """Everything that somebody wrote to learn from, and the prompts to begin another."""
    own = reflections_of(person_of(request))
    page = Paginator(own, PER_PAGE).get_page(request.GET.get("pagina"))
    readers = readers_around(person_of(request), municipality_of(request))
    context = {
        "page": page,
        "rows": [(row, why_not_complete(row), sharing_of(row.shares.all(), readers)) for row in page],
        "finished": own.filter(finished_at__isnull=False).count(),
        "enough": ENOUGH_REFLECTIONS,
        "prompts": list(ReflectionPrompt),
        "may_begin": municipality_of(request) is not None,
        "history": share_history(person_of(request))[:PER_PAGE],
    }
    return render(request, "assessments/reflections/list.html", context)


@login_required
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """An empty reflection to write in."""
    form, municipality = BeginForm(request.POST), municipality_of(request)
    if not form.is_valid() or municipality is None:
        messages.error(request, _("Choose what you want to look back on."))
        return redirect("assessments:reflections")
    begun = api.begin_reflection(
        person=person_of(request),
        municipality=municipality,
        prompt=ReflectionPrompt(form.cleaned_data["prompt"]),
        now=timezone.now(),
    )
    return redirect(begun)


@own_work(back_to=PAGE)
@require_safe
def reflection(request: HttpRequest, reflection_id: UUID) -> HttpResponse:
    """A reflection of one's own: to write in, or to read and share once it is finished."""
    found = _own(request, reflection_id)
    if found.finished_at is not None:
        return _finished(request, found)
    typed = unpark(request, found.get_absolute_url())
    return _writing(request, found, reflection_form(found, typed=typed), has_typed=bool(typed))


@own_work(back_to=PAGE)
@require_POST
def keep(request: HttpRequest, reflection_id: UUID) -> HttpResponse:
    """What somebody wrote until now; sent while they write, or by the button."""
    found = _own(request, reflection_id)
    form = reflection_form(found, request.POST)
    if not form.is_valid():
        return refused(form) if by_script(request) else _writing(request, found, form, status=422)
    writable = can_write(found)
    if not writable and not is_kept(found, **form.written()):
        return _too_late(request, found, form, reason=str(writable.reason))
    api.keep_reflection(reflection=found, now=timezone.now(), **form.written())
    if by_script(request):
        return JsonResponse({"status": "saved"})
    messages.success(request, _("Your reflection has been saved."))
    return redirect(found)


@own_work(back_to=PAGE)
@require_POST
def finish(request: HttpRequest, reflection_id: UUID) -> HttpResponse:
    """Somebody says that their reflection is finished."""
    found = _own(request, reflection_id)
    form = reflection_form(found, request.POST)
    if not form.is_valid():
        return _writing(request, found, form, status=422)
    writable = can_write(found)
    if not writable:
        return _too_late(request, found, form, reason=str(writable.reason))
    done = api.finish_reflection(
        reflection=found, reasons=reasons_in(request.POST), now=timezone.now(), **form.written()
    )
    if done.reflection.finished_at is None:
        return _not_yet(request, done.reflection, form, done.doubts)
    messages.success(request, _("Your reflection is finished. Only you can read it, until you share it."))
    return redirect(found)


@own_work(back_to=PAGE)
@require_POST
def reopen(request: HttpRequest, reflection_id: UUID) -> HttpResponse:
    """Write on in a finished reflection."""
    found = _own(request, reflection_id)
    api.reopen_reflection(reflection=found, now=timezone.now())
    return redirect(found)


@own_work(back_to=PAGE)
@require_POST
def remove(request: HttpRequest, reflection_id: UUID) -> HttpResponse:
    """Remove a reflection for good."""
    api.remove_reflection(reflection=_own(request, reflection_id), now=timezone.now())
    messages.success(request, _("Your reflection has been removed."))
    return redirect("assessments:reflections")


def _own(request: HttpRequest, reflection_id: UUID) -> Reflection:
    return get_object_or_404(reflections_of(person_of(request)), pk=reflection_id)


def _writing(
    request: HttpRequest, found: Reflection, form: ReflectionForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "reflection": found,
        "form": form,
        "prompt": ReflectionPrompt(found.prompt),
        "why": why_not_complete(found),
        "whose": request.user.public_id,  # type: ignore[union-attr]
        **more,
    }
    return render(request, "assessments/reflections/write.html", context, status=status)


def _not_yet(
    request: HttpRequest, found: Reflection, form: ReflectionForm, doubts: tuple[Doubt, ...]
) -> HttpResponse:
    """Saved, but something stands in the way: an answer is too short, or something looks like a personal detail."""
    if not doubts:
        messages.warning(request, _("Your text has been saved, but the reflection is not complete yet."))
        return redirect(found)
    return _writing(
        request,
        found,
        form,
        status=422,
        doubts=DoubtsForm(request.POST, doubts=doubts),
        passages=passages(questions_and_answers(found), doubts),
    )


def _too_late(request: HttpRequest, found: Reflection, form: ReflectionForm, *, reason: str) -> HttpResponse:
    """The reflection was finished in another window: what was typed here is shown, to copy."""
    if by_script(request):
        return JsonResponse({"status": "failed", "message": reason}, status=409)
    typed = [(field.label, field.value()) for field in form if not field.is_hidden and field.value()]
    context = {"reflection": found, "reason": reason, "typed": typed}
    return render(request, "assessments/reflections/too_late.html", context, status=409)


def _finished(request: HttpRequest, found: Reflection) -> HttpResponse:
    readers = readers_around(person_of(request), found.municipality)
    context = {
        "reflection": found,
        "prompt": ReflectionPrompt(found.prompt),
        "answers": questions_and_answers(found),
        "sharing": sharing_of(found.shares.all(), readers),
        "history": found.shares.all(),
    }
    return render(request, "assessments/reflections/finished.html", context)
