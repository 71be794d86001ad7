"""manage.py seed_demo: invented municipalities and people on the real curriculum. Only for the demo."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from website.services import demo


class Command(BaseCommand):
    """Fills the demo, and writes down who can sign in."""

    help = "Fills the demo with municipalities, people and lessons. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address at which the demo can be reached."""
        parser.add_argument("--url", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Fill it, unless this is no demo."""
        if settings.DEMO is not True:
            message = "This is not the demo. Invented people never go into a real installation."
            raise CommandError(message)
        with translation.override(settings.LANGUAGE_CODE):
            try:
                seeded = demo.seed(url=options["url"].rstrip("/"), now=timezone.now())
            except demo.NotLoaded as refused:
                raise CommandError(str(refused)) from None
        file = settings.VAR / "demo.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(asdict(seeded), indent=2, ensure_ascii=False), encoding="utf-8")
        if options["verbosity"]:
            for row in seeded.sign_ins:
                self.stdout.write("  ".join(row.values()))
