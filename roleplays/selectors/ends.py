"""The totals with which people can arrive at an end, in words for who writes a scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roleplays.choices import Outcome
from roleplays.rules.outcome import good_from

if TYPE_CHECKING:
    from roleplays.rules.found import Report
    from roleplays.rules.scenario import Scenario
    from roleplays.rules.totals import EndRange

# Whether there is a lowest total, and whether there is a highest.
SENTENCES = {
    (True, True): gettext_lazy("Who gets here has a total from %(lowest)s to %(highest)s."),
    (True, False): gettext_lazy("Who gets here has a total of %(lowest)s or more."),
    (False, True): gettext_lazy("Who gets here has a total of %(highest)s or less."),
    (False, False): gettext_lazy("Who gets here can have any total."),
}


def totals_of_ends(scenario: Scenario, report: Report) -> dict[str, str]:
    """A sentence for each end that can be reached, by its name."""
    asked = _("From %(good)s on it ends well.") % {"good": good_from(report.maximum)}
    told = {each.node: _between(each) for each in report.ranges}
    good = {node.key for node in scenario.nodes if node.end == Outcome.GOOD}
    return {node: f"{words} {asked}" if node in good else words for node, words in told.items()}


def _between(totals: EndRange) -> str:
    bounds = {"lowest": totals.lowest, "highest": totals.highest}
    if totals.lowest is not None and totals.lowest == totals.highest:
        return _("Who gets here has a total of %(lowest)s.") % bounds
    return str(SENTENCES[totals.lowest is not None, totals.highest is not None]) % bounds
