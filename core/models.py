"""Own image, rendition and document models, the review task, and a row for each background run."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import AbstractGroupApprovalTask

from core.choices import RunState


class LeerpleinImage(AbstractImage):
    """A picture that says what it shows, or that it is only decoration."""

    is_decorative = models.BooleanField(
        _("decoration only"),
        default=False,
        help_text=_("Tick this when the picture tells nothing. Then it needs no description."),
    )

    admin_form_fields = (*Image.admin_form_fields, "is_decorative")

    @property
    def default_alt_text(self) -> str:
        """The words for somebody who does not see the picture; empty for decoration."""
        return "" if self.is_decorative else self.description


class LeerpleinRendition(AbstractRendition):
    """A size of a picture."""

    image = models.ForeignKey(LeerpleinImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once"),
        ]


class LeerpleinDocument(AbstractDocument):
    """A file that authors put in a lesson."""

    admin_form_fields = Document.admin_form_fields


class PeerReviewTask(AbstractGroupApprovalTask):
    """Approval by a reviewer who did not write the latest revision."""

    class Meta:
        verbose_name = _("peer review")
        verbose_name_plural = _("peer reviews")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Give the author of the latest revision nothing to press, whatever their groups."""
        if _wrote_latest_revision(obj, user):
            return []
        return super().get_actions(obj, user)

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Refuse the author at the door too: a posted action does not pass the buttons."""
        if action_name in {"approve", "reject"} and _wrote_latest_revision(
            task_state.workflow_state.content_object, user
        ):
            return None
        return super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls) -> str:
        """Explain the task to who sets a workflow up."""
        return _("A reviewer who did not write the latest version approves it or asks for changes.")


def _wrote_latest_revision(obj: Any, user: Any) -> bool:
    revision = obj.get_latest_revision()
    return revision is not None and revision.user_id == user.pk


class BackgroundRun(models.Model):
    """One run of one background task, for the status page."""

    task_id = models.CharField(_("task id"), max_length=64, unique=True)
    name = models.CharField(_("task"), max_length=200)
    arguments = models.JSONField(_("arguments"), default=list)
    state = models.CharField(_("state"), max_length=10, choices=RunState.choices, default=RunState.RUNNING)
    started_at = models.DateTimeField(_("started at"))
    finished_at = models.DateTimeField(_("finished at"), null=True)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("background run")
        verbose_name_plural = _("background runs")
        indexes = [
            models.Index(fields=["name", "-started_at"], name="run_by_name"),
            models.Index(fields=["state", "-started_at"], name="run_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.task_id}"


