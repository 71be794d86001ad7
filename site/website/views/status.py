"""How the installation is, for platform administrators: numbers, background work, and what waits for a person."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core import api as core
from courses import api as courses
from people.choices import Role
from people.models import Municipality
from progression import api as progression
from trainings import api as trainings
from website.selectors.status import facts, trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from people.models import User


def for_staff(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For anybody else this page does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if not request.user.is_staff:
            raise Http404
        return view(request, *args, **named)

    return guarded


@require_safe
@for_staff
def status(request: HttpRequest) -> HttpResponse:
    """The numbers of `manage.py facts`; the ledger is replayed only when somebody asks."""
    now = timezone.now()
    differences = len(courses.ledger_differences()) if request.GET.get("grootboek") else None
    found = facts(now=now)
    roles = [(Role(role).label, number) for role, number in found.people.items()]
    context = {
        "facts": found,
        "roles": roles,
        "trouble": trouble(now=now),
        "nights": progression.last_nights(night=timezone.localdate(now), now=now),
        "differences": differences,
    }
    return render(request, "website/status.html", context)


@require_POST
@for_staff
def retry_run(request: HttpRequest, run_id: int) -> HttpResponse:
    """Send a failed task again."""
    verdict = core.retry_run(run_id, user=cast("User", request.user), now=timezone.now())
    if verdict:
        messages.success(request, _("The task has been sent again."))
    else:
        messages.error(request, str(verdict.reason))
    return redirect("website:status")


@require_POST
@for_staff
def count_again(request: HttpRequest, municipality_id: int) -> HttpResponse:
    """Go on with tonight's counting of a municipality."""
    municipality = get_object_or_404(Municipality.objects.active(), pk=municipality_id)
    progression.count_again(municipality.pk)
    sent = _("The counting of %(name)s goes on. What was counted tonight is not counted again.")
    messages.success(request, sent % {"name": municipality.name})
    return redirect("website:status")


@require_POST
@for_staff
def retry_reminder(request: HttpRequest, reminder_id: int) -> HttpResponse:
    """Let a mail go out of which nobody knows whether it left."""
    if progression.retry_reminder(reminder_id, user=cast("User", request.user), now=timezone.now()):
        messages.success(request, _("The mail will be sent again."))
    else:
        messages.error(request, _("This mail is not in doubt any more."))
    return redirect("website:status")


@require_POST
@for_staff
def retry_calendar_mail(request: HttpRequest, mail_id: int) -> HttpResponse:
    """Let a calendar mail go out of which nobody knows whether it left."""
    if trainings.retry_mail(mail_id, user=cast("User", request.user), now=timezone.now()):
        messages.success(request, _("The mail will be sent again."))
    else:
        messages.error(request, _("This mail is not in doubt any more."))
    return redirect("website:status")
