"""Scenarios from files: written as drafts that a municipality owns, or that are shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from roleplays.models import RolePlayScenario
from roleplays.services.loading import fill

if TYPE_CHECKING:
    from people.models import Municipality, User
    from roleplays.rules.exchange.remarks import Brought

LONGEST_CODE = 20
MOST_WITH_ONE_CODE = 1_000


@transaction.atomic
def bring_in(brought: Brought, *, author: User, municipality: Municipality | None) -> RolePlayScenario:
    """The draft. What is there stays as it is: a code that is taken gets a number."""
    scenario = brought.scenario
    if scenario is None:
        raise ValueError("Nothing was read that could come in.")
    row = RolePlayScenario(code=_free_code(scenario.code), municipality=municipality, live=False)
    fill(row, scenario, context=brought.context)
    row.has_unpublished_changes = True
    row.save()
    revision = row.save_revision(user=author, clean=False)
    log(row, "wagtail.create", user=author, revision=revision)
    return row


def _free_code(code: str) -> str:
    stem = code[: LONGEST_CODE - 4]
    taken = set(RolePlayScenario.objects.filter(code__startswith=stem).values_list("code", flat=True))
    offered = (code, *(f"{stem}-{number}" for number in range(2, MOST_WITH_ONE_CODE)))
    return next(each for each in offered if each not in taken)
