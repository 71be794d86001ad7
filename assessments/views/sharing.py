"""Sharing something of one's own, taking that back, and reading what others share."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments import api
from assessments.choices import Audience, ReflectionPrompt
from assessments.forms.sharing import ShareForm
from people.api import note_looks
from people.choices import DataKind, Viewer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from uuid import UUID

    from django.http import HttpRequest

    from assessments.models import Share
    from people.models import User

PER_PAGE = 50
# What can be shared, by its word in the address.
OWN: dict[str, Callable[[User], Any]] = {"reflectie": api.reflections_of}


@login_required
@require_POST
def share(request: HttpRequest, kind: str, subject_id: UUID) -> HttpResponse:
    """Let a coach or a trainer read something from now on, or no longer."""
    if kind not in OWN:
        raise Http404
    subject = get_object_or_404(OWN[kind](cast("User", request.user)), pk=subject_id)
    form = ShareForm(request.POST)
    if form.is_valid():
        _share_or_withdraw(request, subject, form)
    else:
        messages.error(request, _("Choose with whom you want to share this."))
    return redirect(subject)


def _share_or_withdraw(request: HttpRequest, subject: Any, form: ShareForm) -> None:
    audience, verdict = Audience(form.cleaned_data["audience"]), api.can_share(subject)
    if form.cleaned_data["withdraw"]:
        api.withdraw(subject=subject, audience=audience, now=timezone.now())
        messages.success(request, _("%(who)s cannot read this any more.") % {"who": audience.label})
    elif verdict:
        api.share(subject=subject, audience=audience, now=timezone.now())
        messages.success(request, _("Shared. You can take this back whenever you want."))
    else:
        messages.error(request, str(verdict.reason))


@login_required
@require_safe
def shared_with_me(request: HttpRequest) -> HttpResponse:
    """What others let somebody read; that they looked here is written down."""
    viewer = cast("User", request.user)
    page = Paginator(api.shared_things_with(viewer), PER_PAGE).get_page(request.GET.get("pagina"))
    _note_looks(viewer, page)
    people = [(person, list(shares)) for person, shares in groupby(page, key=lambda share: share.person)]
    return render(request, "assessments/sharing/with_me.html", {"page": page, "people": people})


@login_required
@require_safe
def shared_reflection(request: HttpRequest, reflection_id: UUID) -> HttpResponse:
    """A reflection that somebody shares; that it was read is written down."""
    viewer = cast("User", request.user)
    found = api.shared_things_with(viewer).filter(reflection=reflection_id).first()
    if found is None or found.reflection is None:
        raise Http404
    _note_looks(viewer, [found])
    context = {
        "share": found,
        "reflection": found.reflection,
        "prompt": ReflectionPrompt(found.reflection.prompt),
        "answers": api.questions_and_answers(found.reflection),
    }
    return render(request, "assessments/sharing/reflection.html", context)


def _note_looks(viewer: User, shares: Iterable[Share]) -> None:
    """Write down whose work was seen, once per person and capacity."""
    seen = {(share.municipality, share.audience): set[Any]() for share in shares}
    for share in shares:
        seen[share.municipality, share.audience].add(share.person)
    for (municipality, audience), people in seen.items():
        note_looks(
            viewer=viewer,
            people=people,
            municipality=municipality,
            data_kind=DataKind.PORTFOLIO,
            capacity=Viewer(audience),
            now=timezone.now(),
        )
