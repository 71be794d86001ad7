"""What a phone sends."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.utils import timezone

from assessments.models import PhoneRoster
from tests.factories.observations import kijkkader_version
from tests.factories.rubrics import K

NOW: datetime = timezone.now().replace(microsecond=0)
LEVELS = ["3", "3", "3", "3", "3", "3", "3", "3", "not_applicable"]


def filled(roster: PhoneRoster, **changes: Any) -> dict[str, Any]:
    """A form that is complete, about participant 1."""
    return {
        "key": str(uuid4()),
        "roster": roster.pk,
        "seat": 1,
        "version": kijkkader_version().pk,
        "role": "process_guide",
        "purpose": "practice",
        "core_task": "",
        "activity": "Oefengesprek: de speeltuin",
        "occurred_on": timezone.localdate().isoformat(),
        "levels": dict(zip(K, LEVELS, strict=True)),
        "look_fors": ["Vraagt waarom dat belangrijk is."],
        "notes": [{"key": str(uuid4()), "text": "Wacht.", "at": NOW.isoformat()}],
        "knock_out": False,
        "motivation": "",
        "strength": "Rust",
        "intention": "Doorvragen",
        **changes,
    }
