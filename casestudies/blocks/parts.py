"""What an author writes in a case: people, facts, documents, roles and the two versions of a conversation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from casestudies.choices import Pitfall, WksRole
from core.blocks import NamedChoiceBlock, WholeNumberBlock, named
from core.choices import Speaker

TAKES_PART = [(value, label) for value, label in Speaker.choices if value != Speaker.NARRATOR]


class PersonBlock(blocks.StructBlock):
    """Somebody who takes part."""

    role = NamedChoiceBlock(choices=TAKES_PART, label=_("Role"))
    name = blocks.CharBlock(max_length=80, label=_("Name"), help_text=_("Invented, never a real name."))
    about = blocks.TextBlock(rows=2, label=_("Who this is"))

    class Meta:
        icon = "user"
        label = _("Person")
        label_format = "{name}"


class PeopleBlock(blocks.StreamBlock):
    """Who takes part."""

    person = PersonBlock()


class FactBlock(blocks.StructBlock):
    """Something that happened."""

    when = blocks.CharBlock(max_length=80, label=_("When"))
    fact = blocks.TextBlock(rows=2, label=_("What happened"))

    class Meta:
        icon = "history"
        label = _("Fact")
        label_format = "{when}: {fact}"


class TimelineBlock(blocks.StreamBlock):
    """The facts, which open one by one."""

    fact = FactBlock()


class DocumentBlock(blocks.StructBlock):
    """A letter, a note or a plan in the case."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    text = blocks.TextBlock(required=False, rows=6, label=_("Text"))
    file = DocumentChooserBlock(required=False, label=_("File"))

    class Meta:
        icon = "doc-full"
        label = _("Document")
        label_format = "{title}"


class DocumentsBlock(blocks.StreamBlock):
    """What lies on the table."""

    document = DocumentBlock()


class LimitsBlock(blocks.StreamBlock):
    """What is fixed, one by one."""

    limit = named(blocks.CharBlock(max_length=500, label=_("Hard limit")))


class DilemmasBlock(blocks.StreamBlock):
    """What can go two ways."""

    dilemma = named(blocks.TextBlock(rows=2, label=_("Dilemma")))


class QuestionsBlock(blocks.StreamBlock):
    """What a group talks about."""

    question = named(blocks.TextBlock(rows=2, label=_("Question")))


class NotesBlock(blocks.StreamBlock):
    """What only facilitators read."""

    note = named(blocks.TextBlock(rows=2, label=_("Note")))


class NamedPitfallBlock(blocks.StructBlock):
    """A pitfall that can be found in the case."""

    code = NamedChoiceBlock(choices=Pitfall.choices, label=_("Pitfall"))
    why = blocks.TextBlock(rows=2, label=_("Where and why"))

    class Meta:
        icon = "warning"
        label = _("Pitfall")
        label_format = "{code}: {why}"


class PitfallsBlock(blocks.StreamBlock):
    """The pitfalls of a case."""

    pitfall = NamedPitfallBlock()


class RoleViewBlock(blocks.StructBlock):
    """The case as one of the four roles sees it."""

    role = NamedChoiceBlock(choices=WksRole.choices, label=_("Role"))
    view = blocks.TextBlock(rows=4, label=_("How this role sees it"))
    question = blocks.TextBlock(rows=2, label=_("Question to who looks from this role"))

    class Meta:
        icon = "view"
        label = _("Role")
        label_format = "{role}"


class RolesBlock(blocks.StreamBlock):
    """The four roles."""

    role = RoleViewBlock()


class LineBlock(blocks.StructBlock):
    """A sentence of the first version."""

    who = NamedChoiceBlock(choices=Speaker.choices, label=_("Who speaks"))
    name = blocks.CharBlock(required=False, max_length=80, label=_("First name"))
    text = blocks.TextBlock(rows=2, label=_("What is said"))
    pitfall = blocks.ChoiceBlock(
        required=False, choices=Pitfall.choices, label=_("Pitfall"), help_text=_("Only where it goes wrong.")
    )
    why = blocks.TextBlock(required=False, rows=2, label=_("Why it goes wrong here"))

    class Meta:
        icon = "comment"
        label = _("Sentence")
        label_format = "{name}: {text}"


class FirstVersionBlock(blocks.StreamBlock):
    """The conversation in which it goes wrong."""

    line = LineBlock()


class BetterLineBlock(blocks.StructBlock):
    """A sentence of the second version."""

    who = NamedChoiceBlock(choices=Speaker.choices, label=_("Who speaks"))
    name = blocks.CharBlock(required=False, max_length=80, label=_("First name"))
    text = blocks.TextBlock(rows=2, label=_("What is said"))
    handled = WholeNumberBlock(
        required=False,
        min_value=1,
        max_value=20,
        label=_("Handles moment"),
        help_text=_(
            "The number of the moment in the first version: 1 for the first pitfall, 2 for the second."
        ),
    )

    class Meta:
        icon = "comment"
        label = _("Sentence")
        label_format = "{name}: {text}"


class SecondVersionBlock(blocks.StreamBlock):
    """The same conversation, handled well."""

    line = BetterLineBlock()


class OptionBlock(blocks.StructBlock):
    """An answer to choose."""

    text = blocks.TextBlock(rows=2, label=_("Answer"))
    feedback = blocks.TextBlock(rows=2, label=_("What you say about it"))
    is_right = blocks.BooleanBlock(required=False, label=_("Right"))

    class Meta:
        icon = "circle-check"
        label = _("Answer")


class PredictionBlock(blocks.StructBlock):
    """What somebody expects, before they see it."""

    question = blocks.TextBlock(rows=2, label=_("Question"))
    options = blocks.ListBlock(OptionBlock(), min_num=3, max_num=3, label=_("Answers"))

    class Meta:
        icon = "help"
        label = _("Prediction")
        label_format = "{question}"


class ExercisesBlock(blocks.StreamBlock):
    """Interactive exercises to practise with after the case, chosen from those that an author may know about."""

    exercise = SnippetChooserBlock(
        "assessments.InteractiveExercise", icon="media", label=_("Interactive exercise")
    )


class PredictionsBlock(blocks.StreamBlock):
    """One prediction."""

    prediction = PredictionBlock()

    class Meta:
        max_num = 1
