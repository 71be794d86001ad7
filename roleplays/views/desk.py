"""The desk of who writes a scenario: the map, one scene as a plain form, and playing on trial."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.core.validators import slug_re
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages

from core.admin import admin_page
from roleplays.api import authoring
from roleplays.choices import Outcome
from roleplays.forms.choices import choices_formset
from roleplays.forms.scenes import EndForm, SceneForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from people.models import User
    from roleplays.forms.choices import ChoicesFormSet
    from roleplays.models import RolePlayScenario
    from roleplays.rules.editing import Rewritten
    from roleplays.rules.scenario import Node, Scenario

LIST = "wagtailsnippets_roleplays_roleplayscenario:list"
EDIT = "wagtailsnippets_roleplays_roleplayscenario:edit"
ICON = "comment"
MAP, SCENE, PLAY = "scenario_desk:map", "scenario_desk:scene", "scenario_desk:play"
WORKING = ("change",)


@require_GET
def show_map(request: HttpRequest, pk: int) -> HttpResponse:
    """The graph as it is written now, with what stands in the way of publication."""
    row, draft = _draft_or_404(request, pk)
    scenario = authoring.scenario_of(draft)
    context = {
        **furniture(draft, _("Map of %(scenario)s") % {"scenario": draft}),
        "map": authoring.map_of(scenario, link=_links(pk), heat=_heat(row, scenario)),
        "scenario": scenario,
        "may_write": authoring.can_write_in(_person(request), row),
        "based_on": row.latest_revision_id,
    }
    return render(request, "roleplays/admin/map.html", context)


def _heat(row: RolePlayScenario, scenario: Scenario) -> authoring.Heat:
    """How people walked through what was published last, as far as that is still written so."""
    version = authoring.latest_version(row)
    walked = authoring.walked_by_everybody(version, now=timezone.now()) if version else None
    if version is None or walked is None:
        return authoring.NO_HEAT
    played = authoring.scenario_of_version(version)
    return authoring.heat_of(played, walked, drawn=scenario, version=version.number)


@require_http_methods(["GET", "POST"])
def scene(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One scene; a post saves it, and makes the scenes to which its choices are to lead."""
    row, draft = _draft_or_404(request, pk)
    scenario = authoring.scenario_of(draft)
    node = scenario.by_key.get(key)
    if node is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = _form(scenario, node, row, sent)
    choices = choices_formset(node, scenario.nodes, sent)
    if sent is not None:
        may_write = authoring.can_write_in(_person(request), row)
        if not may_write:
            form.add_error(None, str(may_write.reason))
        if form.is_valid() and (node.is_end or choices.is_valid()):
            return _keep(request, row, scenario, node, form, choices)
    return _scene_page(request, row, draft, node, form, choices)


def _form(scenario: Scenario, node: Node, row: RolePlayScenario, sent: Any) -> Any:
    kind: Any = EndForm if node.is_end else SceneForm
    others = [each for each in scenario.nodes if each.key != node.key]
    initial = {**kind.beginning(node), "based_on": row.latest_revision_id}
    return kind(sent, initial=initial, others=others)


def _keep(
    request: HttpRequest,
    row: RolePlayScenario,
    scenario: Scenario,
    node: Node,
    form: Any,
    choices: ChoicesFormSet,
) -> HttpResponse:
    written = form.node(() if node.is_end else choices.choices_for(node))
    nodes = authoring.placed(scenario.nodes, node.key, form.cleaned_data["after"])
    result = authoring.rewritten(nodes, node.key, written)
    try:
        authoring.keep_scenes(
            pk=row.pk,
            author=_person(request),
            nodes=result.nodes,
            based_on=form.cleaned_data["based_on"],
            renamed={node.key: written.key},
        )
    except authoring.ChangedMeanwhileError:
        form.add_error(None, _meanwhile())
        form.data = {**form.data.dict(), "based_on": row.latest_revision_id}
        return _scene_page(request, row, authoring.draft_of(row), node, form, choices)
    return _go_on(request, row, written, result)


def _go_on(request: HttpRequest, row: RolePlayScenario, written: Node, result: Rewritten) -> HttpResponse:
    if result.made:
        told = _("Saved. You go on in the new scene %(name)s.") % {"name": result.made[0]}
        messages.success(request, told)
        return redirect(SCENE, row.pk, result.made[0])
    messages.success(request, _("Scene %(name)s has been saved.") % {"name": written.key})
    return redirect(MAP, row.pk) if "to_map" in request.POST else redirect(SCENE, row.pk, written.key)


def _scene_page(
    request: HttpRequest,
    row: RolePlayScenario,
    draft: RolePlayScenario,
    node: Node,
    form: Any,
    choices: ChoicesFormSet,
) -> HttpResponse:
    scenario = authoring.scenario_of(draft)
    drawn = authoring.map_of(scenario, link=_links(row.pk))
    context = {
        **furniture(
            draft,
            _("Scene %(name)s of %(scenario)s") % {"name": node.key, "scenario": draft},
            (reverse(MAP, args=[row.pk]), _("Map")),
        ),
        "map": drawn,
        "node": node,
        "entry": next(each for each in drawn.outline if each.place.node.key == node.key),
        "before": [each for each in scenario.nodes if any(choice.to == node.key for choice in each.choices)],
        "form": form,
        "choices": choices,
        "block": authoring.ids_of_blocks(draft).get(node.key),
        "may_write": authoring.can_write_in(_person(request), row),
    }
    return render(request, "roleplays/admin/scene.html", context, status=422 if form.is_bound else 200)


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """An empty scene or end, not led to by anything yet."""
    row, draft = _draft_or_404(request, pk)
    kind = authoring.NEW_END if request.POST.get("kind") == "end" else authoring.NEW_SCENE
    result = authoring.with_new(authoring.scenario_of(draft).nodes, kind)
    return _change(request, row, result.nodes) or redirect(SCENE, pk, result.made[0])


@require_POST
def take_away(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Take a scene out; what led to it leads nowhere, and the map says so."""
    row, draft = _draft_or_404(request, pk)
    nodes = authoring.scenario_of(draft).nodes
    refused = _change(request, row, authoring.without(nodes, key))
    if refused is None:
        messages.success(request, _("Scene %(name)s was taken away.") % {"name": key})
    return redirect(MAP, pk)


def _change(request: HttpRequest, row: RolePlayScenario, nodes: tuple[Node, ...]) -> HttpResponse | None:
    """Save what the map asked for; when somebody else was first, the map says so."""
    may_write = authoring.can_write_in(_person(request), row)
    if not may_write:
        messages.error(request, may_write.reason)
        return redirect(MAP, row.pk)
    sent = request.POST.get("based_on", "")
    try:
        authoring.keep_scenes(
            pk=row.pk,
            author=_person(request),
            nodes=nodes,
            based_on=int(sent) if sent.isdecimal() else None,
            renamed={},
        )
    except authoring.ChangedMeanwhileError:
        messages.error(request, _meanwhile())
        return redirect(MAP, row.pk)
    return None


@require_GET
def play(request: HttpRequest, pk: int) -> HttpResponse:
    """Play the draft from any scene; nothing is kept."""
    _row, draft = _draft_or_404(request, pk)
    context = {"draft": draft, "begin": request.GET.get("vanaf", ""), "road": request.GET.get("weg", "")}
    return render(request, "roleplays/admin/play.html", context)


def _draft_or_404(request: HttpRequest, pk: int) -> tuple[RolePlayScenario, RolePlayScenario]:
    within = authoring.scenarios_within_reach(_person(request), actions=WORKING)
    row = get_object_or_404(within.select_related("latest_revision"), pk=pk)
    return row, authoring.draft_of(row)


def _links(pk: int) -> Callable[[str], str]:
    """Each scene leads to its own page; one without a name only to the editor."""

    def link(key: str) -> str:
        return reverse(SCENE, args=[pk, key]) if slug_re.fullmatch(key) else reverse(EDIT, args=[pk])

    return link


def _person(request: HttpRequest) -> User:
    return cast("User", request.user)


def _meanwhile() -> str:
    return _("Somebody else saved this scenario since you opened it. Look at the map, and save once more.")


def furniture(draft: RolePlayScenario, title: str, *between: tuple[str, str]) -> dict[str, Any]:
    """What stands around a page about one scenario, and the words for its ends."""
    way = [(reverse(LIST), _("Role-plays")), (reverse(EDIT, args=[draft.pk]), str(draft)), *between]
    return {
        **admin_page(title, *way, icon=ICON),
        "draft": draft,
        "outcomes": dict(Outcome.choices),
    }
