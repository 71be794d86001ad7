"""Scenarios in the admin: the list, the editor, and what stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet

from core.admin import FencedIndex, FencedSnippetViewSet, StatusColumn
from roleplays.api import authoring
from roleplays.forms.scenarios import ScenarioForm
from roleplays.models import RolePlayScenario
from roleplays.wagtail_hooks.exchange import buttons_for

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet
    from django.http import HttpRequest, HttpResponse
    from wagtail.admin.widgets.button import Button


class ScenarioIndex(FencedIndex):
    """The list of scenarios, in a fixed number of queries."""

    def get_base_queryset(self) -> QuerySet[RolePlayScenario]:
        """With whose they are and whether they are under review."""
        return authoring.scenarios_for_a_list(super().get_base_queryset())

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Also the way to files."""
        return [*super().header_more_buttons, *buttons_for(self.request.user)]


class ScenarioViewSet(FencedSnippetViewSet):
    """The scenarios."""

    model = RolePlayScenario
    icon = "comment"
    menu_label = _("Role-plays")
    menu_order = 175
    add_to_admin_menu = True
    index_view_class = ScenarioIndex
    edit_handler = ObjectList(RolePlayScenario.panels, base_form_class=ScenarioForm)
    inspect_view_fields = (
        "code",
        "title",
        "summary",
        "municipality",
        "domain",
        "context",
        "player_role",
        "case",
        "minutes",
    )
    list_display = (
        "code",
        Column("title", label=_("Title"), sort_key="title"),
        Column("get_context_display", label=_("Field of work"), sort_key="context"),
        Column("get_player_role_display", label=_("Who the player is"), sort_key="player_role"),
        Column(
            "municipality",
            label=_("For"),
            accessor=lambda scenario: scenario.municipality or _("everybody"),
            sort_key="municipality__name",
        ),
        StatusColumn(),
    )
    list_filter = ("domain", "context", "player_role", "live")
    ordering = ("code",)
    list_per_page = 50


register_snippet(ScenarioViewSet)


@hooks.register("before_delete_snippet")
def keep_what_was_played(request: HttpRequest, instances: list[Model]) -> HttpResponse | None:
    """A scenario that was published stays: runs and records name it."""
    scenarios = [instance for instance in instances if isinstance(instance, RolePlayScenario)]
    if not scenarios or not authoring.was_published(scenarios):
        return None
    messages.error(
        request, _("People may have played this scenario, so it cannot be deleted. Take it off line instead.")
    )
    return redirect(ScenarioViewSet().get_url_name("list"))
