"""The publish gate: what stands in the way of a scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail import hooks

from core.access import OBSTACLES
from roleplays import api
from roleplays.models import RolePlayScenario

if TYPE_CHECKING:
    from django.db.models import Model


@hooks.register(OBSTACLES)
def what_stands_in_the_way(draft: Model) -> list[str]:
    """A scenario can be played to its ends, wherever somebody goes."""
    return api.obstacles_in(draft) if isinstance(draft, RolePlayScenario) else []
