"""Sharing something of one's own, taking that back, and reading what others share."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

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
from assessments.permissions import can_share
from assessments.selectors.portfolio import cases_of, core_task_parts, evidence_of, frame_and_answers
from assessments.selectors.reflections import questions_and_answers, reflections_of
from assessments.selectors.sharing import evidence_shared_with, shared_things_with
from assessments.views.common import person_of
from assessments.views.files import as_download
from people.api import note_looks
from people.choices import DataKind, Viewer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from uuid import UUID

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from assessments.models import Share
    from people.models import User

PER_PAGE = 50
# What can be shared, by its word in the address.
OWN: dict[str, Callable[[User], Any]] = {
    "reflectie": reflections_of,
    "casus": cases_of,
    "bewijs": evidence_of,
}


@login_required
@require_POST
def share(request: HttpRequest, kind: str, subject_id: UUID) -> HttpResponse:
    """Let a coach or a trainer read something from now on, or no longer."""
    if kind not in OWN:
        raise Http404
    subject = get_object_or_404(OWN[kind](person_of(request)), pk=subject_id)
    form = ShareForm(request.POST)
    if form.is_valid():
        _share_or_withdraw(request, subject, form)
    else:
        messages.error(request, _("Choose with whom you want to share this."))
    return redirect(subject)


def _share_or_withdraw(request: HttpRequest, subject: Any, form: ShareForm) -> None:
    audience, verdict = Audience(form.cleaned_data["audience"]), can_share(subject)
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
    viewer = person_of(request)
    page = Paginator(shared_things_with(viewer), PER_PAGE).get_page(request.GET.get("pagina"))
    _note_looks(viewer, page)
    people = [(person, list(shares)) for person, shares in groupby(page, key=lambda share: share.person)]
    return render(request, "assessments/sharing/with_me.html", {"page": page, "people": people})


@login_required
@require_safe
def shared_reflection(request: HttpRequest, reflection_id: UUID) -> HttpResponse:
    """A reflection that somebody shares; that it was read is written down."""
    share, found = _shared(request, "reflection", reflection_id)
    context = {
        "share": share,
        "reflection": found,
        "prompt": ReflectionPrompt(found.prompt),
        "answers": questions_and_answers(found),
    }
    return render(request, "assessments/sharing/reflection.html", context)


@login_required
@require_safe
def shared_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A case that somebody shares; that it was read is written down."""
    share, found = _shared(request, "case", case_id)
    context = {"share": share, "case": found, "frame": frame_and_answers(found)}
    return render(request, "assessments/sharing/case.html", context)


@login_required
@require_safe
def shared_evidence(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """A piece of evidence that somebody shares; that it was read is written down."""
    share, found = _shared(request, "evidence", evidence_id)
    return render(request, "assessments/sharing/evidence.html", {"share": share, "evidence": found})


@login_required
@require_safe
def shared_file(request: HttpRequest, evidence_id: UUID) -> HttpResponseBase:
    """A file that somebody shares; that it was taken along is written down."""
    _share, found = _shared(request, "evidence", evidence_id)
    return as_download(found)


@login_required
@require_safe
def shared_portfolio(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Of somebody's portfolio what they share, per core task; that it was seen is written down."""
    viewer = person_of(request)
    shares = list(shared_things_with(viewer).filter(person__public_id=public_id))
    if not shares:
        raise Http404
    _note_looks(viewer, shares)
    urls = {share.subject: share.shared_url for share in shares}
    parts = [
        (part, [(piece, urls[piece.shared_subject]) for piece in part.evidence])
        for part in core_task_parts(evidence_shared_with(viewer, shares[0].person))
        if part.evidence
    ]
    return render(request, "assessments/sharing/portfolio.html", {"person": shares[0].person, "parts": parts})


def _shared(request: HttpRequest, kind: str, subject_id: UUID) -> tuple[Share, Any]:
    """Something that is shared with who asks, and the share; the look is written down."""
    share = shared_things_with(person_of(request)).filter(**{kind: subject_id}).first()
    if share is None:
        raise Http404
    _note_looks(person_of(request), [share])
    return share, share.subject


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
