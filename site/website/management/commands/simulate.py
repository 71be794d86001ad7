"""manage.py simulate: makes municipalities that never were, to measure with."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from courses.api import curriculum
from website.services.simulation import Size, simulate


class Command(BaseCommand):
    """Makes a country."""

    help = "Makes invented municipalities with two years of learning, meetings and takeover. Never in production."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how much of it, and the seed."""
        size = Size()
        parser.add_argument("--municipalities", type=int, default=size.municipalities)
        parser.add_argument("--people", type=int, default=size.people)
        parser.add_argument("--records", type=int, default=size.records)
        parser.add_argument("--months", type=int, default=size.months)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--password", help="lets everybody sign in with it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse where there is something to spoil, then make it and say how much."""
        if not settings.DEMO:
            raise CommandError(_("This only works on the demo."))
        if not curriculum().paths:
            raise CommandError(_("There is no learning path yet. Load the demo first."))
        size = Size(*(options[name] for name in ("municipalities", "people", "records", "months")))
        with override("nl"):
            told = simulate(
                size,
                seed=options["seed"],
                now=timezone.now(),
                password=options["password"],
                tell=self.stdout.write,
            )
        self.stdout.write(_("%(number)s records were told.") % {"number": told})
