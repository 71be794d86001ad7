"""Messages about the takeover: which went and wait, how a municipality wants them, a trial, and one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.api import standing_of
from progression import api
from progression.choices import MailWish
from progression.forms.messages import MailWishForm, ReminderSettingsForm, TrialForm
from progression.views.common import municipality_or_404, person_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from people.models import Municipality, User

PER_PAGE = 25


@login_required
@require_safe
def sent_messages(request: HttpRequest) -> HttpResponse:
    """Which messages went and which wait: to which role, by which rule and when; without names."""
    _person, municipality = _planner_or_404(request)
    wanted = api.settings_of(municipality)
    page = Paginator(api.notices_in(municipality), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "rows": api.rows_of(page, api.wishes_of(wanted)),
        "wanted": wanted,
        "next_digest": api.next_digest(
            timezone.localdate(), weekday=wanted.digest_day, last=wanted.digest_on
        ),
        "trial": TrialForm(),
        "sees_all": _sees_all(request),
    }
    return render(request, "progression/messages/sent.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def message_settings(request: HttpRequest) -> HttpResponse:
    """Which messages go, when, and in how many mails."""
    person, municipality = _planner_or_404(request)
    known = api.settings_of(municipality)
    form = ReminderSettingsForm(request.POST or None, instance=known, wishes=api.wishes_set_in(municipality))
    if form.is_valid():
        api.keep_reminder_settings(
            person=person, municipality=municipality, wanted=form.wanted(), wishes=form.wishes()
        )
        messages.success(request, _("The settings have been kept. They hold from the next time."))
        return redirect("progression:message_settings")
    context = {"form": form, "sees_all": _sees_all(request)}
    status = 422 if form.is_bound else 200
    return render(request, "progression/messages/settings.html", context, status=status)


@login_required
@require_POST
def try_message(request: HttpRequest) -> HttpResponse:
    """Send oneself the mail that others get, with invented words."""
    person, municipality = _planner_or_404(request)
    form = TrialForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose as whom."))
        return redirect("progression:sent_messages")
    is_planned = api.try_on_yourself(
        person=person,
        municipality=municipality,
        to=form.cleaned_data["to"],
        today=timezone.localdate(),
        now=timezone.now(),
    )
    if is_planned:
        messages.success(request, _("The trial is on its way to your own mailbox."))
    else:
        messages.error(request, _("Every message in this role is switched off, so there is nothing to send."))
    return redirect("progression:sent_messages")


@login_required
@require_http_methods(["GET", "POST"])
def my_messages(request: HttpRequest) -> HttpResponse:
    """One's own messages, and how one wants them."""
    person, municipality = person_of(request), municipality_or_404(request)
    initial = {"wish": api.mail_choice_of(person, municipality)}
    form = MailWishForm(request.POST or None, initial=initial)
    if form.is_valid():
        api.choose_mail(person=person, municipality=municipality, wish=MailWish(form.cleaned_data["wish"]))
        messages.success(request, _("Your choice has been kept."))
        return redirect("progression:my_messages")
    context = {
        "form": form,
        "told": api.notices_to(person, municipality),
        "municipality": municipality,
    }
    status = 422 if form.is_bound else 200
    return render(request, "progression/messages/mine.html", context, status=status)


def _planner_or_404(request: HttpRequest) -> tuple[User, Municipality]:
    person, municipality = person_of(request), municipality_or_404(request)
    if not api.can_plan_takeover(person, municipality):
        raise Http404
    return person, municipality


def _sees_all(request: HttpRequest) -> bool:
    return api.sees_all_numbers(standing_of(person_of(request)), municipality_or_404(request))
