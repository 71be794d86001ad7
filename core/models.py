"""Own image, rendition and document models, pages with a fixed code, the review task, and a row for each background run."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import (
    AbstractGroupApprovalTask,
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from core.access import ALLOWED, Verdict, denied, obstacles_before
from core.choices import RunState
from core.rules.authorship import Version, author_of_latest_text

# Tags are shared by everybody who uploads, so they would tell one municipality what another one works on.
HIDDEN = frozenset({"tags"})
# Data that authors see, so in Dutch.
CODE_OF_A_COPY = "KOPIE"


class LeerpleinImage(AbstractImage):
    """A picture that says what it shows, or that it is only decoration."""

    is_decorative = models.BooleanField(
        _("decoration only"),
        default=False,
        help_text=_("Tick this when the picture tells nothing. Then it needs no description."),
    )

    admin_form_fields = (*(name for name in Image.admin_form_fields if name not in HIDDEN), "is_decorative")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def default_alt_text(self) -> str:
        """The words for somebody who does not see the picture; empty for decoration."""
        return "" if self.is_decorative else self.description


class LeerpleinRendition(AbstractRendition):
    """A size of a picture."""

    image = models.ForeignKey(LeerpleinImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="rendition_once"
            ),
        ]


class LeerpleinDocument(AbstractDocument):
    """A file that authors put in a lesson."""

    admin_form_fields = tuple(name for name in Document.admin_form_fields if name not in HIDDEN)


class ReviewedSnippet(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    models.Model,
):
    """What authors write outside pages: with drafts, one writer at a time, a preview, and others who publish."""

    class Meta:
        abstract = True


class FixedCode:
    """A page with a code on which people's work and links hang: it stays, and a copy gets one of its own."""

    code: models.CharField
    exclude_fields_in_copy: ClassVar[list[str]] = ["code", "source_hash", "source_revision"]

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Give a copy, or a draft that was left without, a code until its author chooses one."""
        if not self.code:
            self.code = f"{CODE_OF_A_COPY}-{secrets.token_hex(3).upper()}"
        return super().save(*args, **kwargs)  # type: ignore[misc]

    def clean(self) -> None:
        """Refuse another code once the page has been published."""
        super().clean()  # type: ignore[misc]
        published = type(self).objects.filter(pk=self.pk, first_published_at__isnull=False)  # type: ignore[attr-defined]
        known_as = published.values_list("code", flat=True).first()
        if known_as not in {None, self.code}:
            message = _("This code is in use since it was published, so it stays %(code)s.")
            raise ValidationError({"code": ValidationError(message, params={"code": known_as})})


class PeerReviewTask(AbstractGroupApprovalTask):
    """Approval by a reviewer who did not write the latest text."""

    class Meta:
        verbose_name = _("peer review")
        verbose_name_plural = _("peer reviews")

    def is_reviewer(self, user: Any) -> bool:
        """Whether somebody is one of those who review."""
        return bool(user.is_superuser or self._user_in_groups(user))

    def may_approve(self, obj: Any, user: Any) -> Verdict:
        """Whether somebody may approve the latest version, and if not, why not."""
        if not self.is_reviewer(user):
            return denied(_("Only a reviewer approves."))
        if _wrote_latest_text(obj, user):
            return denied(_("You wrote the latest version, so somebody else has to approve it."))
        if not _is_finished(obj):
            return denied(
                _("Something that is required is missing, so this cannot be approved yet. Ask for changes.")
            )
        return ALLOWED

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Give the author of the latest text nothing to press, and approval only for what is finished."""
        if not self.is_reviewer(user) or _wrote_latest_text(obj, user):
            return []
        actions = super().get_actions(obj, user)
        return actions if self.may_approve(obj, user) else [each for each in actions if each[0] != "approve"]

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Refuse at the door too: a posted approval does not pass the buttons."""
        if action_name == "approve":
            page = task_state.workflow_state.content_object
            if not self.may_approve(page, user):
                return None
            # What a reviewer changed since it was handed in is approved with it.
            task_state.revision = page.get_latest_revision()
        return super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls) -> str:
        """Explain the task to who sets a workflow up."""
        return str(_("A reviewer who did not write the latest version approves it or asks for changes."))


def _wrote_latest_text(obj: Any, user: Any) -> bool:
    """A remark makes a version too, and whoever only made remarks may still approve."""
    versions = (
        Version(revision.user_id, revision.content)
        for revision in obj.revisions.order_by("-created_at", "-pk").iterator(chunk_size=2)
    )
    return author_of_latest_text(versions) == user.pk


def _is_finished(obj: Any) -> bool:
    """A draft may lack what a published page may not, and a reviewer may have saved such a draft."""
    latest = obj.get_latest_revision_as_object()
    streams = [field for field in latest._meta.get_fields() if isinstance(field, StreamField)]
    try:
        latest.full_clean()
        for field in streams:
            field.stream_block.clean(getattr(latest, field.name))
    except ValidationError:
        return False
    return not obstacles_before(latest)


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
