"""The door of h5p."""

from __future__ import annotations

from typing import TYPE_CHECKING

from h5p import tasks
from h5p.choices import VersionState
from h5p.rules.check import check_file
from h5p.rules.compatibility import filled, table
from h5p.rules.differences import Difference
from h5p.rules.findings import Finding, Refused, sentence
from h5p.rules.hub import HubRefused
from h5p.rules.libraries import Ref
from h5p.rules.statements import Refused as RefusedStatement
from h5p.rules.statements import Statement, read_state, read_statement
from h5p.rules.writing import write_package
from h5p.selectors.compatibility import rows_for
from h5p.selectors.exports import Exported, exports_for, kinds_of_exports
from h5p.selectors.libraries import installed, libraries_for_a_list, library_in, uses_of
from h5p.selectors.packages import StoreCounts, reasons_of, store_counts, what_changes
from h5p.selectors.places import content_place, joined_place, library_place
from h5p.selectors.playing import Play, holder_of, integration, play_of, ready_version
from h5p.selectors.tickets import Ticket, read_ticket, ticket_for
from h5p.services import packages
from h5p.services.hub import Hub, hub_of_settings, install_from_hub
from h5p.services.keeping import store
from h5p.services.libraries import InUse, delete_library, install
from h5p.services.packages import delete_package, import_version, new_package, take_in, use_version

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path
    from typing import BinaryIO

    from django.core.files.base import File

    from h5p.models import Package, PackageVersion


def receive(
    *, package: Package, source: File[bytes], file_name: str, may_install: bool, now: datetime
) -> PackageVersion:
    """A new version in quarantine; a worker checks and unpacks it once it is saved."""
    version = packages.receive(
        package=package, source=source, file_name=file_name, may_install=may_install, now=now
    )
    tasks.import_after_commit(version.pk)
    return version


def check(source: BinaryIO) -> tuple[Finding, ...]:
    """Every reason for which this installation would refuse a file; nothing of it is kept."""
    return check_file(source, installed=installed())


def table_of_content_types(folders: Iterable[Path], *, yes: str) -> str:
    """Which content types in these folders play here, as a table; `yes` says that one does."""
    return table(rows_for(folders, yes=yes))


__all__ = [
    "Difference",
    "Exported",
    "Finding",
    "Hub",
    "HubRefused",
    "InUse",
    "Play",
    "Ref",
    "Refused",
    "RefusedStatement",
    "Statement",
    "StoreCounts",
    "Ticket",
    "VersionState",
    "check",
    "content_place",
    "delete_library",
    "delete_package",
    "exports_for",
    "filled",
    "holder_of",
    "hub_of_settings",
    "import_version",
    "install",
    "install_from_hub",
    "integration",
    "joined_place",
    "kinds_of_exports",
    "libraries_for_a_list",
    "library_in",
    "library_place",
    "new_package",
    "play_of",
    "read_state",
    "read_statement",
    "read_ticket",
    "ready_version",
    "reasons_of",
    "receive",
    "sentence",
    "store",
    "store_counts",
    "table_of_content_types",
    "take_in",
    "ticket_for",
    "use_version",
    "uses_of",
    "what_changes",
    "write_package",
]
