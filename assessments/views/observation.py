"""One observation: what it comes to, and what everybody may do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments import api
from assessments.forms.observing import InviteForm, ReplaceForm, ReplyForm, SharingForm, WordsForm
from assessments.selectors.upstairs import address_of_proeve
from assessments.views.common import own_work
from assessments.views.watching import (
    is_allowed,
    note_that_they_look,
    observation_or_404,
    person_of,
    row_or_404,
)
from people.api import readers_of
from people.choices import DataKind, Viewer

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest

    from assessments.models import Observation, ObservationRater
    from assessments.selectors.sheets import Sheet

PAGE = "assessments:observation"


@login_required
@require_safe
def observation(request: HttpRequest, observation_id: int) -> HttpResponse:
    """What an observation comes to; a rater who still has to rate goes to their own form first."""
    found = observation_or_404(request, observation_id)
    row = api.row_of(found, person_of(request))
    if row is not None and row.rated_at is None and found.is_open:
        return redirect("assessments:fill_in_observation", found.pk)
    _note_who_reads(request, found)
    return _page(request, found, row)


@login_required
@require_POST
def hand_over(request: HttpRequest, observation_id: int) -> HttpResponse:
    """Let the candidate read it."""
    found = row_or_404(request, observation_id).observation
    if is_allowed(request, api.can_hand_over(person_of(request), api.sheet_of(found))):
        api.hand_over(person=person_of(request), observation=found, now=timezone.now())
        messages.success(request, _("Handed over. The candidate is the first to read it."))
    return redirect(found)


@login_required
@require_POST
def sign(request: HttpRequest, observation_id: int) -> HttpResponse:
    """Put one's name under it."""
    row = row_or_404(request, observation_id)
    sheet = api.sheet_of(row.observation)
    mine = next(each for each in sheet.raters if each.pk == row.pk)
    if is_allowed(request, api.can_sign(mine, sheet)):
        api.sign(row=row, now=timezone.now())
        messages.success(request, _("You have signed."))
    return redirect(row.observation)


@login_required
@require_POST
def invite(request: HttpRequest, observation_id: int) -> HttpResponse:
    """Ask somebody else to rate the same session."""
    row = row_or_404(request, observation_id)
    found, person = row.observation, person_of(request)
    form = InviteForm(request.POST, row=row, taken=found.raters.values_list("rater_id", flat=True))
    if not form.is_valid():
        return _page(request, found, row, invite=form)
    if is_allowed(request, api.can_invite(person, found)):
        api.invite_rater(person=person, observation=found, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Asked. They find this observation in their list."))
    return redirect(found)


@login_required
@require_POST
def withdraw(request: HttpRequest, observation_id: int, rater_id: int) -> HttpResponse:
    """Take back that somebody was asked."""
    mine = row_or_404(request, observation_id)
    row = get_object_or_404(mine.observation.raters.select_related("observation"), pk=rater_id)
    verdict = api.can_invite(person_of(request), mine.observation)
    if is_allowed(request, verdict) and is_allowed(request, api.can_rate(row)):
        api.withdraw_invitation(person=person_of(request), row=row)
        messages.success(request, _("The request has been taken back."))
    return redirect(mine.observation)


@own_work(back_to=PAGE)
@require_POST
def words(request: HttpRequest, observation_id: int) -> HttpResponse:
    """One strength and one intention, in the candidate's own words."""
    found, person = observation_or_404(request, observation_id), person_of(request)
    if not is_allowed(request, api.can_write_words(person, found)):
        return redirect(found)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _page(request, found, api.row_of(found, person), words=form)
    api.write_words(person=person, observation=found, **form.cleaned_data)
    messages.success(request, _("Your words have been saved."))
    return redirect(found)


@own_work(back_to=PAGE)
@require_POST
def reply(request: HttpRequest, observation_id: int) -> HttpResponse:
    """What the candidate says of it."""
    found, person = observation_or_404(request, observation_id), person_of(request)
    if not is_allowed(request, api.can_answer(person, found)):
        return redirect(found)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _page(request, found, None, reply=form)
    api.reply(person=person, observation=found, text=form.cleaned_data["reply"], now=timezone.now())
    messages.success(request, _("Your reply has been saved. Who may read the observation, reads it too."))
    return redirect(found)


@login_required
@require_POST
def share(request: HttpRequest, observation_id: int) -> HttpResponse:
    """The candidate lets their coach or manager read it, or takes that back."""
    found, person = observation_or_404(request, observation_id), person_of(request)
    form = SharingForm(request.POST)
    if form.is_valid() and is_allowed(request, api.can_answer(person, found)):
        viewer = Viewer(form.cleaned_data["viewer"])
        change = api.stop_sharing_observation if form.cleaned_data["withdraw"] else api.share_observation
        change(person=person, observation=found, viewer=viewer, now=timezone.now())
        messages.success(request, _("It is as you wish: you see below who reads it now."))
    return redirect(f"{found.get_absolute_url()}#sharing")


@login_required
@require_POST
def replace(request: HttpRequest, observation_id: int) -> HttpResponse:
    """Take an observation back by making it again."""
    row = row_or_404(request, observation_id)
    found, person = row.observation, person_of(request)
    if not is_allowed(request, api.can_replace(person, found)):
        return redirect(found)
    form = ReplaceForm(request.POST)
    if not form.is_valid():
        return _page(request, found, row, replace=form)
    newer = api.replace_observation(
        person=person, observation=found, why=form.cleaned_data["why"], now=timezone.now()
    )
    messages.success(request, _("The old observation does not count any more. Fill in the new one."))
    return redirect("assessments:fill_in_observation", newer.pk)


def _note_who_reads(request: HttpRequest, found: Observation) -> None:
    person = person_of(request)
    if person.pk == found.candidate_id:
        api.note_that_the_candidate_read(found, now=timezone.now())
        return
    capacity = api.capacity_to_see(person, found)
    note_that_they_look(request, [found.candidate], found.municipality, capacity)


def _page(
    request: HttpRequest, found: Observation, row: ObservationRater | None, **bound: forms.Form
) -> HttpResponse:
    """The whole page, with the forms that did not pass and what is wrong with them."""
    found = observation_or_404(request, found.pk)
    sheet, person = api.sheet_of(found), person_of(request)
    mine = next((each for each in sheet.raters if row is not None and each.pk == row.pk), None)
    context: dict[str, Any] = {
        "observation": found,
        "sheet": sheet,
        "row": mine,
        "is_candidate": person.pk == found.candidate_id,
        "proeve_url": address_of_proeve(found),
        "is_observer": person.pk == found.observer_id,
        "reasons": api.reasons_in_words(sheet.rubric, sheet.result),
        "words": bound.get("words") or WordsForm(initial=_words(found)),
        "reply": bound.get("reply") or ReplyForm(initial={"reply": found.reply}),
        "errors": next(iter(bound.values()), None),
        **_to_do(request, sheet, mine, bound),
    }
    return render(request, "assessments/observations/observation.html", context, status=422 if bound else 200)


def _to_do(
    request: HttpRequest, sheet: Sheet, row: ObservationRater | None, bound: dict[str, forms.Form]
) -> dict[str, Any]:
    """What who asks may do with it, and why not."""
    found, person = sheet.observation, person_of(request)
    to_do: dict[str, Any] = {
        "may_write": api.can_write_words(person, found),
        "may_answer": api.can_answer(person, found),
    }
    if to_do["may_answer"]:
        readers = readers_of(person, municipality=found.municipality, data_kind=DataKind.OBSERVATION)
        to_do["sharing"] = [(who, readers.get(who, []), sheet.is_shared_with(who)) for who in readers]
    if row is not None:
        taken = [each.rater_id for each in sheet.raters]
        to_do |= {
            "may_hand_over": api.can_hand_over(person, sheet),
            "may_sign": api.can_sign(row, sheet),
            "may_invite": api.can_invite(person, found),
            "may_rate_again": api.can_rate_again(row, sheet),
            "may_replace": api.can_replace(person, found),
            "invite": bound.get("invite") or InviteForm(row=row, taken=taken),
            "replace": bound.get("replace") or ReplaceForm(),
        }
    return to_do


def _words(found: Observation) -> dict[str, str]:
    return {"strength": found.strength, "intention": found.intention}
