"""What every page of a trajectory asks: who is looking, at which one, and a no that is said in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.api import note_looks, standing_of
from people.choices import DataKind, Role, Viewer
from progression import api

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

    from people.models import Municipality, User
    from progression.models import Trajectory

WHY_NOT: dict[str, StrOrPromise] = {
    "self_assessment_is_empty": _("Write in a few sentences how far you think you are."),
    "told_by_itself": _("Nobody confirms this: it is counted from what happened."),
    "in_the_future": _("This day has not come yet."),
    "something_is_missing": _("Something is still missing. Nobody can sign now."),
    "other_role_signs": _("Somebody in another role signs this."),
    "not_yours_to_take_back": _("You can take back only your own signature, before the stage begins."),
    "reason_is_empty": _("Write why."),
    "no_such_evidence": _("This evidence is not there any more."),
    "refused_already": _("This evidence was sent back before."),
    "not_put_forward": _("The candidate has not agreed to be put forward, so there is nothing to send back."),
    "contested_already": _("You have objected already. You can do that once."),
    "nothing_to_answer": _("There is no objection to answer."),
    "no_ground_for_going_back": _("There is no ground now for going back."),
    "no_date_here": _("This road has no target date now."),
    "date_is_not_ahead": _("Choose a day that still comes, within two years."),
    "hours_do_not_fit": _("A day has 24 hours."),
    "corrected_already": _("Somebody has corrected this already. Look at the list again."),
    "your_own_work": _("You led this yourself. Ask somebody else to correct it."),
    "no_coach_here": _("Choose an internal coach of your municipality."),
    "successor_is_missing": _("This trainer has candidates. Choose who takes them over."),
}
LOOKS_AS = (
    (Role.TRAINER, Viewer.TRAINER),
    (Role.LEAD, Viewer.LEAD),
    (Role.MANAGER, Viewer.MANAGER),
    (Role.COACH, Viewer.COACH),
)


def person_of(request: HttpRequest) -> User:
    """Who asks."""
    return cast("User", request.user)


def municipality_or_404(request: HttpRequest) -> Municipality:
    """Where they work now."""
    municipality = cast("Municipality | None", request.municipality)  # type: ignore[attr-defined]
    if municipality is None:
        raise Http404
    return municipality


def trajectory_or_404(request: HttpRequest, pk: int) -> Trajectory:
    """A trajectory that who asks may see; anything else does not exist."""
    return get_object_or_404(api.trajectories_visible_to(person_of(request)), pk=pk)


def note_who_looks(request: HttpRequest, seen: Iterable[Trajectory], data_kind: DataKind) -> None:
    """Write down that somebody looked at how far others are. One query for each municipality."""
    person = person_of(request)
    people: dict[Municipality, dict[int, User]] = {}
    for road in seen:
        people.setdefault(road.municipality, {})[road.person_id] = road.person
    for municipality, them in people.items():
        note_looks(
            viewer=person,
            people=them.values(),
            municipality=municipality,
            data_kind=data_kind,
            capacity=_capacity(person, municipality),
            now=timezone.now(),
        )


def _capacity(person: User, municipality: Municipality) -> Viewer:
    roles = standing_of(person).roles_in(municipality.pk)
    return next((viewer for role, viewer in LOOKS_AS if role in roles), Viewer.COACH)
