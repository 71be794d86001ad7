"""One trajectory with its evidence: agreeing, confirming, signing, sending back, objecting, going back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from people.choices import DataKind
from progression import api
from progression.choices import Capacity
from progression.forms import roads as ask
from progression.views.common import WHY_NOT, note_who_looks, person_of, trajectory_or_404

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrOrPromise

    from people.models import User
    from progression.models import Guide, Pause, Refusal, SignOff, Trajectory
    from progression.selectors.roads import Road


@dataclass(frozen=True)
class Desk:
    """A trajectory as one person sees it, with what they may do."""

    person: User
    road: Road
    may: dict[str, Any]
    sees_evidence: bool
    sign_offs: list[SignOff] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    guides: list[Guide] = field(default_factory=list)
    pause: Pause | None = None

    @property
    def trajectory(self) -> Trajectory:
        """The trajectory itself."""
        return self.road.trajectory

    def refusal(self, target: int) -> Refusal:
        """One of what was sent back here; another one does not exist."""
        return _one(self.refusals, target)

    def sign_off(self, target: int) -> SignOff:
        """One of the signatures here."""
        return _one(self.sign_offs, target)


@dataclass(frozen=True)
class Action:
    """A form on the page, what it does and what is said when it is done."""

    form: Callable[[Desk, Any, str], forms.Form]
    do: Callable[[Desk, forms.Form, int], object]
    said: StrOrPromise


def _form(kind: type[forms.Form], **more: Callable[[Desk], Any]) -> Callable[[Desk, Any, str], forms.Form]:
    def build(desk: Desk, sent: Any, auto_id: str) -> forms.Form:
        return kind(sent, auto_id=auto_id, **{name: give(desk) for name, give in more.items()})

    return build


def _whose(desk: Desk) -> dict[str, Any]:
    return {"person": desk.person, "trajectory": desk.trajectory}


def _coaches(desk: Desk) -> Any:
    """Who could guide this candidate and does not yet."""
    taken = {desk.trajectory.person_id, *(each.person_id for each in desk.guides)}
    return api.coaches_in(desk.trajectory.municipality).exclude(pk__in=taken)


def _pause_or_go_on(desk: Desk) -> None:
    """Let the candidate's clocks stand still, or run again."""
    change = api.end_pause if desk.pause else api.begin_pause
    change(
        by=desk.person,
        person=desk.trajectory.person,
        municipality=desk.trajectory.municipality,
        today=timezone.localdate(),
    )


ACTIONS: dict[str, Action] = {
    "agree": Action(
        _form(ask.AgreeForm),
        lambda desk, form, _t: api.agree(**_whose(desk), today=timezone.localdate(), **form.cleaned_data),
        _("You are put forward. Who signs sees your words."),
    ),
    "confirm": Action(
        _form(ask.ConfirmForm, kinds=lambda desk: desk.may["confirm"]),
        lambda desk, form, _t: api.state_evidence(**_whose(desk), **form.said(), now=timezone.now()),  # type: ignore[attr-defined]
        _("It is on record."),
    ),
    "sign": Action(
        _form(ask.SignForm, capacities=lambda desk: desk.may["sign"]),
        lambda desk, form, _t: api.sign(
            **_whose(desk),
            capacity=Capacity(form.cleaned_data["capacity"]),
            today=timezone.localdate(),
            now=timezone.now(),
        ),
        _("Your signature is under it. The evidence is kept as it is now."),
    ),
    "refuse": Action(
        _form(ask.RefuseForm, road=lambda desk: desk.road),
        lambda desk, form, _t: api.refuse(**_whose(desk), now=timezone.now(), **form.cleaned_data),
        _("It has been sent back. The candidate reads why."),
    ),
    "contest": Action(
        _form(ask.WordsForm),
        lambda desk, form, target: api.contest(
            person=desk.person, refusal=desk.refusal(target), now=timezone.now(), **form.cleaned_data
        ),
        _("Your objection is on record. Somebody else looks at it."),
    ),
    "answer": Action(
        _form(ask.AnswerForm),
        lambda desk, form, target: api.answer_contest(
            person=desk.person, refusal=desk.refusal(target), now=timezone.now(), **form.cleaned_data
        ),
        _("Your answer is on record."),
    ),
    "revoke": Action(
        _form(ask.ReasonForm),
        lambda desk, form, target: api.revoke_sign_off(
            person=desk.person, sign_off=desk.sign_off(target), now=timezone.now(), **form.cleaned_data
        ),
        _("Your signature has been taken back."),
    ),
    "step_back": Action(
        _form(ask.StepBackForm),
        lambda desk, form, _t: api.step_back(
            **_whose(desk), today=timezone.localdate(), now=timezone.now(), **form.cleaned_data
        ),
        _("The coach leads with supervision again. Your plan is on record."),
    ),
    "pause": Action(
        _form(ask.PauseForm),
        lambda desk, _form, _t: _pause_or_go_on(desk),
        _("It is on record. During a pause all terms of this coach stand still."),
    ),
    "new_date": Action(
        _form(ask.NewDateForm),
        lambda desk, form, _t: api.agree_date(
            **_whose(desk), today=timezone.localdate(), **form.cleaned_data
        ),
        _("The new date is on record. Reminders follow it."),
    ),
    "stop": Action(
        _form(ask.StopForm),
        lambda desk, _form, _t: api.stop(**_whose(desk), today=timezone.localdate()),
        _("This road has ended. What was shown stays; a trainer can let it go on."),
    ),
    "guide": Action(
        _form(ask.GuideForm, coaches=_coaches),
        lambda desk, form, _t: api.add_guide(**_whose(desk), today=timezone.localdate(), **form.cleaned_data),
        _("This coach guides the candidate from today, and does not assess them."),
    ),
}


FORMS = ("agree", "confirm", "sign", "refuse", "step_back", "pause", "new_date", "stop", "guide")


@login_required
@require_safe
def trajectory(request: HttpRequest, pk: int) -> HttpResponse:
    """One trajectory: where it stands, the evidence, the signatures, and what one may do."""
    return _page(request, _desk(request, pk))


@login_required
@require_POST
def act(request: HttpRequest, pk: int, action: str, target: int = 0) -> HttpResponse:
    """Do one of the things on that page."""
    desk, doing = _desk(request, pk), ACTIONS[action]
    if not desk.may.get(action):
        return _again_or_404(request, desk, action)
    form = doing.form(desk, request.POST, f"{action}-{target}-%s")
    if form.is_valid():
        try:
            doing.do(desk, form, target)
        except api.NotPossibleError as refused:
            form.add_error(None, str(WHY_NOT[refused.why]))
        except PermissionDenied as denied:
            form.add_error(None, str(denied))
        else:
            messages.success(request, str(doing.said))
            return redirect(desk.trajectory)
    return _page(request, desk, sent={(action, target): form})


def _again_or_404(request: HttpRequest, desk: Desk, action: str) -> HttpResponse:
    """A second click on a form that did its work is no mistake; anything else that may not be done is not there."""
    road, person = desk.trajectory, desk.person
    has_agreed = action == "agree" and person.pk == road.person_id and road.agreed_on is not None
    has_signed = action == "sign" and any(
        each.signer_id == person.pk
        and each.capacity == request.POST.get("capacity")
        and each.entry >= road.entry - 1
        and not hasattr(each, "revocation")
        for each in desk.sign_offs
    )
    if not (has_agreed or has_signed):
        raise Http404
    messages.info(request, _("That was done already."))
    return redirect(road)


def _one(rows: list[Any], target: int) -> Any:
    found = next((row for row in rows if row.pk == target), None)
    if found is None:
        raise Http404
    return found


def _desk(request: HttpRequest, pk: int) -> Desk:
    found, person = trajectory_or_404(request, pk), person_of(request)
    sees = api.sees_evidence(person, found)
    note_who_looks(request, [found], DataKind.STAGE_EVIDENCE if sees else DataKind.STAGE)
    road = api.roads_of([found], today=timezone.localdate())[0]
    may = api.what_may_be_done(person, road)
    if not sees:
        own = [each for each in api.sign_offs_of(found) if each.signer_id == person.pk]
        return Desk(person, road, may, sees, own)
    return Desk(
        person,
        road,
        may,
        sees,
        sign_offs=api.sign_offs_of(found),
        refusals=api.refusals_of(found),
        guides=api.guides_on(found),
        pause=api.pause_now(found.person, found.municipality),
    )


def _page(
    request: HttpRequest, desk: Desk, sent: dict[tuple[str, int], forms.Form] | None = None
) -> HttpResponse:
    sent = sent or {}

    def form(action: str, target: int = 0) -> forms.Form | None:
        if not desk.may.get(action):
            return None
        return sent.get((action, target)) or ACTIONS[action].form(desk, None, f"{action}-{target}-%s")

    context = {
        "desk": desk,
        "road": desk.road,
        "trajectory": desk.trajectory,
        "errors": next(iter(sent.values()), None),
        "forms": {name: form(name) for name in FORMS},
        "sign_offs": [
            (each, form("revoke", each.pk) if _is_mine_to_take_back(desk, each) else None)
            for each in desk.sign_offs
        ],
        "refusals": [
            (each, _open(each, form("contest", each.pk), form("answer", each.pk), desk))
            for each in desk.refusals
        ],
        "changes": api.changes_of(desk.trajectory) if desk.sees_evidence else [],
    }
    return render(request, "progression/roads/trajectory.html", context, status=422 if sent else 200)


def _is_mine_to_take_back(desk: Desk, signed: SignOff) -> bool:
    return (
        signed.signer_id == desk.person.pk
        and signed.entry == desk.trajectory.entry
        and not hasattr(signed, "revocation")
    )


def _open(
    refusal: Refusal, contest: forms.Form | None, answer: forms.Form | None, desk: Desk
) -> tuple[str, forms.Form | None]:
    """What can still be said about something that was sent back, and its form."""
    if not hasattr(refusal, "contest"):
        return "contest", contest
    if hasattr(refusal.contest, "answer") or refusal.person_id == desk.person.pk:
        return "", None
    return "answer", answer
