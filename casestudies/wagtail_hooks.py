"""What cases add to the admin, and who may read one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from casestudies import api
from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from casestudies.views.checking import check
from core.access import OBSTACLES

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest
    from django.urls import URLPattern
    from wagtail.log_actions import LogActionRegistry


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
