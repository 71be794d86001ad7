"""The forms of what is for everybody or a municipality's own: it stays within the areas in which its author writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet

from assessments.api.on_line import may_be_impossible
from assessments.models import LearningGoal, Question
from core.forms.own_content import OwnContentForm
from people.api import ground_of

if TYPE_CHECKING:
    from people.models import User


IMPOSSIBLE = _(
    "Somebody can get only open questions here. Nobody marks these in a test for learning, so it cannot be passed. "
    "Choose that it counts, take away what it takes to pass, or add a question of another kind."
)


class OwnForm(OwnContentForm):
    """Something of the bank, within the areas in which its author writes."""

    @staticmethod
    def ground_of(author: User) -> frozenset[int | None]:
        """There."""
        return ground_of(author).writes_for


class QuestionForm(OwnForm):
    """A question."""

    choose_whose = _("Choose for whom this question is.")


class QuizForm(OwnForm):
    """A test."""

    choose_whose = _("Choose for whom this test is.")

    def _post_clean(self) -> None:
        """Refuse, once everything else is right, a test that has to be passed and that nobody marks."""
        super()._post_clean()
        if not self.errors and may_be_impossible(self.instance):
            self.add_error("counts_for", IMPOSSIBLE)


def modules() -> list[tuple[str, str]]:
    """The modules that learning goals are about."""
    found = LearningGoal.objects.order_by("module").values_list("module", flat=True).distinct()
    return [(module, module) for module in sorted(found, key=lambda code: (len(code), code))]


class QuestionFilters(WagtailFilterSet):
    """The filters of the list of questions."""

    module = ChoiceFilter(label=_("Module"), choices=modules)

    class Meta:
        model = Question
        fields = ["purpose", "module", "kind", "goal", "competency", "difficulty", "live"]
