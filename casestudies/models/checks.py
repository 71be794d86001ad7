"""What a person said about a case before it may be published: details that are harmless, and the intake of a real one."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from casestudies.choices import IntakeItem
from casestudies.models.pages import CaseStudyPage
from core.choices import PersonalDetail, WhyHarmless


class ClearedDetail(models.Model):
    """Why something that looks like a personal detail is none, who said so and when. The words themselves are not kept."""

    case = models.ForeignKey(CaseStudyPage, models.CASCADE, related_name="cleared_details")
    kind = models.CharField(_("looks like"), max_length=15, choices=PersonalDetail.choices)
    mark = models.CharField(_("mark of the words"), max_length=64)
    reason = models.CharField(_("why it is none"), max_length=20, choices=WhyHarmless.choices)
    # Empty for a case that came as a text file, where its reviewers are known.
    cleared_by = models.UUIDField(_("public id of who said so"), null=True, blank=True)
    cleared_at = models.DateTimeField(_("said at"))

    class Meta:
        verbose_name = _("cleared detail")
        verbose_name_plural = _("cleared details")
        constraints = [
            models.UniqueConstraint(fields=["case", "mark"], name="detail_cleared_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.reason}"


class IntakeCheck(models.Model):
    """A person checked one thing before something that really happened became a case: of the text as it was then."""

    case = models.ForeignKey(CaseStudyPage, models.CASCADE, related_name="intake_checks")
    item = models.CharField(_("what was checked"), max_length=10, choices=IntakeItem.choices)
    text_mark = models.CharField(_("mark of the text"), max_length=64)
    checked_by = models.UUIDField(_("public id of who checked"))
    checked_at = models.DateTimeField(_("checked at"))

    class Meta:
        verbose_name = _("check at the intake")
        verbose_name_plural = _("checks at the intake")
        constraints = [
            models.UniqueConstraint(fields=["case", "item"], name="intake_checked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.item}"
