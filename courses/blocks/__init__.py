"""The blocks of a lesson: the kit's blocks, and those that ask something of a learner."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from core import blocks as kit
from core.choices import Speaker
from courses.blocks.places import InteractiveBlock, PlaceBlock
from courses.choices import PLACES_THAT_COUNT, PartKind, PlaceKind
from courses.rules.body import reference_of


class DialogueTurnBlock(blocks.StructBlock):
    """What one person says."""

    speaker = kit.NamedChoiceBlock(choices=Speaker.choices, label=_("Who speaks"))
    name = blocks.CharBlock(required=False, max_length=40, label=_("First name"))
    text = blocks.TextBlock(rows=2, label=_("What is said"))

    class Meta:
        icon = "user"
        label = _("Turn")


class DialogueBlock(blocks.StructBlock):
    """A conversation in which each speaker is named."""

    title = blocks.CharBlock(required=False, max_length=160, label=_("Title"))
    situation = blocks.RichTextBlock(required=False, features=kit.PLAIN_FEATURES, label=_("Situation"))
    turns = blocks.ListBlock(DialogueTurnBlock(), min_num=2, label=_("Turns"))

    class Meta:
        icon = "group"
        label = _("Dialogue")
        description = _("A conversation between residents, case steward, municipality and process guide.")
        template = "courses/blocks/dialogue.html"
        preview_value = {
            "title": "In het buurthuis",
            "situation": "",
            "turns": [
                {"speaker": Speaker.RESIDENT, "name": "Fatma", "text": "We willen iets met dat veldje."},
                {"speaker": Speaker.CASE_STEWARD, "name": "Ruud", "text": "Wat willen jullie bereiken?"},
            ],
        }


class TermBlock(blocks.StructBlock):
    """A term of the glossary with its definition."""

    term = SnippetChooserBlock("courses.GlossaryTerm", label=_("Term"))

    class Meta:
        icon = "info-circle"
        label = _("Glossary term")
        description = _("A term with its definition, in a box.")
        template = "courses/blocks/term.html"
        preview_template = "courses/blocks/previews/term.html"


class PartBlock(blocks.StructBlock):
    """A block that counts as a part of the lesson; its block id is the key that a learner's work hangs on."""

    part_kind: PartKind
    is_required = blocks.BooleanBlock(
        required=False,
        default=True,
        label=_("Required"),
        help_text=_("An optional part never holds a lesson up."),
    )

    def part_title(self, value: Any) -> str:
        """The words by which a learner recognises this part."""
        raise NotImplementedError


class CheckChoiceBlock(blocks.StructBlock):
    """One answer to choose."""

    text = blocks.TextBlock(rows=2, label=_("Answer"))
    is_right = blocks.BooleanBlock(required=False, label=_("Right"))
    feedback = blocks.TextBlock(rows=2, label=_("What you say about it"))

    class Meta:
        icon = "circle-check"
        label = _("Answer")


class CheckBlock(PartBlock):
    """A question with answers to choose; each answer gets a word of explanation."""

    part_kind = PartKind.CHECK
    question = blocks.RichTextBlock(features=kit.PLAIN_FEATURES, label=_("Question"))
    choices = blocks.ListBlock(CheckChoiceBlock(), min_num=2, max_num=6, label=_("Answers"))
    must_be_right = blocks.BooleanBlock(
        required=False, label=_("Must be right"), help_text=_("Otherwise answering is enough.")
    )

    class Meta:
        icon = "help"
        label = _("Check question")
        description = _("A question with answers to choose. Counts when it is answered.")
        template = "courses/parts/preview.html"
        preview_value = {
            "question": "<p>Joop zegt: “Er moet een hek om het veld.” Wat vraag je?</p>",
            "choices": [
                {"text": "“Hoe hoog moet het hek zijn?”", "is_right": False, "feedback": "Je gaat mee."},
                {"text": "“Wat wil je bereiken met een hek?”", "is_right": True, "feedback": "Goed."},
            ],
        }

    def part_title(self, value: Any) -> str:
        """The question without its markup."""
        return value["question"].source

    def clean(self, value: Any) -> Any:
        """Ask for exactly one right answer; a draft may be unfinished."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if sum(1 for choice in cleaned["choices"] if choice["is_right"]) != 1:
            raise blocks.StructBlockValidationError(
                non_block_errors=[ValidationError(_("Mark exactly one answer as right."))]
            )
        return cleaned


class QuestionBlock(PartBlock):
    """An open question to think about, with something to compare with."""

    part_kind = PartKind.QUESTION
    question = blocks.RichTextBlock(features=kit.PLAIN_FEATURES, label=_("Question"))
    compare = blocks.RichTextBlock(
        required=False,
        features=kit.PLAIN_FEATURES,
        label=_("To compare with"),
        help_text=_("The learner sees this after writing something."),
    )

    class Meta:
        icon = "comment"
        label = _("Question to think about")
        description = _("An open question. Counts when something is written; nobody else reads it.")
        template = "courses/parts/preview.html"
        preview_value = {
            "question": "<p>Wanneer hoorde jij een oplossing in plaats van een wens?</p>",
            "compare": "<p>Let op woorden als “er moet”.</p>",
        }

    def part_title(self, value: Any) -> str:
        """The question without its markup."""
        return value["question"].source


class ExerciseBlock(PartBlock):
    """Something to do, with a worked example."""

    part_kind = PartKind.EXERCISE
    title = blocks.CharBlock(max_length=160, label=_("Title"))
    minutes = kit.WholeNumberBlock(min_value=1, max_value=240, default=5, label=_("Minutes"))
    instruction = blocks.RichTextBlock(features=kit.PLAIN_FEATURES, label=_("What to do"))
    example = blocks.RichTextBlock(required=False, features=kit.PLAIN_FEATURES, label=_("Worked example"))

    class Meta:
        icon = "edit"
        label = _("Exercise")
        description = _("Something to do. Counts when the learner says that it is done.")
        template = "courses/parts/preview.html"
        preview_value = {
            "title": "Van oplossing naar wens",
            "minutes": 5,
            "instruction": "<p>Schrijf bij elke zin één vraag op.</p>",
            "example": "<p>“Wat moeten de camera’s veranderen?”</p>",
        }

    def part_title(self, value: Any) -> str:
        """The title."""
        return value["title"]


class VideoPartBlock(kit.VideoBlock):
    """A film that counts when the learner says it was watched."""

    part_kind = PartKind.VIDEO
    is_required = blocks.BooleanBlock(required=False, default=True, label=_("Required"))

    def part_title(self, value: Any) -> str:
        """The title."""
        return value["title"]


class AudioPartBlock(kit.AudioBlock):
    """Sound that counts when the learner says it was heard."""

    part_kind = PartKind.AUDIO
    is_required = blocks.BooleanBlock(required=False, default=True, label=_("Required"))

    def part_title(self, value: Any) -> str:
        """The title."""
        return value["title"]


class NoteBlock(blocks.StructBlock):
    """A place for a personal note that only the learner sees."""

    prompt = blocks.TextBlock(rows=2, label=_("Question or sentence"))

    class Meta:
        icon = "clipboard-list"
        label = _("Personal note")
        description = _("A place to write something that nobody else sees. Does not count.")
        template = "courses/parts/preview.html"
        preview_value = {"prompt": "Wat hield ik vast? Wat liet ik los?"}


class LessonBodyBlock(blocks.StreamBlock):
    """Everything that a lesson can hold."""

    intro = kit.IntroBlock(group=_("Text"))
    text = kit.TextBlock(group=_("Text"))
    callout = kit.CalloutBlock(group=_("Text"))
    quote = kit.QuoteBlock(group=_("Text"))
    accordion = kit.AccordionBlock(group=_("Text"))
    comparison = kit.ComparisonBlock(group=_("Text"))
    term = TermBlock(group=_("Text"))
    summary = kit.SummaryBlock(group=_("Text"))
    dialogue = DialogueBlock(group=_("Text"))
    image = kit.ImageBlock(group=_("Look and listen"))
    diagram = kit.DiagramBlock(group=_("Look and listen"))
    video = VideoPartBlock(group=_("Look and listen"))
    audio = AudioPartBlock(group=_("Look and listen"))
    download = kit.DownloadBlock(group=_("Look and listen"))
    check = CheckBlock(group=_("To do"))
    question = QuestionBlock(group=_("To do"))
    exercise = ExerciseBlock(group=_("To do"))
    note = NoteBlock(group=_("To do"))
    place = PlaceBlock(group=_("To do"))
    interactive = InteractiveBlock(group=_("To do"))


# Blocks that are drawn for each learner apart; all others are drawn once per revision.
_PERSONAL = frozenset({"check", "question", "exercise", "video", "audio", "note"})


def part_kind_of(child: Any) -> PartKind | None:
    """What kind of part a block of a lesson is; None when it does not count."""
    if child.block_type == "place":
        return PLACES_THAT_COUNT.get(child.value["kind"])
    if child.block_type == "interactive" and not child.value["interactive"]:
        return None
    return getattr(child.block, "part_kind", None)


def personal_kind_of(child: Any) -> str:
    """How a block is drawn for each learner apart; nothing when it is the same for everybody."""
    if child.block_type == "place":
        return str(part_kind_of(child) or "")
    if child.block_type == "interactive":
        return str(PartKind.H5P)
    return child.block_type if child.block_type in _PERSONAL else ""


def exercise_in(block: dict[str, Any]) -> int | str | None:
    """The interactive exercise in a block as it is stored: its number when it was chosen, or its code."""
    if block["type"] == "interactive":
        return cast("int | None", block["value"].get("interactive"))
    if block["type"] == "place" and block["value"].get("kind") == PlaceKind.H5P:
        return reference_of(block["value"].get("reference"))
    return None


def code_of_work(value: Any) -> str:
    """The code of the work that a block names or chose; nothing for other blocks."""
    chosen = value.get("interactive")
    return chosen.code if chosen else reference_of(value.get("reference"))
