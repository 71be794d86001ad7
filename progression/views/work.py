"""The work that is counted, and correcting it: a new fact beside the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from progression import api
from progression.forms.work import CorrectionForm
from progression.views.common import WHY_NOT
from progression.views.desk import closed, full_desk_or_404

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 25


@login_required
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """Everything that was held and confirmed, with what was corrected, by whom and why."""
    desk = full_desk_or_404(request)
    if not desk.may_see:
        return closed(request, desk)
    page = Paginator(api.work_told_in(desk.municipality), PER_PAGE).get_page(request.GET.get("pagina"))
    may_correct = bool(api.can_correct(desk.person, desk.municipality))
    return render(
        request, "progression/takeover/work.html", {"desk": desk, "page": page, "may_correct": may_correct}
    )


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what some work should have been counted as."""
    desk = full_desk_or_404(request)
    if not api.can_correct(desk.person, desk.municipality):
        raise Http404
    if not desk.may_see:
        return closed(request, desk)
    told = get_object_or_404(api.work_told_in(desk.municipality), pk=pk)
    coaches = api.who_may_have_led(told)
    form = CorrectionForm(request.POST or None, delivery=told, coaches=coaches)
    if form.is_valid():
        try:
            api.correct_delivery(person=desk.person, delivery=told, now=timezone.now(), **form.cleaned_data)
        except api.NotPossibleError as refused:
            form.add_error(None, str(WHY_NOT[refused.why]))
        else:
            messages.success(request, _("It is corrected. All numbers and stages count with it from now on."))
            return redirect("progression:work")
    context = {"desk": desk, "form": form, "told": told, "earlier": api.told_before(told)}
    return render(request, "progression/takeover/correct.html", context, status=422 if form.is_bound else 200)
