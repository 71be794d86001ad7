"""Freezing what people play."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roleplays.models import RolePlayScenario, ScenarioVersion
from roleplays.rules.checks import check
from roleplays.rules.scenario_json import scenario_to_json
from roleplays.selectors.scenarios import latest_version, scenario_of

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def freeze(row: RolePlayScenario, *, now: datetime) -> ScenarioVersion | None:
    """The version of a scenario as it was published; a new one when it differs, None when it cannot be played."""
    RolePlayScenario.objects.select_for_update().only("pk").get(pk=row.pk)
    scenario, latest = scenario_of(row), latest_version(row)
    report = check(scenario)
    if not report.may_be_published:
        return None
    content = scenario_to_json(scenario)
    if latest is not None and latest.content == content:
        return latest
    return ScenarioVersion.objects.create(
        scenario=row,
        number=latest.number + 1 if latest else 1,
        content=content,
        maximum=report.maximum,
        made_at=now,
    )
