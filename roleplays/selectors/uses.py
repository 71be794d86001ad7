"""Where scenarios refer to a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from people.api import standing_of
from roleplays.selectors.scenarios import scenarios_visible_to

if TYPE_CHECKING:
    from collections.abc import Collection

    from people.models import User


def scenarios_with_cases(codes: Collection[str], person: User) -> list[tuple[str, str, str, str]]:
    """The scenarios around one of these cases, as far as somebody may know about them.

    Each as the code of the case, kind, title and address; a fixed number of queries, whatever their number.
    """
    scenarios = scenarios_visible_to(standing_of(person)).filter(case__in=codes).order_by("code")
    return [
        (row.case, _("Role-play"), str(row), reverse("roleplays:scenario", args=[row.code.lower()]))
        for row in scenarios
    ]
