"""Certificates: one's own, those of one's group, giving, renewing and revoking them, and the files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certification.api import certificates as api
from certification.forms.certificates import ComponentForm, RevokeForm, SharingForm, WordsForm
from certification.views.common import is_allowed, municipality_or_404, person_of
from core.files import as_file
from people.api import note_looks, people_in
from people.choices import DataKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django import forms
    from django.http import HttpRequest

    from certification.models import Certificate, ProeveDecision
    from people.models import Municipality, User

PER_PAGE = 20


@login_required
@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    """One's own certificates; for who trains or manages also those of their group."""
    person, today = person_of(request), timezone.localdate()
    municipality: Municipality | None = request.municipality  # type: ignore[attr-defined]
    context: dict[str, Any] = {"mine": _standing_of(api.certificates_of(person), today)}
    if municipality is not None:
        theirs = Paginator(api.certificates_in_reach(person, municipality), PER_PAGE).get_page(
            request.GET.get("pagina")
        )
        waiting = list(api.decisions_to_certify(person, municipality, today=today))
        _note_who_looks(request, municipality, [each.holder for each in theirs])
        context |= {
            "page": theirs,
            "theirs": _standing_of(theirs, today),
            "waiting": waiting,
            "gives": api.is_training_organisation(person, municipality),
        }
    return render(request, "certification/certificates.html", context)


@login_required
@require_safe
def certificate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One certificate, with what its holder or a trainer may do."""
    found = _certificate_or_404(request, public_id)
    _note_who_looks(request, found.municipality, [found.holder])
    return _page(request, found)


@login_required
@require_safe
def pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The certificate on paper."""
    found = _certificate_or_404(request, public_id)
    _note_who_looks(request, found.municipality, [found.holder])
    written = api.pdf_of(found, today=timezone.localdate())
    return as_file(written, name=f"certificaat-{found.code}.pdf", content_type="application/pdf")


@login_required
@require_safe
def badge(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The badge, for its holder only: with it somebody shows elsewhere what they can."""
    found = get_object_or_404(api.certificates_of(person_of(request)), public_id=public_id)
    made = api.signed_badge(found, now=timezone.now())
    if made is None or found.is_revoked:
        raise Http404
    body = json.dumps(made, ensure_ascii=False, indent=2).encode()
    return as_file(body, name=f"badge-{found.code}.json", content_type="application/ld+json")


@login_required
@require_POST
def share(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The holder decides what is shown."""
    found = _certificate_or_404(request, public_id)
    form = SharingForm(request.POST)
    if form.is_valid() and is_allowed(request, api.can_share(person_of(request), found)):
        api.share_certificate(
            person=person_of(request), certificate=found, shown=form.shown(), now=timezone.now()
        )
        messages.success(request, _("It is as you wish. You can change it whenever you like."))
    return redirect(f"{found.get_absolute_url()}#sharing")


@login_required
@require_POST
def revoke(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a certificate back."""
    found = _certificate_or_404(request, public_id)
    if not is_allowed(request, api.can_revoke(person_of(request), found)):
        return redirect(found)
    form = RevokeForm(request.POST)
    if not form.is_valid():
        return _page(request, found, revoke=form)
    api.revoke_certificate(
        person=person_of(request), certificate_id=found.pk, now=timezone.now(), **form.cleaned_data
    )
    messages.success(request, _("The certificate has been revoked. Who checks the code sees that."))
    return redirect(found)


@login_required
@require_POST
def renew(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A new certificate for the next twenty-four months."""
    found = _certificate_or_404(request, public_id)
    if not is_allowed(request, api.can_renew(person_of(request), found, today=timezone.localdate())):
        return redirect(found)
    newer = api.renew(person=person_of(request), certificate_id=found.pk, now=timezone.now())
    messages.success(request, _("The certificate has been renewed."))
    return redirect(newer)


@login_required
@require_http_methods(["GET", "POST"])
def certify(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the certificate of a proeve that was passed."""
    municipality, person, today = municipality_or_404(request), person_of(request), timezone.localdate()
    waiting = api.decisions_to_certify(person, municipality, today=today)
    decision = get_object_or_404(waiting, proeve__public_id=public_id)
    _note_who_looks(request, municipality, [decision.proeve.candidate])
    form = WordsForm(request.POST or None, initial=_proposal(decision))
    if form.is_valid():
        given = api.certify_proeve(
            person=person, decision_id=decision.pk, words=form.words(), now=timezone.now()
        )
        messages.success(request, _("The certificate has been given. The holder finds it in their list."))
        return redirect(given)
    context = {"form": form, "decision": decision}
    return render(request, "certification/certify.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def certify_component(request: HttpRequest) -> HttpResponse:
    """Give a certificate of a finished part of the training."""
    municipality, person = municipality_or_404(request), person_of(request)
    if not api.is_training_organisation(person, municipality):
        raise Http404
    people = people_in(municipality).exclude(pk=person.pk)
    form = ComponentForm(request.POST or None, people=people)
    if form.is_valid():
        holder = form.cleaned_data["holder"]
        if is_allowed(request, api.can_certify_component(person, holder, municipality)):
            given = api.certify_component(
                person=person,
                holder=holder,
                municipality=municipality,
                words=form.words(),
                now=timezone.now(),
            )
            messages.success(request, _("The certificate has been given. The holder finds it in their list."))
            return redirect(given)
    return render(request, "certification/certify.html", {"form": form}, status=422 if form.is_bound else 200)


def _certificate_or_404(request: HttpRequest, public_id: UUID) -> Certificate:
    return get_object_or_404(api.certificates_visible_to(person_of(request)), public_id=public_id)


def _standing_of(rows: Iterable[Certificate], today: Any) -> list[tuple[Certificate, Any]]:
    return [(each, each.standing_on(today)) for each in rows]


def _proposal(decision: ProeveDecision) -> dict[str, Any]:
    """Words to begin with, and the hours that the ledger knows."""
    proeve = decision.proeve
    cluster = str(proeve.get_cluster_display())
    return {
        "title": _("Internal WKS coach: %(cluster)s") % {"cluster": cluster},
        "content": _("Shown in a proeve van bekwaamheid before two independent assessors: %(cluster)s.")
        % {"cluster": cluster},
        "net_hours": api.hours_of(
            proeve.candidate, proeve.municipality, since=None, until=decision.decided_on
        ),
        "reflection_hours": 0,
    }


def _note_who_looks(request: HttpRequest, municipality: Municipality, people: Iterable[User]) -> None:
    """Write down whose certificates somebody looks at because of their role."""
    person = person_of(request)
    capacity = api.capacity_to_see_certificates(person, municipality)
    others = {each.pk: each for each in people if each.pk != person.pk}
    if capacity is not None and others:
        note_looks(
            viewer=person,
            people=others.values(),
            municipality=municipality,
            data_kind=DataKind.CERTIFICATE,
            capacity=capacity,
            now=timezone.now(),
        )


def _page(request: HttpRequest, found: Certificate, revoke: forms.Form | None = None) -> HttpResponse:
    person, today = person_of(request), timezone.localdate()
    is_holder, shown = person.pk == found.holder_id, found.shown
    initial = {
        "is_open": shown.at_all,
        "shows_name": shown.name,
        "shows_municipality": shown.municipality,
        "shows_hours": shown.hours,
    }
    context = {
        "certificate": found,
        "standing": found.standing_on(today),
        "rows": [row for row in api.rows_of(found) if row[1]],
        "is_holder": is_holder,
        "sharing": SharingForm(initial=initial) if is_holder else None,
        "check_url": api.address_to_check(found),
        "has_badge": is_holder and api.issuer() is not None and not found.is_revoked,
        "may_revoke": api.can_revoke(person, found),
        "revoke": revoke or RevokeForm(),
        "renewal": _renewal(found, today),
        "may_renew": api.can_renew(person, found, today=today),
    }
    return render(request, "certification/certificate.html", context, status=422 if revoke else 200)


def _renewal(found: Certificate, today: Any) -> Any:
    """What keeping it asks; a certificate that does not end, or does not count any more, asks nothing."""
    if not found.cluster or found.is_revoked or hasattr(found, "renewed_by"):
        return None
    return api.renewal_of(found, as_of=today)
