"""Scenarios with their drafts, and the frozen versions that people play."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.search import index

from casestudies.choices import Context, Domain
from core.access import require_no_obstacles
from core.fields import ContentField
from core.forms.pages import CheckedForm
from core.models import FixedCode, ReviewedSnippet
from people.models import ReviewedByOwner
from roleplays.blocks import FrameBlock, LookForBlock, RoleCardsBlock, ScenesBlock
from roleplays.choices import PlayerRole

CODE = RegexValidator(
    r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*\Z", _("Use capitals, digits and hyphens, for example RP1.")
)


class RolePlayScenario(FixedCode, ReviewedByOwner, ReviewedSnippet):
    """A scenario: shared, or a municipality's own. What people play is a frozen version of it."""

    code = models.CharField(
        _("code"),
        max_length=20,
        unique=True,
        validators=[CODE],
        help_text=_("Short and fixed, for example RP1."),
    )
    municipality = models.ForeignKey(
        "people.Municipality",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
        help_text=_("Empty: for everybody. Otherwise only this municipality plays it."),
    )
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("in one sentence"), max_length=250)
    domain = models.CharField(_("domain"), max_length=12, choices=Domain.choices)
    context = models.CharField(_("field of work"), max_length=20, choices=Context.choices)
    case = models.CharField(
        _("case"), max_length=10, blank=True, help_text=_("The code of the case, for example C1.")
    )
    player_role = models.CharField(_("who the player is"), max_length=15, choices=PlayerRole.choices)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=20, validators=[MinValueValidator(5), MaxValueValidator(120)]
    )
    body = ContentField(ScenesBlock(), verbose_name=_("scenes"), blank=True)
    frame = ContentField(FrameBlock(), verbose_name=_("frame at hand"), blank=True)
    role_cards = ContentField(RoleCardsBlock(), verbose_name=_("role cards"), blank=True)
    look_fors = ContentField(LookForBlock(), verbose_name=_("what observers look for"), blank=True)
    source_hash = models.CharField(max_length=64, blank=True, editable=False)
    source_revision = models.BigIntegerField(null=True, editable=False)

    base_form_class = CheckedForm
    # It refers to nothing that is not a column with a constraint of its own.
    wagtail_reference_index_ignore = True
    panels: ClassVar[list] = [
        HelpPanel(template="roleplays/admin/_desk.html", heading=_("Map and checks")),
        MultiFieldPanel(
            [
                FieldPanel("municipality"),
                FieldRowPanel([FieldPanel("code"), FieldPanel("minutes")]),
                FieldPanel("title"),
                FieldPanel("summary"),
                FieldRowPanel([FieldPanel("domain"), FieldPanel("context")]),
                FieldRowPanel([FieldPanel("player_role"), FieldPanel("case")]),
            ],
            heading=_("About this scenario"),
        ),
        FieldPanel("body"),
        FieldPanel("frame"),
        FieldPanel("role_cards"),
        FieldPanel("look_fors"),
    ]
    search_fields: ClassVar[list] = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("summary"),
        index.AutocompleteField("code"),
        index.FilterField("municipality_id"),
    ]

    class Meta:
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """Beside the editor: playing on trial, and the map."""
        return [("map", _("Map and checks")), ("play", _("Play on trial"))]

    def make_preview_request(
        self, original_request: Any = None, preview_mode: Any = None, extra_request_attrs: Any = None
    ) -> Any:
        """Keep what is asked in the address: how far somebody is who plays in the preview."""
        asked = original_request.GET.dict() if original_request is not None else {}
        attributes = {**(extra_request_attrs or {}), "asked": asked}
        return super().make_preview_request(original_request, preview_mode, attributes)

    def get_preview_template(self, request: object, mode_name: str) -> str:
        """The template that the editor's preview shows."""
        return "roleplays/admin/preview.html"

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish and freeze what people will play, or neither; whatever way it comes, nothing may stand in the way."""
        require_no_obstacles(revision.as_object())
        with transaction.atomic():
            return super().publish(revision, *args, **kwargs)


class ScenarioVersion(models.Model):
    """A scenario as people play it. Never changed and never deleted: the database refuses it (migration 0002)."""

    scenario = models.ForeignKey(RolePlayScenario, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("content"))
    maximum = models.PositiveIntegerField(_("total of the best road"))
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("version of a scenario")
        verbose_name_plural = _("versions of scenarios")
        ordering = ["scenario", "number"]
        constraints = [
            models.UniqueConstraint(fields=["scenario", "number"], name="scenario_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.scenario_id} · {self.number}"
