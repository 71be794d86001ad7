"""How many there are, over all municipalities."""

from __future__ import annotations

from django.db.models import Count

from certification.choices import Result
from certification.models import ProeveDecision
from people.api import everywhere


def proeve_counts() -> dict[str, int]:
    """How many proeves came to each result. One query."""
    with everywhere():
        rows = list(ProeveDecision.objects.order_by().values_list("result").annotate(Count("pk")))
    found = dict(rows)
    return {result.value: found.get(result.value, 0) for result in Result}
