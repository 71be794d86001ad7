"""Where scenarios refer to a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from people.api import standing_of
from roleplays.selectors.scenarios import scenarios_visible_to

if TYPE_CHECKING:
    from people.models import User


def scenarios_with_case(code: str, person: User) -> list[tuple[str, str, str]]:
    """The scenarios around a case, as far as somebody may know about them: kind, title, address."""
    scenarios = scenarios_visible_to(standing_of(person)).filter(case=code).order_by("code")
    return [
        (_("Role-play"), str(row), reverse("roleplays:scenario", args=[row.code.lower()]))
        for row in scenarios
    ]
