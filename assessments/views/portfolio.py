"""Mijn portfolio: evidence per core task, what is missing, and what each piece shows."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import api
from assessments.choices import EvidenceKind
from assessments.forms.anonymity import DoubtsForm, reasons_in
from assessments.forms.portfolio import EvidenceForm, describe_form
from assessments.permissions import can_share
from assessments.rules.reflections import ENOUGH_REFLECTIONS
from assessments.selectors.anonymity import doubts_in, passages, words_about
from assessments.selectors.portfolio import (
    cases_of,
    core_task_parts,
    evidence_of,
    observations_for,
    passed_tests_of,
    why_not_complete_yet,
)
from assessments.selectors.reflections import reflections_of
from assessments.selectors.sharing import readers_around, sharing_of
from assessments.views.common import municipality_of, own_work, person_of
from assessments.views.files import as_download
from progression.choices import CoreTask

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from assessments.models import EvidenceItem
    from assessments.selectors.anonymity import Doubt


@login_required
@require_safe
def portfolio(request: HttpRequest) -> HttpResponse:
    """Everything that somebody gathered, per core task, and what each still asks."""
    person = person_of(request)
    readers = readers_around(person, municipality_of(request))
    parts = [
        (part, why_not_complete_yet(part.standing), _pieces(part.evidence, readers))
        for part in core_task_parts(evidence_of(person))
    ]
    context = {
        "parts": parts,
        "counts": api.own_work_counts(person),
        "enough": ENOUGH_REFLECTIONS,
        "may_add": municipality_of(request) is not None,
    }
    return render(request, "assessments/portfolio/portfolio.html", context)


@own_work(back_to="assessments:add_evidence")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Put something into the portfolio."""
    municipality, person = municipality_of(request), person_of(request)
    if municipality is None:
        return redirect("assessments:portfolio")
    form = EvidenceForm(
        request.POST or None,
        request.FILES or None,
        initial={"core_task": request.GET.get("kerntaak", CoreTask.KT1)},
        own_work={
            EvidenceKind.REFLECTION: list(reflections_of(person).filter(finished_at__isnull=False)),
            EvidenceKind.CASE: list(cases_of(person)),
            EvidenceKind.OBSERVATION: list(observations_for(person)),
            EvidenceKind.TEST_RESULT: list(passed_tests_of(person)),
        },
    )
    if request.method == "POST" and form.is_valid():
        messages.success(request, _("This is in your portfolio now. Say below what it shows."))
        return redirect(_added(request, form))
    context = {"form": form, "whose": person.public_id}
    return render(request, "assessments/portfolio/add.html", context, status=422 if form.is_bound else 200)


@own_work(back_to="assessments:evidence")
@require_http_methods(["GET", "POST"])
def evidence(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """One piece of evidence: what it shows, who reads it, and taking it out."""
    found = _own(request, evidence_id)
    form = describe_form(found, request.POST or None)
    if request.method != "POST":
        return _page(request, found, form, doubts_in(found))
    if not form.is_valid():
        return _page(request, found, form, (), status=422)
    left = api.describe_evidence(
        evidence=found, reasons=reasons_in(request.POST), now=timezone.now(), **form.cleaned_data
    )
    if left:
        return _page(request, _own(request, evidence_id), form, left, status=422)
    messages.success(request, _("Saved."))
    return redirect(found)


@own_work(back_to="assessments:evidence")
@require_POST
def remove(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """Take a piece of evidence out of the portfolio."""
    api.remove_evidence(evidence=_own(request, evidence_id), now=timezone.now())
    messages.success(request, _("This is not in your portfolio any more."))
    return redirect("assessments:portfolio")


@login_required
@require_safe
def file(request: HttpRequest, evidence_id: UUID) -> HttpResponseBase:
    """One's own file."""
    return as_download(_own(request, evidence_id))


def _own(request: HttpRequest, evidence_id: UUID) -> EvidenceItem:
    return get_object_or_404(evidence_of(person_of(request)), pk=evidence_id)


def _pieces(evidence: tuple[EvidenceItem, ...], readers: Any) -> list[Any]:
    return [(piece, sharing_of(piece.shared_subject.shares.all(), readers)) for piece in evidence]


def _added(request: HttpRequest, form: EvidenceForm) -> EvidenceItem:
    filled, now = form.cleaned_data, timezone.now()
    core_task = CoreTask(filled["core_task"])
    if filled["work"]:
        kind, subject = form.subjects[filled["work"]]
        return api.add_own_work(
            person=person_of(request), core_task=core_task, subject=subject, kind=kind, now=now
        )
    municipality = municipality_of(request)
    assert municipality is not None  # noqa: S101 - looked at before the form was read
    return api.add_file(
        person=person_of(request),
        municipality=municipality,
        core_task=core_task,
        title=_title_of(filled["file"].name),
        file=filled["file"],
        now=now,
    )


def _title_of(name: str) -> str:
    """The name of a file as words, to begin with."""
    return re.sub(r"[\s_-]+", " ", PurePath(name).stem).strip()[:160] or name[:160]


def _page(
    request: HttpRequest, found: EvidenceItem, form: Any, doubts: tuple[Doubt, ...], *, status: int = 200
) -> HttpResponse:
    subject = found.shared_subject
    readers = readers_around(person_of(request), found.municipality)
    context = {
        "evidence": found,
        "subject": subject,
        "form": form,
        "sharing": sharing_of(subject.shares.all(), readers),
        "may_share": can_share(subject),
        "doubts": DoubtsForm(request.POST or None, doubts=doubts) if doubts else None,
        "passages": passages(_named(found), doubts),
        "whose": person_of(request).public_id,
    }
    return render(request, "assessments/portfolio/evidence.html", context, status=status)


def _named(found: EvidenceItem) -> list[tuple[str, str]]:
    names = [_("Title"), _("What does this show?")]
    return list(zip(names, words_about(found), strict=True))
