"""Interactive exercises: what one is, doing it, and what it says of who does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.api import interactive as api
from assessments.forms.interactive import StatementForm
from assessments.views.asking import municipality_of, person_of, standing_of
from assessments.views.common import sign_in_first

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from assessments.models import InteractiveExercise, InteractivePlay

MOST_SHOWN = 10
MOST_SAID, PER_SECONDS = 240, 60


@login_required
@require_safe
def exercise(request: HttpRequest, code: str) -> HttpResponse:
    """What an exercise is about, how it went before, and the way in."""
    found = _exercise_or_404(request, code)
    plays = list(api.plays_of(person_of(request)).filter(exercise=found).defer("state").order_by("-number"))
    context = {
        "exercise": found,
        "place": next(api.places_of(person_of(request), municipality_of(request), found), None),
        "going_on": next((play for play in plays if play.is_open), None),
        "plays": [(play, api.score_text(play.percent)) for play in plays if not play.is_open][:MOST_SHOWN],
        "best": api.best_of(plays),
        "last": api.last_of(plays),
    }
    return render(request, "assessments/interactive/exercise.html", context)


@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Begin, or go on."""
    if not request.user.is_authenticated:
        return sign_in_first(request, request.path.removesuffix("beginnen/"))
    found = _exercise_or_404(request, code)
    play = api.begin_play(
        person=person_of(request), municipality=municipality_of(request), exercise=found, now=timezone.now()
    )
    return redirect(play)


@login_required
@require_safe
def play(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The page around the frame."""
    found = get_object_or_404(api.plays_of(person_of(request)).select_related("version"), public_id=public_id)
    if not api.still_comes_to(found, standing_of(request)):
        raise Http404
    context = {
        "play": found,
        "exercise": found.exercise,
        "place": next(api.places_of(found.person, found.municipality, found.exercise), None),
        "frame": api.frame_of(found, found.version),
        "key": found.public_id if found.is_open else "",  # who looks back sends nothing
        "score": api.score_text(found.percent),
    }
    return render(request, "assessments/interactive/play.html", context)


@require_POST
def said(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What the frame says that somebody did, and where they are."""
    if not request.user.is_authenticated:
        return sign_in_first(request, request.path.removesuffix("melden/"))
    found = api.plays_of(person_of(request)).defer("state").filter(public_id=public_id).first()
    if found is None or not api.still_comes_to(found, standing_of(request)):
        raise Http404
    if _says_too_much(found):
        return JsonResponse(
            {"message": _("This exercise sends too much at once.")}, status=429, headers={"Retry-After": "60"}
        )
    form = StatementForm(
        request.POST, activity=api.activity_of(found.exercise), mailbox=api.mailbox_of(found)
    )
    if not form.is_valid():
        return JsonResponse({"message": form.message}, status=400)
    received, kept = api.keep_what_was_said(
        person=person_of(request),
        play_id=public_id,
        statement=form.cleaned_data["statement"],
        state=form.cleaned_data["state"],
        sequence=form.cleaned_data["sequence"],
        now=timezone.now(),
    )
    return _answer(received, kept)


def _says_too_much(play: InteractivePlay) -> bool:
    """Whether a play said more this minute than a person does; without a cache nobody is held up."""
    key = f"assessments:said:{play.pk}:{int(timezone.now().timestamp()) // PER_SECONDS}"
    if cache.add(key, 1, timeout=2 * PER_SECONDS):
        return False
    try:
        return bool((cache.incr(key) or 0) > MOST_SAID)
    except ValueError:  # it went away in between
        return False


def _answer(received: api.Received, play: InteractivePlay | None) -> JsonResponse:
    if play is None or received == api.Received.NOWHERE:
        raise Http404
    if received in _WHY_NOT:
        return JsonResponse({"message": _WHY_NOT[received]()}, status=409)
    told: dict[str, Any] = {"status": "saved", "finished": not play.is_open}
    return JsonResponse({**told, "score": api.score_text(play.percent)})


_WHY_NOT = {
    api.Received.CLOSED: lambda: _("You finished this exercise, so it stays as it was. You can begin anew."),
    api.Received.TOO_MANY: lambda: _("This exercise sends too much. You can begin anew."),
}


def _exercise_or_404(request: HttpRequest, code: str) -> InteractiveExercise:
    """Somebody of another municipality, or who follows nothing that holds it, does not come to it."""
    found = get_object_or_404(api.exercises_visible_to(standing_of(request)), code__iexact=code)
    municipality = request.municipality  # type: ignore[attr-defined]
    if municipality is None or not api.comes_to(person_of(request), municipality, found):
        raise Http404
    return found
