"""The question bank in the admin: questions, the tests that are drawn from them, and learning goals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet, SnippetViewSetGroup

from assessments.api import goals_with_counts, quizzes_for_a_list, was_published
from assessments.api import questions_for_a_list as for_a_list
from assessments.api.on_line import supplies
from assessments.api.regrading import can_regrade, number_to_regrade
from assessments.forms.bank import QuestionFilters, QuestionForm, QuizForm
from assessments.models import LearningGoal, Question, Quiz
from assessments.views.asking import person_of
from assessments.views.regrading import regrade
from assessments.wagtail_hooks.analysis import figures_button
from assessments.wagtail_hooks.exchange import buttons_for
from assessments.wagtail_hooks.on_line import OffLineView
from core.admin import FencedIndex, FencedSnippetViewSet, StatusColumn

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern
    from wagtail.admin.widgets.button import Button

LONGEST = 90


class QuestionIndex(FencedIndex):
    """The list of questions, in a fixed number of queries."""

    def get_base_queryset(self) -> QuerySet[Question]:
        """With whose they are and whether they are under review; what they ask stands beside the body."""
        return for_a_list(super().get_base_queryset())

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Also the ways to files and back."""
        return [*super().header_more_buttons, *buttons_for(self.request.user)]


class QuestionEdit(EditView):
    """The editor of a question."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Also the way to how it does."""
        return [*super().header_more_buttons, figures_button(self.object)]


class TextColumn(Column):
    """The beginning of what is asked."""

    def get_value(self, instance: Question) -> str:
        """A line of it."""
        text = " ".join(instance.text.split())
        return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"


FOR_WHOM = Column(
    "municipality",
    label=_("For"),
    accessor=lambda instance: instance.municipality or _("everybody"),
    sort_key="municipality__name",
)


class QuestionViewSet(FencedSnippetViewSet):
    """The questions."""

    model = Question
    icon = "help"
    menu_label = _("Questions")
    menu_order = 100
    index_view_class = QuestionIndex
    edit_view_class = QuestionEdit
    unpublish_view_class = OffLineView
    filterset_class = QuestionFilters
    edit_handler = ObjectList(Question.panels, base_form_class=QuestionForm)
    inspect_view_fields = (
        "body",
        "identifier",
        "municipality",
        "purpose",
        "module",
        "goal",
        "competency",
        "difficulty",
    )
    list_display = (
        "identifier",
        TextColumn("text", label=_("Text")),
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("module", label=_("Module"), sort_key="module", width="8%"),
        Column("get_difficulty_display", label=_("Difficulty"), sort_key="difficulty"),
        FOR_WHOM,
        StatusColumn(),
    )
    ordering = ("identifier",)
    list_per_page = 50


class QuizIndex(FencedIndex):
    """The list of tests, in a fixed number of queries."""

    def get_base_queryset(self) -> QuerySet[Quiz]:
        """With whose they are and whether they are under review."""
        return quizzes_for_a_list(super().get_base_queryset())

    def get_table(self, object_list: Any) -> Any:
        """With whether the bank holds enough for each of them."""
        for supply in supplies(object_list):
            supply.quiz.gaps = supply.gaps
        return super().get_table(object_list)


class SupplyColumn(StatusTagColumn):
    """Whether the bank holds enough questions for a test."""

    def __init__(self) -> None:
        super().__init__("supply", label=_("Questions"), primary=lambda quiz: not quiz.gaps)

    def get_value(self, instance: Any) -> str:
        """A word or two."""
        return gettext("too few") if instance.gaps else gettext("enough")


class QuizViewSet(FencedSnippetViewSet):
    """The tests that are drawn from the questions."""

    model = Quiz
    icon = "tasks"
    menu_label = _("Tests")
    menu_order = 150
    index_view_class = QuizIndex
    unpublish_view_class = OffLineView
    edit_handler = ObjectList(Quiz.panels, base_form_class=QuizForm)
    inspect_view_fields = (
        "code",
        "title",
        "intro",
        "municipality",
        "purpose",
        "draw",
        "feedback",
        "counts_for",
    )
    list_display = (
        "code",
        Column("title", label=_("Title"), sort_key="title"),
        Column("get_purpose_display", label=_("Draws from"), sort_key="purpose"),
        Column("get_counts_for_display", label=_("Counts for"), sort_key="counts_for"),
        SupplyColumn(),
        FOR_WHOM,
        StatusColumn(),
    )
    list_filter = ("purpose", "counts_for", "live")
    ordering = ("code",)
    list_per_page = 50


class GoalIndex(IndexView):
    """The list of learning goals, which shows what no question tests yet."""

    def get_base_queryset(self) -> QuerySet[LearningGoal]:
        """With how many questions there are for each."""
        return goals_with_counts(super().get_base_queryset())


class LearningGoalViewSet(SnippetViewSet):
    """The learning goals."""

    model = LearningGoal
    icon = "crosshairs"
    menu_label = _("Learning goals")
    menu_order = 200
    copy_view_enabled = False
    index_view_class = GoalIndex
    list_display = (
        "code",
        "text",
        Column("module", label=_("Module"), sort_key="module"),
        Column("question_count", label=_("Questions"), sort_key="question_count"),
    )
    list_filter = ("module",)
    ordering = ("code",)
    list_per_page = 50


class QuestionBank(SnippetViewSetGroup):
    """All of them under one word in the menu."""

    items = (QuestionViewSet, QuizViewSet, LearningGoalViewSet)
    menu_icon = "help"
    menu_label = _("Test questions")
    menu_order = 170


register_snippet(QuestionBank)


@hooks.register("before_delete_snippet")
def keep_what_was_taken(request: HttpRequest, instances: list[Model]) -> HttpResponse | None:
    """A test that was published stays: attempts, lessons and records name it."""
    quizzes = [instance for instance in instances if isinstance(instance, Quiz)]
    if not any(quiz.first_published_at for quiz in quizzes):
        return None
    messages.error(
        request, _("People may have taken this test, so it cannot be deleted. Take it off line instead.")
    )
    return redirect(QuizViewSet().get_url_name("list"))


@hooks.register("before_delete_snippet")
def keep_what_was_asked(request: HttpRequest, instances: list[Model]) -> HttpResponse | None:
    """A question that was published stays, because somebody's result may hang on it."""
    questions = [instance for instance in instances if isinstance(instance, Question)]
    if not questions or not was_published(questions):
        return None
    messages.error(
        request,
        _("People may have been asked this question, so it cannot be deleted. Take it off line instead."),
    )
    return redirect(QuestionViewSet().get_url_name("list"))


@hooks.register("register_admin_urls")
def weighing_again() -> list[URLPattern]:
    """Where somebody decides about results when a key was mended."""
    return [path("toetsvragen/<int:question_id>/opnieuw-wegen/", regrade, name="regrade_question")]


@hooks.register("before_edit_snippet")
def offer_to_weigh_again(request: HttpRequest, instance: Model) -> None:
    """Say on the question itself that results still follow its old key."""
    if request.method != "GET" or not isinstance(instance, Question):
        return
    if not can_regrade(person_of(request), instance):
        return
    number = number_to_regrade(instance)
    if number:
        told = ngettext(
            "%(number)s result follows an older key of this question.",
            "%(number)s results follow an older key of this question.",
            number,
        )
        button = messages.button(reverse("regrade_question", args=[instance.pk]), _("What would change?"))
        messages.warning(request, told % {"number": number}, buttons=[button])
