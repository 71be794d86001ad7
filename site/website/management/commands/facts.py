"""manage.py facts: what this installation holds and how it is, as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assessments import api as assessments
from courses import api as courses
from progression import api as progression
from website.selectors.status import facts


class Command(BaseCommand):
    """Prints the numbers of the status page, and how many differences the ledger shows."""

    help = "Prints what the installation holds and how it is, as JSON."

    def handle(self, *args: Any, **options: Any) -> None:
        """Count, replay the ledger, print."""
        found = asdict(facts(now=timezone.now()))
        found["ledger_differences"] = len(courses.ledger_differences()) + len(
            assessments.attempt_differences()
        )
        found["night"] = asdict(progression.night_progress(night=timezone.localdate()))
        found["handover"] = progression.handover_facts(on=timezone.localdate())
        found["runs"] = {run.pop("name"): run for run in found["runs"]}
        self.stdout.write(json.dumps(found, indent=2, default=str, ensure_ascii=False))
