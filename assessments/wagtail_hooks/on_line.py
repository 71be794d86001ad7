"""Off line and back in the admin: the pages, the ways to them, and a word when a test falls short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.views.snippets import UnpublishView

from assessments.api import on_line as api
from assessments.models import Question, Quiz
from assessments.views import on_line

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLResolver

PAGES = [
    path("<slug:kind>/<int:pk>/offline/", on_line.off_line, name="off_line"),
    path("<slug:kind>/<int:pk>/online/", on_line.put_back, name="put_back"),
]


class OffLineView(UnpublishView):
    """Wagtail's own way off line leads to the page that says what it means."""

    def dispatch(self, request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        """Go there."""
        return redirect(on_line.off_line_url(self.object))


@hooks.register("register_admin_urls")
def pages() -> list[URLResolver]:
    """Where the pages are."""
    return [path("toetsvragen/", include((PAGES, "assessments_on_line")))]


class TakeOffLine(ActionMenuItem):
    """An entry in the editor of what is online."""

    label = _("Take off line")
    name = "action-off-line"
    icon_name = "download"

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Whether there is something to take off line."""
        return context["view"] == "edit" and context["instance"].live

    def get_url(self, context: dict[str, Any]) -> str:
        """Where that happens."""
        return on_line.off_line_url(context["instance"])


@hooks.register("register_snippet_action_menu_item")
def way_off_line(model: type[Model]) -> ActionMenuItem | None:
    """From the editor of a question or a test."""
    return TakeOffLine(order=60) if issubclass(model, (Question, Quiz)) else None


@hooks.register("before_edit_snippet")
def say_that_it_is_off_line(request: HttpRequest, instance: Model) -> None:
    """Say so on the thing itself, with the way back."""
    if request.method != "GET" or not isinstance(instance, (Question, Quiz)):
        return
    if not instance.live and api.can_put_back(instance):
        button = messages.button(on_line.put_back_url(instance), _("Put it back"))
        messages.warning(request, _("This is off line: nobody is asked it."), buttons=[button])


@hooks.register("before_edit_snippet")
def say_that_a_test_falls_short(request: HttpRequest, instance: Model) -> None:
    """Say it to its author before somebody cannot begin."""
    if request.method != "GET" or not isinstance(instance, Quiz) or not instance.live:
        return
    for supply in api.short_supplies([instance]):
        told = (
            _("There are too few questions for this test, so it is shorter for now. %(gaps)s")
            if supply.may_be_shorter
            else _("There are too few questions for this test, so nobody can begin it. %(gaps)s")
        )
        messages.warning(request, told % {"gaps": " ".join(supply.gaps)})
