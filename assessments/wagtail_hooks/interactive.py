"""Interactive exercises in the admin: the list, the way to the file of each, and words for the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth.models import Permission
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.urls import include, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from assessments.api import interactive as api
from assessments.forms.interactive import ExerciseForm
from assessments.models import InteractiveExercise
from assessments.views import packages
from assessments.wagtail_hooks.bank import FOR_WHOM, StatusColumn
from core.admin import FencedIndex, FencedSnippetViewSet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model, QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLResolver
    from wagtail.log_actions import LogActionRegistry

    from people.models import User

PAGES = [
    path("soorten/", packages.content_types, name="content_types"),
    path("soorten/<int:library_id>/verwijderen/", packages.delete_content_type, name="delete_content_type"),
    path("<int:exercise_id>/bestand/", packages.file, name="file"),
    path("<int:exercise_id>/bestand/<int:number>/", packages.version, name="version"),
    path("<int:exercise_id>/bestand/<int:number>/gebruiken/", packages.use, name="use"),
]


@hooks.register("register_admin_urls")
def pages() -> list[URLResolver]:
    """Where the pages are."""
    return [path("oefeningen/", include((PAGES, "assessments_packages")))]


class ExerciseIndex(FencedIndex):
    """The list of exercises, in a fixed number of queries."""

    def get_base_queryset(self) -> QuerySet[InteractiveExercise]:
        """With their files and when they were last done."""
        return api.exercises_for_a_list(super().get_base_queryset())


def _current(exercise: Any) -> Any:
    return exercise.package.current if exercise.package else None


def content_type(exercise: Any) -> str:
    """What kind of exercise the file is."""
    current = _current(exercise)
    return current.main if current else gettext("no file yet")


def size(exercise: Any) -> str:
    """How large the file is."""
    current = _current(exercise)
    return filesizeformat(current.size) if current else ""


class ExerciseViewSet(FencedSnippetViewSet):
    """The exercises."""

    model = InteractiveExercise
    icon = "media"
    menu_label = _("Interactive exercises")
    menu_order = 172
    add_to_admin_menu = True
    index_view_class = ExerciseIndex
    edit_handler = ObjectList(InteractiveExercise.panels, base_form_class=ExerciseForm)
    inspect_view_fields = ("code", "title", "text", "minutes", "municipality")
    list_display = (
        "code",
        Column("title", label=_("Title"), sort_key="title"),
        Column("content_type", label=_("Content type"), accessor=content_type),
        Column("size", label=_("Size"), accessor=size),
        Column("times", label=_("Times done"), accessor=lambda exercise: exercise.times or 0),
        DateColumn("last_used", label=_("Last done"), sort_key="last_used"),
        FOR_WHOM,
        StatusColumn(),
    )
    list_filter = ("live",)
    ordering = ("code",)
    list_per_page = 50


register_snippet(ExerciseViewSet)


@hooks.register("register_snippet_listing_buttons")
def way_to_the_file(snippet: Model, user: User, next_url: str | None = None) -> Iterator[Button]:
    """From the list to the file of an exercise."""
    if isinstance(snippet, InteractiveExercise):
        url = reverse(packages.FILE, args=[snippet.pk])
        yield Button(_("File"), url=url, icon_name="upload", priority=15)


@hooks.register("before_delete_snippet")
def keep_what_was_done(request: HttpRequest, instances: list[Model]) -> HttpResponse | None:
    """An exercise that somebody did, or that a lesson or a case has, stays; where that is stands beside it."""
    exercises = [instance for instance in instances if isinstance(instance, InteractiveExercise)]
    reasons = list(_why_they_stay(exercises, cast("User", request.user))) if exercises else []
    if not reasons:
        return None
    messages.error(request, " ".join(reasons))
    return redirect(packages.LIST)


def _why_they_stay(exercises: list[InteractiveExercise], person: User) -> Iterator[str]:
    if api.were_done(exercises):
        yield gettext("People did this exercise, so it cannot be deleted. Take it off line instead.")
    uses = api.uses_of_exercises(exercises, for_whom=person)
    if uses:
        told = "; ".join(f"{use.kind}: {use.title}" for use in uses)
        yield gettext("This exercise is used, so it cannot be deleted. %(uses)s.") % {"uses": told}


@hooks.register("after_delete_snippet")
def forget_files(_request: HttpRequest, instances: list[Model]) -> None:
    """With an exercise goes its file."""
    for instance in instances:
        if isinstance(instance, InteractiveExercise):
            api.forget_package(instance)


@hooks.register("register_permissions")
def right_to_install() -> QuerySet[Permission]:
    """The rights to install code of content types and to take it away, apart from bringing content."""
    return Permission.objects.filter(
        content_type__app_label="h5p", codename__in=["add_library", "delete_library"]
    )


@hooks.register("register_log_actions")
def words(actions: LogActionRegistry) -> None:
    """What happened to the file of an exercise."""
    actions.register_action(api.BROUGHT, _("Bring a file"), _("Brought another file"))
    actions.register_action(api.USED, _("Use a file"), _("Chose which version of the file people get"))
