"""Blocks to look at, listen to and take along."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageChooserBlock

from core.blocks.values import WholeNumberBlock
from core.blocks.writing import PLAIN_FEATURES
from core.text import words_of_html

FILM_FILES = ("mp4", "webm")
SOUND_FILES = ("mp3",)
CAPTION_FILES = ("vtt",)


class ImageBlock(blocks.StructBlock):
    """A picture with words for who does not see it."""

    image = ImageChooserBlock(label=_("Image"))
    alt_text = blocks.CharBlock(
        required=False,
        max_length=250,
        label=_("Description"),
        help_text=_("What somebody who does not see the picture has to know."),
    )
    is_decorative = blocks.BooleanBlock(required=False, label=_("Decoration only"))
    caption = blocks.CharBlock(required=False, max_length=250, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Image")
        description = _("A picture with a description.")
        template = "core/blocks/image.html"
        preview_template = "core/blocks/previews/image.html"

    def clean(self, value: Any) -> Any:
        """Ask for a description, or for the word that there is nothing to describe; a draft may be unfinished."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        image = cleaned.get("image")
        described = cleaned.get("alt_text") or (image is not None and image.description)
        if not described and not cleaned.get("is_decorative"):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "alt_text": ValidationError(
                        _("Describe what the picture shows, or tick “decoration only”.")
                    )
                }
            )
        return cleaned


def wrong_kind(value: Any, name: str, kinds: tuple[str, ...]) -> dict[str, ValidationError]:
    """Give the error for a chosen file that is something else than what can be played, or nothing."""
    file = value.get(name)
    if not file or file.file_extension.lower() in kinds:
        return {}
    words = {"kinds": ", ".join(f".{kind}" for kind in kinds)}
    return {name: ValidationError(_("Choose a file that ends in %(kinds)s."), params=words)}


def missing_words(value: Any) -> dict[str, ValidationError]:
    """Give the error for a transcript in which nothing stands: an empty paragraph is not nothing to an editor."""
    transcript = value.get("transcript")
    if transcript and words_of_html(transcript.source):
        return {}
    return {"transcript": ValidationError(_("Write down what is said, for who cannot hear it."))}


class VideoBlock(blocks.StructBlock):
    """A film with captions and a transcript, as a file or from a film site."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    file = DocumentChooserBlock(required=False, label=_("File (mp4 or webm)"))
    embed = EmbedBlock(required=False, label=_("Or the address on a film site"), max_width=800)
    captions = DocumentChooserBlock(
        required=False,
        label=_("Captions (vtt)"),
        help_text=_("Required with a file. A film site has its own."),
    )
    transcript = blocks.RichTextBlock(features=PLAIN_FEATURES, label=_("Transcript"))
    minutes = WholeNumberBlock(min_value=1, max_value=60, default=3, label=_("Minutes"))

    class Meta:
        icon = "media"
        label = _("Film")
        description = _("A film with captions and everything that is said as text.")
        template = "core/blocks/video.html"
        preview_template = "core/blocks/previews/video.html"
        preview_value = {
            "title": "Het model in één casus",
            "transcript": "<p>Fatma: We willen een veldje.</p>",
        }

    def clean(self, value: Any) -> Any:
        """Ask for one source, and for captions with a file; a draft may be unfinished."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        errors = {
            **wrong_kind(cleaned, "file", FILM_FILES),
            **wrong_kind(cleaned, "captions", CAPTION_FILES),
            **missing_words(cleaned),
        }
        if bool(cleaned.get("file")) == bool(cleaned.get("embed")):
            errors["file"] = ValidationError(_("Choose a file or give an address: one of the two."))
        if cleaned.get("file") and not cleaned.get("captions"):
            errors["captions"] = ValidationError(_("A film needs captions, for who cannot hear it."))
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned


class AudioBlock(blocks.StructBlock):
    """Sound with a transcript."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    file = DocumentChooserBlock(label=_("File (mp3)"))
    transcript = blocks.RichTextBlock(features=PLAIN_FEATURES, label=_("Transcript"))
    minutes = WholeNumberBlock(min_value=1, max_value=60, default=3, label=_("Minutes"))

    class Meta:
        icon = "media"
        label = _("Sound")
        description = _("A recording with everything that is said as text.")
        template = "core/blocks/audio.html"
        preview_template = "core/blocks/previews/audio.html"
        preview_value = {
            "title": "Een gesprek aan de deur",
            "transcript": "<p>Ruud: Wat wil je bereiken?</p>",
        }

    def clean(self, value: Any) -> Any:
        """Ask for a file that is sound; a draft may be unfinished."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        errors = {**wrong_kind(cleaned, "file", SOUND_FILES), **missing_words(cleaned)}
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned


class DownloadBlock(blocks.StructBlock):
    """A file to take along."""

    file = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(max_length=120, label=_("Link text"))
    text = blocks.CharBlock(required=False, max_length=250, label=_("What it is for"))

    class Meta:
        icon = "download"
        label = _("Download")
        description = _("A file to take along.")
        template = "core/blocks/download.html"
        preview_template = "core/blocks/previews/download.html"
        preview_value = {"title": "Kaart met de drie vragen", "text": "Om mee te nemen naar een gesprek."}
