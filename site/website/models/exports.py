"""A file that somebody asked for, and the pieces of it that are written already."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from people.choices import Viewer
from website.choices import OPEN_STATES, ExportFormat, ExportKind, ExportState


class Export(models.Model):
    """What somebody takes along of a municipality: who asked, what, about whom, how far it is, and until when it is kept."""

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(_("what"), max_length=15, choices=ExportKind.choices)
    format = models.CharField(_("as"), max_length=5, choices=ExportFormat.choices)
    filters = models.JSONField(_("of which"), default=dict, blank=True)
    capacity = models.CharField(_("capacity"), max_length=15, choices=Viewer.choices)
    covers_all = models.BooleanField(_("about everybody"))
    team_ids = models.JSONField(_("about these teams"), default=list, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ExportState.choices, default=ExportState.WAITING
    )
    total = models.PositiveIntegerField(_("rows to write"), default=0)
    done = models.PositiveIntegerField(_("rows written"), default=0)
    tries = models.PositiveSmallIntegerField(_("taken up again"), default=0)
    file = models.CharField(_("file"), max_length=100, blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    moved_at = models.DateTimeField(_("moved on at"))
    finished_at = models.DateTimeField(_("finished at"), null=True)
    expires_at = models.DateTimeField(_("is kept until"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["expires_at"], name="export_by_end")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "municipality", "kind", "format", "filters"],
                condition=Q(state__in=OPEN_STATES),
                name="export_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=ExportState.DONE) ^ Q(file=""), name="export_has_file_when_done"
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_STATES) ^ Q(finished_at__isnull=False),
                name="export_ends_when_not_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.municipality_id} · {self.state}"

    def get_absolute_url(self) -> str:
        """Where one sees how far it is."""
        return reverse("website:export", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        """Whether it is still being made."""
        return self.state in OPEN_STATES

    @property
    def is_done(self) -> bool:
        """Whether there is a file."""
        return self.state == ExportState.DONE


class ExportPiece(models.Model):
    """A number of rows of a file: first which they are, then what stands in them. Gone once the file is there."""

    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    export = models.ForeignKey(Export, models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField(_("number"))
    keys = models.JSONField(_("which rows"))
    rows = models.JSONField(_("rows"), null=True)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("piece of an export")
        verbose_name_plural = _("pieces of exports")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["export", "number"], name="export_piece_once"),
        ]

    def __str__(self) -> str:
        return f"{self.export_id} · {self.number}"
