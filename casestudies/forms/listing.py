"""What an author filters the list of cases by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, DateFromToRangeFilter
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.models import WorkflowState

from casestudies.choices import Length, ListState, Pitfall, Used, WksRole
from casestudies.models import CaseStudyPage
from casestudies.selectors.lists import LENGTHS
from casestudies.selectors.upstairs import uses_by_code
from core.forms.filters import PageFilters

if TYPE_CHECKING:
    from django.db.models import QuerySet

STATES: dict[str, Q] = {
    ListState.ONLINE: Q(live=True, has_unpublished_changes=False),
    ListState.NEWER_DRAFT: Q(live=True, has_unpublished_changes=True),
    ListState.DRAFT: Q(live=False),
}


class CaseFilters(PageFilters):
    """What it is about, how long it takes, who keeps it up to date, how far it is and whether it is used."""

    pitfall = ChoiceFilter(label=_("Pitfall"), choices=Pitfall.choices, method="with_pitfall")
    role = ChoiceFilter(label=_("Role"), choices=WksRole.choices, method="with_role")
    length = ChoiceFilter(label=_("Length"), choices=Length.choices, method="of_length")
    responsible = CharFilter(label=_("who keeps it up to date"), lookup_expr="icontains")
    review_due = DateFromToRangeFilter(label=_("read again before"), widget=DateRangePickerWidget)
    state = ChoiceFilter(label=_("State"), choices=ListState.choices, method="in_state")
    used = ChoiceFilter(label=_("Used in"), choices=Used.choices, method="that_are_used")

    class Meta:
        model = CaseStudyPage
        fields: list[str] = ["domain", "context"]

    @classmethod
    def get_filters(cls) -> dict[str, Any]:
        """Without what is the same for every case."""
        same = {"site", "has_child_pages", "content_type"}
        return {name: each for name, each in super().get_filters().items() if name not in same}

    def with_pitfall(self, cases: QuerySet, name: str, code: str) -> QuerySet:
        """Those in which it goes wrong that way."""
        return cases.filter(pitfall_codes__contains=[code])

    def with_role(self, cases: QuerySet, name: str, role: str) -> QuerySet:
        """Those in which somebody has that role."""
        return cases.filter(role_codes__contains=[role])

    def of_length(self, cases: QuerySet, name: str, length: str) -> QuerySet:
        """Those that take about that long."""
        return cases.filter(LENGTHS[length])

    def in_state(self, cases: QuerySet, name: str, state: str) -> QuerySet:
        """Those that are that far."""
        if state != ListState.UNDER_REVIEW:
            return cases.filter(STATES[state])
        waiting = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
        return cases.filter(
            pk__in=[int(pk) for pk in waiting.values_list("object_id", flat=True) if pk.isdigit()]
        )

    def that_are_used(self, cases: QuerySet, name: str, used: str) -> QuerySet:
        """Those that stand in a lesson or a role-play, or nowhere."""
        codes = list(cases.order_by().values_list("code", flat=True))
        uses = uses_by_code(codes, for_whom=self.request.user)
        wanted = [code for code in codes if bool(uses[code]) == (used == Used.SOMEWHERE)]
        return cases.filter(code__in=wanted)
