"""What the curriculum adds to the admin: lists, the glossary, and what stays within a municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.forms.filters import PageFilters
from courses import api
from courses.models import GlossaryTerm, LearningPathIndexPage, LearningPathPage, LessonPage, ModulePage
from courses.selectors.reach import owner_of, reach_of

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from laces.typing import RenderContext
    from wagtail.admin.menu import MenuItem

    from core.models import LeerpleinDocument, LeerpleinImage

CURRICULUM = (LearningPathIndexPage, LearningPathPage, ModulePage, LessonPage)
USUAL = {column.name: column for column in IndexView.base_columns}


class LessonIndex(IndexView):
    """A list of lessons that tells no names of people elsewhere."""

    base_filterset_class = PageFilters


class LessonListing(PageListingViewSet):
    """All lessons in one list, with what is due."""

    model = LessonPage
    index_view_class = LessonIndex
    icon = "doc-full"
    menu_label = _("Lessons")
    menu_order = 150
    add_to_admin_menu = True
    name = "lessen"
    list_per_page = 50
    ordering = "path"
    list_filter = {"form": ["exact"], "is_required": ["exact"], "review_due": ["lte"], "live": ["exact"]}
    list_display = (
        USUAL["title"],
        Column("code", label=_("Code"), sort_key="code", width="9%"),
        USUAL["parent"],
        Column("review_due", label=_("Read again before"), sort_key="review_due", width="13%"),
        USUAL["latest_revision_created_at"],
        USUAL["status"],
    )


class GlossaryViewSet(SnippetViewSet):
    """The glossary."""

    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Glossary")
    menu_order = 160
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ("term", "definition", LiveStatusTagColumn())
    ordering = ("term",)
    list_per_page = 50


register_snippet(GlossaryViewSet)


@hooks.register("register_admin_viewset")
def lists() -> list[PageListingViewSet]:
    """The list of lessons in the menu."""
    return [LessonListing()]


class HowTo(Component):
    """The three steps from a draft to a lesson online."""

    name = "how_to"
    template_name = "courses/admin/how_to.html"
    order = 300

    def get_context_data(self, parent_context: RenderContext | None = None) -> RenderContext:
        """Where the lessons are listed."""
        return {"lessons_url": reverse("lessen:index")}


@hooks.register("construct_homepage_panels")
def explain_the_way(request: HttpRequest, panels: list[Component]) -> None:
    """Tell who writes how their text gets online."""
    panels.append(HowTo())


@hooks.register("construct_page_chooser_queryset")
def offer_what_is_within_reach(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Leave the own pages of other municipalities out of every chooser."""
    return reach_of(request.user).pages(pages)  # type: ignore[arg-type]


@hooks.register("construct_explorer_page_queryset")
def show_what_is_within_reach(parent: Page, pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Leave them out of lists too."""
    return reach_of(request.user).pages(pages)  # type: ignore[arg-type]


@hooks.register("construct_main_menu")
def leave_out_what_is_across(request: HttpRequest, items: list[MenuItem]) -> None:
    """Reports go across all municipalities, so they are for platform administrators."""
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name != "reports"]


@hooks.register("before_delete_page")
def keep_what_people_follow(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A learning path that people were enrolled on stays: taking it off line is enough."""
    if not api.is_followed([page]):
        return None
    messages.error(
        request, _("People follow this learning path, so it cannot be deleted. Take it off line instead.")
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def keep_what_people_follow_also_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Page], action: object
) -> HttpResponse | None:
    """The same when several pages are deleted at once."""
    pages = [page for page in objects if isinstance(page, Page)] if action_type == "delete" else []
    found = (keep_what_people_follow(request, page) for page in pages)
    return next((answer for answer in found if answer is not None), None)


@hooks.register("before_serve_document")
def keep_own_files_inside(document: LeerpleinDocument | LeerpleinImage, request: HttpRequest) -> None:
    """A file or picture of one municipality does not exist for people of another one."""
    owner = owner_of(document.collection)
    if owner is None or owner in request.standing.municipality_ids:  # type: ignore[attr-defined]
        return
    if not request.user.is_authenticated or not reach_of(request.user).knows(type(document), [document.pk]):
        raise Http404


@hooks.register("before_serve_page")
def show_the_curriculum_at_its_own_addresses(
    page: Page, request: HttpRequest, serve_args: object, serve_kwargs: object
) -> HttpResponse | None:
    """What Wagtail would serve by itself, the views of the curriculum do: they know who may see it."""
    if not isinstance(page, CURRICULUM):
        return None
    if isinstance(page, LearningPathIndexPage):
        return _to_the_only_path(page, request)
    raise Http404


def _to_the_only_path(shelf: LearningPathIndexPage, request: HttpRequest) -> HttpResponse:
    paths = api.paths_visible_to(request.standing)  # type: ignore[attr-defined]
    here = [path for path in paths if path.municipality_id == shelf.municipality_id]
    if not here:
        raise Http404
    return redirect(here[0].url if len(here) == 1 else "courses:shelf")
