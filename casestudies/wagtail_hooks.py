"""What cases add to the admin, and who may read one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page

from casestudies import api
from casestudies.forms.listing import CaseFilters
from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from casestudies.views.checking import check
from core.access import OBSTACLES

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest
    from django.urls import URLPattern
    from wagtail.log_actions import LogActionRegistry


USUAL = {column.name: column for column in IndexView.base_columns}


def editor_of(case: CaseStudyPage) -> str:
    """Where a case is written."""
    return reverse("wagtailadmin_pages:edit", args=[case.pk])


def due(case: CaseStudyPage) -> str:
    """Before which day it is read again."""
    return date_format(case.review_due) if case.review_due else ""


class UsesColumn(Column):
    """Where a case is used."""

    def get_value(self, instance: CaseStudyPage) -> str:
        """The names of those places."""
        return ", ".join(use.title for use in instance.uses)


class CaseIndex(IndexView):
    """The cases that somebody may know about, each with where it is used."""

    filterset_class = CaseFilters

    def get_table(self, object_list: Any) -> Any:
        """Ask for all rows at once where they are used."""
        uses = api.uses_by_code([case.code for case in object_list], for_whom=self.request.user)
        for case in object_list:
            case.uses = uses[case.code]
        return super().get_table(object_list)


class CaseListing(PageListingViewSet):
    """All cases in one list, with what is due and where they are used."""

    model = CaseStudyPage
    index_view_class = CaseIndex
    filterset_class = CaseFilters
    icon = "folder-open-inverse"
    menu_label = _("Case studies")
    menu_order = 155
    add_to_admin_menu = True
    name = "casussen"
    list_per_page = 50
    ordering = "code"
    list_display = (
        # Wagtail's own column asks the database twice for each row.
        TitleColumn("title", label=_("Title"), sort_key="title", get_url=editor_of, width="25%"),
        Column("code", label=_("Code"), sort_key="code", width="6%"),
        Column("get_context_display", label=_("Field of work"), sort_key="context", width="12%"),
        Column("minutes", label=_("Minutes"), sort_key="minutes", width="7%"),
        Column("responsible", label=_("Kept up to date by"), sort_key="responsible", width="12%"),
        Column("review_due", label=_("Read again before"), accessor=due, sort_key="review_due", width="12%"),
        UsesColumn("uses", label=_("Used in"), width="20%"),
        USUAL["status"],
    )


@hooks.register("register_admin_viewset")
def lists() -> list[PageListingViewSet]:
    """The list of cases in the menu."""
    return [CaseListing()]


@hooks.register(OBSTACLES)
def what_stands_in_the_way(draft: Model) -> list[str]:
    """A case is whole, its origin was checked, and nothing in it points at a real person."""
    return api.obstacles_in(draft) if isinstance(draft, CaseStudyPage) else []


@hooks.register("register_admin_urls")
def anonymity_check() -> list[URLPattern]:
    """Where a person says of each detail why it is none, and goes through the list for what really happened."""
    return [path("casussen/<int:page_id>/anonimiteit/", check, name="check_case")]


@hooks.register("register_log_actions")
def words_for_the_history(actions: LogActionRegistry) -> None:
    """What was said about details of people."""
    actions.register_action(
        api.CLEARED, _("Judge a detail"), _("Judged something that looks like a personal detail")
    )
    actions.register_action(
        api.CHECKED, _("Check the origin"), _("Went through the list for what really happened")
    )


@hooks.register("before_serve_page")
def show_cases_at_their_own_addresses(
    page: Page, request: HttpRequest, serve_args: object, serve_kwargs: object
) -> HttpResponse | None:
    """What Wagtail would serve by itself, our views do: they know who may see it."""
    if not isinstance(page, CaseStudyIndexPage | CaseStudyPage):
        return None
    standing = request.standing  # type: ignore[attr-defined]
    shelves, cases = api.shelves_visible_to(standing), api.cases_visible_to(standing)
    if not (shelves.filter(pk=page.pk).exists() or cases.filter(pk=page.pk).exists()):
        raise Http404
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return redirect(page if isinstance(page, CaseStudyPage) else "casestudies:cases")


@hooks.register("before_publish_page")
def publish_only_what_is_ready(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say what stands in the way to who publishes without opening the editor."""
    if not isinstance(page, CaseStudyPage):
        return None
    obstacles = api.obstacles_in(page.get_latest_revision_as_object())
    for sentence in obstacles:
        messages.error(request, sentence)
    return redirect("wagtailadmin_pages:edit", page.pk) if obstacles else None


@hooks.register("before_delete_page")
def keep_what_people_worked_in(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A case that was published stays: taking it off line is enough."""
    if not api.was_published_below(page):
        return None
    messages.error(request, _("This case was published, so it cannot be deleted. Take it off line instead."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def keep_what_people_worked_in_also_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Page], action: object
) -> HttpResponse | None:
    """The same when several pages are deleted at once."""
    pages = [page for page in objects if isinstance(page, Page)] if action_type == "delete" else []
    found = (keep_what_people_worked_in(request, page) for page in pages)
    return next((answer for answer in found if answer is not None), None)
