"""How groups walked through a scenario, for who leads a group and who writes it; the same numbers as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.files import as_csv
from roleplays import api
from roleplays.forms.playing import WalksForm

if TYPE_CHECKING:
    from people.api import Standing
    from people.models import Municipality, User
    from roleplays.models import RolePlayScenario, ScenarioVersion
    from roleplays.rules.scenario import Scenario


@dataclass(frozen=True)
class _Asked:
    """A scenario with its versions, and which version and group somebody looks at."""

    row: RolePlayScenario
    versions: list[ScenarioVersion]
    version: ScenarioVersion
    sight: api.WalkedSight
    place: int

    @property
    def picture(self) -> api.Walked | None:
        """The group that is shown."""
        return self.sight.pictures[self.place] if self.sight.pictures else None


@login_required
@require_safe
def walks(request: HttpRequest, code: str) -> HttpResponse:
    """How a group walked: scene by scene, wrong turns, pitfalls and where people stopped."""
    asked = _asked_or_404(request, code)
    scenario = api.scenario_of_version(asked.version)
    context = {
        "row": asked.row,
        "scenario": scenario,
        "map": _map(scenario, asked.picture),
        "version": asked.version,
        "versions": asked.versions,
        "sight": asked.sight,
        "picture": asked.picture,
        "place": asked.place,
        "days": api.SETTLED.days,
    }
    return render(request, "roleplays/walks.html", context)


def _map(scenario: Scenario, picture: api.Walked | None) -> api.ScenarioMap | None:
    """The scenario as a drawing in which what was walked most is warmest."""
    if picture is None:
        return None
    heat = api.heat_of(scenario, picture)
    return api.map_of(scenario, link=lambda key: f"#scene-{key}", heat=heat, shows_flaws=False)


@login_required
@require_safe
def walks_file(request: HttpRequest, code: str) -> HttpResponse:
    """The same numbers for a spreadsheet."""
    asked = _asked_or_404(request, code)
    columns = [_("About"), _("Scene"), _("Choice"), _("Text"), _("From %"), _("Up to %"), _("People")]
    scenario = api.scenario_of_version(asked.version)
    lines = api.lines_of(scenario, asked.picture) if asked.picture else ()
    return as_csv([columns, *lines], name=f"{asked.row.code.lower()}-v{asked.version.number}")


def _asked_or_404(request: HttpRequest, code: str) -> _Asked:
    person, standing = cast("User", request.user), cast("Standing", request.standing)  # type: ignore[attr-defined]
    municipality: Municipality | None = request.municipality  # type: ignore[attr-defined]
    row = get_object_or_404(api.scenarios_visible_to(standing), code=code.upper())
    form = WalksForm(request.GET)
    if (
        municipality is None
        or not form.is_valid()
        or not api.can_see_walks(person, standing, municipality, row)
    ):
        raise Http404
    versions = list(row.versions.order_by("-number"))
    version = _version_or_404(versions, form.cleaned_data["versie"])
    sight = api.walked_visible_to(
        standing,
        municipality,
        version,
        sees_everybody=bool(api.can_see_everybody(person, row)),
        now=timezone.now(),
    )
    place = (form.cleaned_data["groep"] or 1) - 1
    if place >= max(1, len(sight.pictures)):
        raise Http404
    return _Asked(row, versions, version, sight, place)


def _version_or_404(versions: list[ScenarioVersion], number: int | None) -> ScenarioVersion:
    found = [version for version in versions if number in {None, version.number}]
    if not found:
        raise Http404
    return found[0]
