"""Places in a lesson for work that is done elsewhere: named by its code, or chosen."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from core import blocks as kit
from courses.choices import PartKind, PlaceKind


class PlaceBlock(blocks.StructBlock):
    """A place for a case, role-play, test or interactive exercise."""

    kind = kit.NamedChoiceBlock(choices=PlaceKind.choices, label=_("Kind"))
    reference = blocks.CharBlock(max_length=60, label=_("Code"), help_text=_("For example RP2 or C1."))
    title = blocks.CharBlock(max_length=160, label=_("Title"))
    text = blocks.RichTextBlock(required=False, features=kit.PLAIN_FEATURES, label=_("What to do meanwhile"))
    is_required = blocks.BooleanBlock(
        required=False,
        default=True,
        label=_("Required"),
        help_text=_("An optional part never holds a lesson up."),
    )

    def part_title(self, value: Any) -> str:
        """The title."""
        return value["title"]

    class Meta:
        icon = "placeholder"
        label = _("Place for a case, role-play or test")
        description = _("Says what comes here. Counts only when something is there.")
        template = "courses/blocks/place.html"
        preview_value = {
            "kind": PlaceKind.ROLE_PLAY,
            "reference": "RP2",
            "title": "Rollenspel: het kader in de Lindestraat",
            "text": "<p>Lees tot die tijd de dialoog hardop met een collega.</p>",
        }


class InteractiveBlock(blocks.StructBlock):
    """An interactive exercise, chosen from those that an author may know about."""

    part_kind = PartKind.H5P

    interactive = SnippetChooserBlock("assessments.InteractiveExercise", label=_("Interactive exercise"))
    text = blocks.RichTextBlock(required=False, features=kit.PLAIN_FEATURES, label=_("What to do meanwhile"))
    is_required = blocks.BooleanBlock(
        required=False,
        default=True,
        label=_("Required"),
        help_text=_("An optional part never holds a lesson up."),
    )

    def part_title(self, value: Any) -> str:
        """The title of the exercise."""
        return value["interactive"].title if value["interactive"] else str(PartKind.H5P.label)

    class Meta:
        icon = "media"
        label = _("Interactive exercise")
        description = _("An exercise in H5P. Counts when somebody did it to its end.")
        template = "courses/parts/preview.html"
        preview_value = {"text": "<p>Doe de oefening samen met een collega.</p>"}
