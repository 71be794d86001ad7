"""What people play never changes, so a process reads each version once."""

from __future__ import annotations

from django.utils import timezone

from roleplays.api import scenario_of_version
from roleplays.models import ScenarioVersion
from roleplays.rules.scenario_json import scenario_to_json
from tests.roleplays.scenes import end, say, scenario, scene


def version_with(title: str, pk: int) -> ScenarioVersion:
    written = scenario(scene("n1", say("a", title)), end(title))
    return ScenarioVersion(pk=pk, content=scenario_to_json(written), made_at=timezone.now())


def test_a_version_is_read_once_and_another_one_by_itself():
    first, second = version_with("e1", 1_000_000_001), version_with("e2", 1_000_000_002)
    assert scenario_of_version(first) is scenario_of_version(first)
    assert [scenario_of_version(each).nodes[1].key for each in (first, second)] == ["e1", "e2"]


def test_the_same_number_made_at_another_moment_is_another_version():
    first, later = version_with("e1", 1_000_000_003), version_with("e2", 1_000_000_003)
    assert scenario_of_version(first) != scenario_of_version(later)
