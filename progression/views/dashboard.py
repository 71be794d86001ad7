"""What stands on the dashboard of the takeover, drawn once while it stays the same."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import get_language

from progression import api
from progression.choices import Number
from progression.rules import charts
from progression.rules.forecast import GOAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.safestring import SafeString


def shown(numbers: api.Numbers, teams: Sequence[api.TeamRow]) -> dict[str, Any]:
    """Everything that the page says, as plain values: what is equal looks the same, and nothing else is drawn."""
    picture = numbers.picture
    group = picture.shares_with
    return {
        "values": {each.name.lower(): api.value_of(numbers, each) for each in Number},
        "margin_tag": api.margin_tag(numbers),
        "too_little": api.too_little(numbers),
        "assumption": api.assumption(numbers),
        "actions": [(api.action_text(action), *api.way_to(action)) for action in numbers.actions],
        "supplies": [
            (api.task_name(each.core_task), each, api.from_others(picture, each.core_task))
            for each in numbers.supplies
        ],
        "group": group and {"name": str(group.group), "since": group.since},
        "months": numbers.months,
        "corrected_months": numbers.corrected_months,
        "hours": numbers.degree.hours,
        "sessions": numbers.degree.sessions,
        "window_days": picture.takeover.window_days,
        "teams": teams,
    }


def drawn(found: dict[str, Any]) -> SafeString:
    """The HTML of what is shown; each process draws it once for the same values."""
    key = f"takeover:{get_language()}:{blake2b(repr(found).encode(), digest_size=20).hexdigest()}"
    html: SafeString | None = caches["fragments"].get(key)
    if html is None:
        html = render_to_string("progression/takeover/_dashboard.html", {**found, **_charts(found["months"])})
        caches["fragments"].set(key, html)
    return html


def _charts(months: Sequence[Any]) -> dict[str, Any]:
    labels = [date_format(month.month, "M") for month in months]
    hours = list(zip(*(month.hours for month in months), strict=True))
    shares = [[month.strict for month in months], [month.weighted for month in months]]
    return {
        "lines": charts.lines(shares, labels=labels, goal=GOAL),
        "columns": charts.columns(hours, labels=labels),
    }
