"""manage.py make_own_area: let a municipality write lessons of its own, with its own authors and reviewers."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses import api
from people.models import Municipality


class Command(BaseCommand):
    """Makes the shelf, the collection and the groups of one municipality."""

    help = "Makes a municipality's own area to write in. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the short name of the municipality."""
        parser.add_argument("slug", help="short name of the municipality")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, and say which groups its people belong in."""
        municipality = Municipality.objects.filter(slug=options["slug"]).first()
        if municipality is None:
            message = f"There is no municipality with the short name {options['slug']}."
            raise CommandError(message)
        shelf = api.make_own_area(municipality)
        if options["verbosity"]:
            self.stdout.write(
                f"{shelf.title}: put authors and reviewers in the groups of {municipality.name}."
            )
