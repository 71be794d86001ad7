"""The form of a scenario in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.forms.own_content import OwnContentForm
from core.forms.pages import CheckedForm
from people.api import ground_of

if TYPE_CHECKING:
    from people.models import User


class ScenarioForm(OwnContentForm, CheckedForm):
    """A scenario, within the areas in which its author writes."""

    choose_whose = _("Choose for whom this scenario is.")

    @staticmethod
    def ground_of(author: User) -> frozenset[int | None]:
        """Those areas."""
        return ground_of(author).writes_for
