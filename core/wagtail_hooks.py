"""What the kit adds to the admin: its stylesheet, who may approve and why not, a little less in the menus."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.log_actions import LogFormatter
from wagtail.models import WorkflowState
from wagtail.permissions import policy_registry

from core.forms.filters import PageFilters
from core.models import PeerReviewTask
from core.services.scheduled import NOT_PUBLISHED

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.utils.safestring import SafeString
    from wagtail.admin.menu import MenuItem
    from wagtail.admin.userbar import BaseItem
    from wagtail.api.v2.router import WagtailAPIRouter
    from wagtail.log_actions import LogActionRegistry
    from wagtail.models import ModelLogEntry, Page, WorkflowMixin

# Wagtail's own manual, in English, and a page for developers.
NOT_FOR_AUTHORS = frozenset({"help", "styleguide"})
FILE_ACTIONS = frozenset({"choose", "add", "change", "delete"})


class Checks(ContentCheckerItem):
    """What the editor's own checks look at: what an author wrote, not the site around it."""

    axe_include: ClassVar[list[str]] = ["#content"]
    # Lessons stand behind a sign-in, so there is nothing to say to a search engine.
    axe_run_only: ClassVar[list[str]] = [
        rule for rule in ContentCheckerItem.axe_run_only if rule != "empty-meta-description"
    ]


@hooks.register("construct_wagtail_userbar")
def check_what_was_written(request: HttpRequest, items: list[BaseItem], page: Page | None) -> None:
    """Let the checks beside a preview look at its content only."""
    items[:] = [Checks() if isinstance(item, ContentCheckerItem) else item for item in items]


class Pages(PageViewSet):
    """Every page of the site, in lists that tell no names of people elsewhere."""

    filterset_class = PageFilters


@hooks.register("register_admin_viewset", order=100)  # after Wagtail's own, which it replaces
def pages() -> Pages:
    """How pages are listed."""
    return Pages()


@hooks.register("insert_global_admin_css")
def stylesheet() -> SafeString:
    """Our own few rules."""
    return format_html('<link rel="stylesheet" href="{}">', static("wks/admin.css"))


@hooks.register("before_edit_page")
@hooks.register("before_edit_snippet")
def explain_who_approves(request: HttpRequest, page: WorkflowMixin) -> None:
    """Tell a reviewer who cannot approve why that is, instead of only leaving the buttons out; and a writer what was asked."""
    if request.method == "GET":
        _say_why_not(request, page)
        _say_what_was_asked(request, page)


@hooks.register("after_edit_page")
@hooks.register("after_edit_snippet")
def explain_what_did_not_happen(request: HttpRequest, page: WorkflowMixin) -> None:
    """Tell a reviewer who changed the text and approved in one go that only the change was saved."""
    if request.POST.get("action-workflow-action"):
        _say_why_not(request, page)


class NotPublished(LogFormatter):
    """What a history says of what could not go live at its planned moment."""

    label = _("Publish as planned")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        """With what stood in the way."""
        reason = " ".join(str(log_entry.data.get("reason", "")).split())
        return gettext("Could not be published as planned: %(reason)s") % {"reason": reason}


@hooks.register("register_log_actions")
def words_for_the_history(actions: LogActionRegistry) -> None:
    """What happened to content without anybody doing it."""
    actions.register_action(NOT_PUBLISHED)(NotPublished)


@hooks.register("construct_main_menu")
def shorten_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out what no author of ours needs."""
    items[:] = [item for item in items if item.name not in NOT_FOR_AUTHORS]


class WithinReach:
    """Files of the admin's API that somebody may choose or work on."""

    def get_queryset(self) -> QuerySet:
        """Only those, which Wagtail's own does not look at."""
        files = super().get_queryset()  # type: ignore[misc]
        policy = policy_registry.get_by_type(self.model)  # type: ignore[attr-defined]
        mine = policy.instances_user_has_any_permission_for(self.request.user, FILE_ACTIONS)  # type: ignore[attr-defined]
        return files.filter(pk__in=mine.values("pk"))


class Images(WithinReach, ImagesAdminAPIViewSet):
    """Pictures."""


class Documents(WithinReach, DocumentsAdminAPIViewSet):
    """Documents."""


@hooks.register("construct_admin_api", order=100)  # after the apps that bring theirs
def fence_files_of_the_api(router: WagtailAPIRouter) -> None:
    """Tell an author only of files within reach."""
    router.register_endpoint("images", Images)
    router.register_endpoint("documents", Documents)


def _say_why_not(request: HttpRequest, page: WorkflowMixin) -> None:
    task = getattr(page, "current_workflow_task", None)  # not every snippet is reviewed
    if isinstance(task, PeerReviewTask) and task.is_reviewer(request.user):
        verdict = task.may_approve(page, request.user)
        if not verdict:
            messages.warning(request, verdict.reason)


def _say_what_was_asked(request: HttpRequest, page: WorkflowMixin) -> None:
    state = getattr(page, "current_workflow_state", None)
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return
    asked = state.current_task_state
    who = asked.finished_by.get_full_name() if asked.finished_by else gettext("A reviewer")
    if asked.comment:
        words = gettext("%(name)s asks for a change: “%(words)s”") % {"name": who, "words": asked.comment}
    else:
        words = gettext("%(name)s asks for a change. Look at the comments.") % {"name": who}
    messages.info(request, words)
