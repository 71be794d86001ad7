"""The ledger's one table. A trigger in the database refuses changes (migration 0002, ADR 0003)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from records.choices import ActivityKind, Verb


class RecordQuerySet(models.QuerySet["Record"]):
    """Ways to ask the ledger."""

    def in_force(self) -> RecordQuerySet:
        """The facts that count: not taken back, and not a taking back itself."""
        return self.filter(revokes__isnull=True, revoked_by__isnull=True)


class Record(models.Model):
    """A person did something to something, on a date. Written once, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    verb = models.CharField(_("verb"), max_length=20, choices=Verb.choices)
    activity_kind = models.CharField(_("kind of activity"), max_length=20, choices=ActivityKind.choices)
    activity = models.CharField(_("activity"), max_length=120)
    key = models.CharField(_("natural key"), max_length=160)
    title = models.CharField(_("title at the time"), max_length=255, blank=True)
    result = models.JSONField(_("result"), default=dict, blank=True)
    context = models.JSONField(_("context"), default=dict, blank=True)
    shows = ArrayField(models.CharField(max_length=40), verbose_name=_("shows"), default=list, blank=True)
    revokes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="revoked_by")
    occurred_at = models.DateTimeField(_("occurred at"))
    stored_at = models.DateTimeField(_("stored at"), auto_now_add=True)

    objects = ScopedManager(
        municipality="municipality", _manager_class=models.Manager.from_queryset(RecordQuerySet)
    )
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        constraints = [
            # A browser, a task or a second tab may tell the same fact twice; the table keeps one.
            models.UniqueConstraint(fields=["person", "municipality", "key"], name="record_once"),
            models.CheckConstraint(
                condition=Q(verb=Verb.VOIDED, revokes__isnull=False)
                | (~Q(verb=Verb.VOIDED) & Q(revokes__isnull=True)),
                name="record_voids_a_record",
            ),
        ]
        indexes = [
            # Progress of everybody in one lesson.
            models.Index(fields=["activity", "verb"], name="record_by_activity"),
            # A person's own timeline.
            models.Index(fields=["person", "-occurred_at"], name="record_by_person"),
            # What was taken back of somebody, which is little.
            models.Index(
                fields=["person"], name="record_that_takes_back", condition=Q(revokes__isnull=False)
            ),
            # Evidence for a competency.
            GinIndex(fields=["shows"], name="record_by_competency"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.verb} {self.activity}"
