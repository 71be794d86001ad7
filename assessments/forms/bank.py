"""The forms of what is for everybody or a municipality's own: it stays within the areas in which its author writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm

from assessments.models import LearningGoal, Question
from people.api import ground_of
from people.models import Municipality

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from people.models import User


class OwnContentForm(WagtailAdminModelForm):
    """Something for everybody or for one municipality, which is chosen once."""

    choose_whose: _StrPromise = _("Choose for whom this is.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        whose = self.fields.get("municipality")
        if whose is None:
            return
        whose.empty_label = _("For everybody")
        if self.instance.pk:
            whose.disabled = True
        elif not self.for_user.is_superuser:
            self._offer(whose, self.for_user)

    def clean_municipality(self) -> Municipality | None:
        """Ask whose it is also of a draft: it decides who may see it."""
        chosen: Municipality | None = self.cleaned_data["municipality"]
        is_new = self.instance.pk is None and not self.for_user.is_superuser
        if is_new and (chosen and chosen.pk) not in ground_of(self.for_user).writes_for:
            raise ValidationError(self.choose_whose)
        return chosen

    def _offer(self, whose: Any, author: User) -> None:
        """Only where the author writes; what leaves no choice is filled in."""
        ground = ground_of(author).writes_for
        own = [pk for pk in ground if pk is not None]
        whose.queryset = Municipality.objects.filter(pk__in=own)
        whose.required = None not in ground
        if len(ground) == 1:
            [self.initial["municipality"]] = ground
            whose.disabled = True


class QuestionForm(OwnContentForm):
    """A question."""

    choose_whose = _("Choose for whom this question is.")


class QuizForm(OwnContentForm):
    """A test."""

    choose_whose = _("Choose for whom this test is.")


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
