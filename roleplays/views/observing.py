"""From the table to the form of who observes: the same role-play, the same person, today."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roleplays import api
from roleplays.forms.playing import ObserveForm

if TYPE_CHECKING:
    from uuid import UUID

    from people.models import User


@login_required
@require_POST
def observe(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Begin an observation of somebody at the table, or go on with it."""
    person = cast("User", request.user)
    session = get_object_or_404(api.sessions_visible_to(person), public_id=public_id)
    form = ObserveForm(request.POST, session=session)
    if not form.is_valid():
        messages.error(request, _("Choose somebody who plays a role that can be observed."))
        return redirect("roleplays:table", public_id)
    try:
        observation = api.observe(
            observer=person, session=session, participant=form.cleaned_data["participant"], now=timezone.now()
        )
    except PermissionDenied as refused:
        messages.error(request, str(refused))
        return redirect("roleplays:table", public_id)
    return redirect("assessments:fill_in_observation", observation.pk)
