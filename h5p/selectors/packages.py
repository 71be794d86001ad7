"""Packages with their versions, and what changes from one to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from h5p.choices import Problem, VersionState
from h5p.models import Library, Package, PackageVersion
from h5p.rules.differences import Difference, Snapshot, differences
from h5p.rules.findings import Finding, sentence

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class StoreCounts:
    """How much the store holds."""

    packages: int
    versions: int
    libraries: int


def store_counts() -> StoreCounts:
    """How many packages, versions and libraries there are. Three queries."""
    return StoreCounts(Package.objects.count(), PackageVersion.objects.count(), Library.objects.count())


def waiting_since(moment: datetime) -> list[int]:
    """Versions that wait for their check since before a moment."""
    waiting = PackageVersion.objects.filter(state=VersionState.WAITING, brought_at__lt=moment)
    return list(waiting.values_list("pk", flat=True))


def reasons_of(version: PackageVersion) -> list[str]:
    """Why a version was refused, in sentences."""
    return [
        sentence(Finding(Problem(each["problem"]), each["where"], each["detail"]))
        for each in version.findings
    ]


def what_changes(old: PackageVersion | None, new: PackageVersion) -> tuple[Difference, ...]:
    """What becomes different for people when one version takes the place of another. Two queries."""
    return differences(_snapshot(old), _snapshot(new)) if old is not None else ()


def _snapshot(version: PackageVersion) -> Snapshot:
    libraries = version.libraries.all()
    return Snapshot(
        main=version.main,
        libraries={library.name: library.version for library in libraries},
        files=version.files,
        content=version.content,
    )
