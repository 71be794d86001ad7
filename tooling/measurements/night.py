"""Does the counting of a night for a share of the municipalities, as one worker of several would."""

from __future__ import annotations

import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402 - after Django is ready

from people.api import everywhere, within  # noqa: E402
from people.models import Municipality  # noqa: E402
from progression.models import NightlyCount  # noqa: E402
from progression.services.nightly import count_piece  # noqa: E402


def forget() -> None:
    """Begin the night anew."""
    with everywhere():
        NightlyCount.objects.filter(night=timezone.localdate()).delete()


def count(share: int, of: int) -> None:
    """The municipalities of this share, piece after piece."""
    for municipality_id in Municipality.objects.active().order_by("pk").values_list("pk", flat=True):
        if municipality_id % of == share:
            with within(municipality_id):
                while count_piece(municipality_id, night=timezone.localdate(), now=timezone.now()):
                    pass


if __name__ == "__main__":
    forget() if sys.argv[1:] == ["forget"] else count(*map(int, sys.argv[1:]))
