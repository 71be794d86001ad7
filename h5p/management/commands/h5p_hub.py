"""manage.py h5p_hub: fetches content types from the hub that the settings name, and installs them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from h5p import api


class Command(BaseCommand):
    """Asks a hub for content types by name. It only does so when H5P_HUB names one."""

    help = "Fetches content types from a hub and installs them. Off unless H5P_HUB names an address."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the names."""
        parser.add_argument("names", nargs="+", help="as in H5P.MultiChoice")

    def handle(self, *args: Any, **options: Any) -> None:
        """Fetch each; stop at the first that cannot be had."""
        for name in options["names"]:
            self._install(name)

    def _install(self, name: str) -> None:
        try:
            libraries = api.install_from_hub(name, hub=api.hub_of_settings(), now=timezone.now())
        except api.HubRefused as refused:
            raise CommandError(str(refused)) from refused
        except api.Refused as refused:
            reasons = "\n".join(api.sentence(finding) for finding in refused.findings)
            raise CommandError(
                _("%(name)s is refused:\n%(reasons)s") % {"name": name, "reasons": reasons}
            ) from refused
        if not libraries:
            self.stdout.write(_("%(name)s: everything was there already.") % {"name": name})
        for library in libraries:
            self.stdout.write(_("%(name)s: installed %(library)s.") % {"name": name, "library": library})
