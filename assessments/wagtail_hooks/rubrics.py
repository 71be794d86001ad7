"""Rubrics and standard recordings in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from assessments.api import is_in_use
from assessments.models import CalibrationRecording, Rubric

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest, HttpResponse


class RubricViewSet(SnippetViewSet):
    """The rubrics."""

    model = Rubric
    icon = "view"
    menu_label = _("Observation rubrics")
    menu_order = 100
    copy_view_enabled = False
    list_display = ("title", "code", LiveStatusTagColumn())
    ordering = ("title",)


class RecordingViewSet(SnippetViewSet):
    """The standard recordings."""

    model = CalibrationRecording
    icon = "media"
    menu_label = _("Standard recordings")
    menu_order = 200
    copy_view_enabled = False
    list_display = (
        "title",
        Column("rubric", label=_("Rubric"), sort_key="rubric__title"),
        Column("get_role_display", label=_("Role"), sort_key="role"),
        LiveStatusTagColumn(),
    )
    ordering = ("title",)


class Watching(SnippetViewSetGroup):
    """Both under one word in the menu."""

    items = (RubricViewSet, RecordingViewSet)
    menu_icon = "view"
    menu_label = _("Observing")
    menu_order = 180


register_snippet(Watching)


@hooks.register("before_delete_snippet")
def keep_what_was_filled_in(request: HttpRequest, instances: list[Model]) -> HttpResponse | None:
    """A rubric or recording that was used stays, because observations and calibrations hang on it."""
    if not any(is_in_use(each) for each in instances if isinstance(each, Rubric | CalibrationRecording)):
        return None
    messages.error(request, _("This has been used, so it cannot be deleted. Take it off line instead."))
    return redirect("wagtailadmin_home")
