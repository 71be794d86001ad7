"""Bringing a scenario in from another system and taking one there, in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from core.admin import admin_page
from core.files import as_file
from people.models import Municipality
from roleplays.api import authoring, brought_lines, remark_line, to_mend
from roleplays.api import exchange as api
from roleplays.forms.exchange import BringForm, TakeForm
from roleplays.views.desk import ICON, LIST, MAP

if TYPE_CHECKING:
    from django.http import HttpRequest

    from people.models import User
    from roleplays.models import RolePlayScenario
    from roleplays.rules.exchange.remarks import Taken

BRING, BRING_IN, TAKE = "scenario_exchange:bring", "scenario_exchange:bring_in", "scenario_exchange:take"


@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Choose a file, and read what would happen; nothing is written yet."""
    form = BringForm(request.POST or None, request.FILES or None, ground=_ground(request))
    problems: list[str] = []
    if form.is_valid():
        upload = form.cleaned_data["file"]
        brought = api.bring_scenario(name=upload.name, content=upload.read())
        if brought.scenario is not None:
            return _dry_run(request, brought, form.cleaned_data["municipality"], upload.name)
        problems = list(brought_lines(brought))
    context = {**_furniture(_("Bring in a scenario")), "form": form, "problems": problems}
    return render(
        request, "roleplays/admin/bring.html", context, status=422 if request.method == "POST" else 200
    )


def _dry_run(
    request: HttpRequest, brought: Any, municipality: Municipality | None, name: str
) -> HttpResponse:
    pk = municipality.pk if municipality else None
    scenario = brought.scenario
    context = {
        **_furniture(_("Look through the scenario")),
        "name": name,
        "municipality": municipality,
        "scenario": scenario,
        "map": authoring.map_of(scenario, link=lambda key: f"#scene-{key}"),
        "remarks": list(brought_lines(brought)),
        "to_mend": to_mend(brought),
        "seal": api.sealed(brought, author=_person(request), municipality_id=pk),
    }
    return render(request, "roleplays/admin/look.html", context)


@require_POST
def bring_in(request: HttpRequest) -> HttpResponse:
    """Make it so: a new draft, and nothing else changes."""
    ground = _ground(request)
    found = api.unsealed(request.POST.get("seal", ""), author=_person(request))
    if found is None or found[1] not in ground:
        messages.error(request, _("There is no file to bring in any more. Choose it again."))
        return redirect(BRING)
    brought, municipality_id = found
    municipality = Municipality.objects.filter(pk=municipality_id).first() if municipality_id else None
    with api.coming_in(request.POST["seal"]) as is_first:
        if not is_first:
            messages.info(request, _("This scenario came in already. It is in the list."))
            return redirect(LIST)
        row = api.bring_in(brought, author=_person(request), municipality=municipality)
    told = _("The scenario is a draft now, with the code %(code)s.") % {"code": row.code}
    messages.success(request, told)
    return redirect(MAP, row.pk)


@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a format, read what gets lost, and get the file."""
    row, formats = _to_take_or_404(request, pk)
    asked = request.POST or request.GET
    form = TakeForm(asked if "form" in asked else None)
    form.fields["form"].choices = [(key, api.FORMATS[key].name) for key in formats]  # type: ignore[attr-defined]
    taken = None
    if form.is_valid():
        chosen = form.cleaned_data["form"]
        taken = api.take_scenario(row, form=chosen)
        if request.method == "POST":
            return _download(taken, row, chosen)
    context = {
        **_furniture(_("Take %(scenario)s along") % {"scenario": row}),
        "form": form,
        "row": row,
        "lost": [remark_line(remark) for remark in taken.remarks] if taken else None,
        "for_authors": taken is not None and api.FORMATS[form.cleaned_data["form"]].is_for_authors,
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "roleplays/admin/take.html", context, status=status)


def _to_take_or_404(request: HttpRequest, pk: int) -> tuple[RolePlayScenario, list[str]]:
    """The draft and all formats for who writes in it; what is on line, without hidden parts, for who may look."""
    person = _person(request)
    mine = authoring.scenarios_within_reach(person, actions=("change",)).filter(pk=pk).first()
    if mine is not None:
        return _with_scenes(authoring.draft_of(mine)), list(api.FORMATS)
    looking = authoring.scenarios_within_reach(person, actions=("view", "choose"))
    row = get_object_or_404(looking, pk=pk, live=True)
    return row, [key for key, form in api.FORMATS.items() if not form.is_for_authors]


def _with_scenes(draft: RolePlayScenario) -> RolePlayScenario:
    if not draft.body:
        raise Http404
    return draft


def _download(taken: Taken, row: RolePlayScenario, form: str) -> HttpResponse:
    chosen = api.FORMATS[form]
    name = f"{row.code.lower()}.{chosen.extension}"
    return as_file(taken.content, name=name, content_type=chosen.content_type)


def _person(request: HttpRequest) -> User:
    return cast("User", request.user)


def _ground(request: HttpRequest) -> frozenset[int | None]:
    ground = api.ground_for(_person(request))
    if not ground:
        raise PermissionDenied
    return ground


def _furniture(title: str) -> dict[str, Any]:
    return admin_page(title, (reverse(LIST), _("Role-plays")), icon=ICON)
