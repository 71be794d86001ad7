"""Loading scenarios from text files: everything is checked first, then written in one transaction.

Loading twice changes nothing. What somebody edited in Wagtail is left alone and named, unless it may be replaced.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from core.rules.problems import FieldProblem, Problem
from core.text import files_in
from roleplays.blocks import body_of, stream_of_cards, stream_of_frame, stream_of_look_fors
from roleplays.models import RolePlayScenario
from roleplays.rules.checks import check
from roleplays.rules.found import Found
from roleplays.rules.scenario_json import scenario_to_json
from roleplays.rules.scenario_text import Source, read_scenario

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from roleplays.rules.scenario import Scenario

SUFFIXES = frozenset({".yaml"})
FORMAT_VERSION = 1


@dataclass(frozen=True)
class ScenarioReport:
    """What loading a folder did, or what kept it from doing anything."""

    problems: list[Problem] = field(default_factory=list)
    flaws: list[tuple[str, int, Found]] = field(
        default_factory=list
    )  # file, line, what is wrong with the graph
    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        """Whether something has to be mended first."""
        return bool(self.problems or self.flaws)


def check_scenarios(folder: Path) -> ScenarioReport:
    """Read and check a folder without writing anything."""
    return _read(folder)[1]


@transaction.atomic
def load_scenarios(folder: Path, *, overwrite: bool = False) -> ScenarioReport:
    """Bring the shared scenarios in line with a folder; with a problem nothing is written."""
    sources, report = _read(folder)
    if report.is_refused:
        return report
    known = {row.code: row for row in RolePlayScenario.objects.filter(municipality=None)}
    for source, scenario in sources:
        _write(known.get(scenario.code), source, scenario, report, overwrite=overwrite)
    return report


def _read(folder: Path) -> tuple[list[tuple[Source, Scenario]], ScenarioReport]:
    files, unreadable = files_in(folder, SUFFIXES)
    sources = {file: read_scenario(written, file=file) for file, written in files.items()}
    report = ScenarioReport(
        problems=[*unreadable, *(each for source in sources.values() for each in source.problems)]
    )
    read = [(source, source.scenario) for source in sources.values() if source.scenario is not None]
    report.problems.extend(_twice(sources))
    for file, source in sources.items():
        report.flaws.extend(_flaws(file, source))
    return read, report


def _twice(sources: dict[str, Source]) -> Iterator[Problem]:
    seen: set[str] = set()
    for file, source in sources.items():
        if source.scenario is not None and source.scenario.code in seen:
            yield Problem(file, 1, FieldProblem.KEY_TWICE, {"key": source.scenario.code})
        elif source.scenario is not None:
            seen.add(source.scenario.code)


def _flaws(file: str, source: Source) -> Iterable[tuple[str, int, Found]]:
    if source.scenario is None:
        return ()
    found = check(source.scenario).found
    return [(file, source.lines.get(each.node, 1), each) for each in found if each.stops_publication]


def _write(
    row: RolePlayScenario | None,
    source: Source,
    scenario: Scenario,
    report: ScenarioReport,
    *,
    overwrite: bool,
) -> None:
    fingerprint = _fingerprint(source, scenario)
    is_edited = row is not None and row.latest_revision_id != row.source_revision
    if row is not None and is_edited and not overwrite:
        report.left_alone.append(scenario.code)
    elif row is not None and not is_edited and row.source_hash == fingerprint:
        report.unchanged.append(scenario.code)
    else:
        (report.changed if row else report.made).append(scenario.code)
        filled = fill(row or RolePlayScenario(code=scenario.code), scenario, context=source.context)
        _publish(filled, fingerprint)


def fill(row: RolePlayScenario, scenario: Scenario, *, context: str) -> RolePlayScenario:
    """The row with all that a scenario says; not saved."""
    for name in ("title", "summary", "domain", "case", "player_role", "minutes"):
        setattr(row, name, getattr(scenario, name))
    row.context = context
    streams = {
        "body": body_of(scenario.nodes),
        "frame": stream_of_frame(scenario.frame),
        "role_cards": stream_of_cards(scenario.role_cards),
        "look_fors": stream_of_look_fors(scenario.look_fors),
    }
    for name, stream in streams.items():
        setattr(row, name, json.dumps(stream))
    return row


def _publish(row: RolePlayScenario, fingerprint: str) -> None:
    if row.pk is None:
        row.live = False
        row.save()
    row.source_hash = fingerprint
    revision = row.save_revision()
    revision.publish(skip_permission_checks=True)
    RolePlayScenario.objects.filter(pk=row.pk).update(source_hash=fingerprint, source_revision=revision.pk)


def _fingerprint(source: Source, scenario: Scenario) -> str:
    content = [FORMAT_VERSION, source.context, scenario_to_json(scenario)]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
