"""What is wrong with the text or the graph of a scenario, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from casestudies.choices import WksRole
from core.text import sentence_of
from roleplays.choices import Problem
from roleplays.rules.checks import check
from roleplays.selectors.scenarios import scenario_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roleplays.models import RolePlayScenario
    from roleplays.rules.found import Found
    from roleplays.services.loading import ScenarioReport


def flaw_text(found: Found) -> str:
    """Where something is wrong and what."""
    words = str(Problem(found.problem).label)
    place = {"node": found.node, "choice": found.choice, "words": words}
    if found.problem == Problem.ROLE_CARD:
        return _("%(words)s (%(role)s)") % {"words": words, "role": WksRole(found.choice).label}
    if found.node and found.choice:
        return _("Scene %(node)s, choice %(choice)s: %(words)s") % place
    return _("Scene %(node)s: %(words)s") % place if found.node else words


def obstacles_in(row: RolePlayScenario) -> list[str]:
    """Everything that has to be mended before people can play a scenario, each in a sentence. No queries."""
    return [flaw_text(found) for found in check(scenario_of(row)).found if found.stops_publication]


def report_lines(report: ScenarioReport) -> Iterator[str]:
    """Each mistake with its file and line."""
    yield from (sentence_of(problem, {}) for problem in report.problems)
    yield from (f"{file}:{line}: {flaw_text(found)}" for file, line, found in report.flaws)
