"""Pieces of Wagtail's admin for content that not everybody who writes may know about.

Wagtail asks most permissions for a kind of content as a whole. Here each view asks for the one that it is about,
of the policy of its kind: what somebody may not know about does not exist.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import StatusTagColumn
from wagtail.permissions import policy_registry
from wagtail.snippets.views import chooser, snippets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

ModelT = TypeVar("ModelT", bound=Model)
LOOKING = frozenset({"view", "choose"})
WORKING = frozenset({"change"})
# Views that show or take over what is there, and change nothing about it.
LOOKS = (snippets.InspectView, snippets.UsageView, snippets.CopyView)


def admin_page(title: str, *between: tuple[str, str], icon: str) -> dict[str, Any]:
    """What Wagtail's own pages have around them: a title, an icon, and the way here as addresses with their names."""
    way = [(reverse("wagtailadmin_home"), gettext("Home")), *between, ("", title)]
    return {
        "page_title": title,
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [{"url": url, "label": label} for url, label in way],
    }


def within_reach(model: type[ModelT], request: HttpRequest, actions: Iterable[str]) -> QuerySet[ModelT]:
    """Those with which somebody may do one of a few things."""
    policy: Any = policy_registry.get_by_type(model)
    return policy.instances_user_has_any_permission_for(request.user, actions)


class FencedIndex(snippets.IndexView):
    """A list that leads to the editor only for what somebody works on."""

    def get_edit_url(self, instance: Model) -> str | None:
        """The editor, or nothing: then the list leads to looking at it."""
        return super().get_edit_url(instance) if self._may("change", instance) else None

    def get_delete_url(self, instance: Model) -> str | None:
        """The same for deleting."""
        return super().get_delete_url(instance) if self._may("delete", instance) else None

    def _may(self, action: str, instance: Model) -> bool:
        return self.permission_policy.user_has_permission_for_instance(self.request.user, action, instance)


class StatusColumn(StatusTagColumn):
    """How far something is; Wagtail's own column asks the database for each row."""

    def __init__(self) -> None:
        super().__init__("status", label=_("Status"), sort_key="live", primary=lambda each: each.live)

    def get_value(self, instance: Any) -> str:
        """A word or two; `is_under_review` stands beside each row."""
        if instance.is_under_review:
            return gettext("under review")
        if not instance.live:
            return gettext("draft")
        return gettext("online, with a draft") if instance.has_unpublished_changes else gettext("online")


class FencedCreate(snippets.CreateView):
    """A new piece of content goes to the reviewers that it belongs to, which is known only now."""

    def submit_action(self) -> None:
        """Hand in for review."""
        self.object.get_workflow().start(self.object, self.request.user)


class FencedCopy(snippets.CopyView, FencedCreate):
    """The same for a copy."""


class _ChoiceWithinReach:
    """A chooser that offers what somebody may know about."""

    def get_object_list(self) -> QuerySet[Model]:
        """Only that."""
        return within_reach(self.model_class, self.request, LOOKING)  # type: ignore[attr-defined]

    def get_object(self, pk: str) -> Model:
        """One of those."""
        return self.get_object_list().get(pk=pk)

    def get_objects(self, pks: list[str]) -> QuerySet[Model]:
        """Some of those."""
        return self.get_object_list().filter(pk__in=pks)


class FencedChoose(_ChoiceWithinReach, chooser.ChooseView):
    """The window in which somebody chooses."""


class FencedResults(_ChoiceWithinReach, chooser.ChooseResultsView):
    """What was found in it."""


class FencedChosen(_ChoiceWithinReach, chooser.SnippetChosenView):
    """What was chosen."""


class FencedChosenMultiple(_ChoiceWithinReach, chooser.SnippetChosenMultipleView):
    """The same for several at once."""


class FencedChooserViewSet(chooser.SnippetChooserViewSet):
    """A chooser within reach."""

    choose_view_class = FencedChoose
    choose_results_view_class = FencedResults
    chosen_view_class = FencedChosen
    chosen_multiple_view_class = FencedChosenMultiple


class FencedSnippetViewSet(snippets.SnippetViewSet):
    """Lists, editors, previews, history and choosers of content, all of them within reach."""

    index_view_class = FencedIndex
    add_view_class = FencedCreate
    copy_view_class = FencedCopy
    chooser_viewset_class = FencedChooserViewSet
    # Wagtail's forms have no heading of the first level.
    create_template_name = "core/admin/create.html"
    edit_template_name = "core/admin/edit.html"
    inspect_view_enabled = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        """What somebody may know about."""
        return within_reach(self.model, request, LOOKING)

    def construct_view(self, view_class: type, **kwargs: Any) -> Callable[..., HttpResponse]:
        """A view that answers 404 for what is out of reach."""
        view = super().construct_view(view_class, **kwargs)
        actions = LOOKING if issubclass(view_class, LOOKS) else WORKING

        @wraps(view)
        def fenced(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            if "pk" in named and not self._reaches(request, named["pk"], actions):
                raise Http404
            return view(request, *args, **named)

        return fenced

    def _reaches(self, request: HttpRequest, pk: object, actions: Iterable[str]) -> bool:
        try:
            return within_reach(self.model, request, actions).filter(pk=unquote(str(pk))).exists()
        except ValueError:  # not a number
            return False
