"""Figures and coverage in the admin: the pages and the ways to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.permissions import policy_registry

from assessments.models import Question
from assessments.views import analysis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model
    from django.http import HttpRequest
    from django.urls import URLResolver

    from people.models import User

PAGES = [
    path("dekking/", analysis.coverage, name="coverage"),
    path("<int:question_id>/cijfers/", analysis.figures, name="figures"),
]


@hooks.register("register_admin_urls")
def pages() -> list[URLResolver]:
    """Where the pages are."""
    return [path("toetsvragen/", include((PAGES, "assessments_analysis")))]


@hooks.register("register_snippet_listing_buttons")
def way_to_the_figures(snippet: Model, user: User, next_url: str | None = None) -> Iterator[Button]:
    """From the list of questions to how one of them does."""
    if isinstance(snippet, Question):
        yield figures_button(snippet)


def figures_button(question: Question) -> Button:
    """The way to how a question does."""
    url = reverse("assessments_analysis:figures", args=[question.pk])
    return Button(_("Figures"), url=url, icon_name="history", priority=60)


class ForWhoKnowsQuestions(MenuItem):
    """An entry for who may look at questions."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether that is so."""
        policy = policy_registry.get_by_type(Question)
        return bool(policy.user_has_any_permission(request.user, {"add", "change", "view"}))


@hooks.register("register_admin_menu_item")
def coverage_in_the_menu() -> MenuItem:
    """Which goals are tested by what."""
    return ForWhoKnowsQuestions(
        _("Coverage of goals"),
        reverse("assessments_analysis:coverage"),
        name="coverage",
        icon_name="crosshairs",
        order=171,
    )
