"""Bringing packages: first a file in quarantine, then checked and unpacked by a worker, then used or rolled back."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max

from h5p.choices import VersionState
from h5p.models import Library, Package, PackageVersion, VersionLibrary
from h5p.rules.archive import BLOCK, opened
from h5p.rules.check import read_through
from h5p.rules.findings import Refused
from h5p.rules.package import read_package
from h5p.selectors.libraries import installed, unused_code
from h5p.selectors.places import content_place, quarantine_place
from h5p.services import keeping
from h5p.services.libraries import code_of, install_from, summed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from h5p.rules.archive import Archive
    from h5p.rules.libraries import Library as Described
    from h5p.rules.package import Package as Read

LONGEST_NAME = 255


def new_package(*, title: str, now: datetime) -> Package:
    """A package without a version yet."""
    return Package.objects.create(title=title[:LONGEST_NAME], created_at=now)


@transaction.atomic
def receive(
    *, package: Package, source: File[bytes], file_name: str, may_install: bool, now: datetime
) -> PackageVersion:
    """A new version that waits to be checked, with its file in quarantine. People go on with the one in use."""
    held = Package.objects.select_for_update().get(pk=package.pk)
    last = held.versions.aggregate(last=Max("number"))["last"] or 0
    version = PackageVersion.objects.create(
        package=held,
        number=last + 1,
        file_name=PurePath(file_name).name[:LONGEST_NAME],
        size=source.size,
        may_install=may_install,
        brought_at=now,
    )
    keeping.keep_file(quarantine_place(version.public_id), source)
    return version


@transaction.atomic
def take_in(*, package: Package, source: File[bytes], file_name: str, now: datetime) -> PackageVersion:
    """A version that is checked at once, with its code: for what comes along with an installation."""
    version = receive(package=package, source=source, file_name=file_name, may_install=True, now=now)
    return import_version(version.pk, now=now)


@transaction.atomic
def import_version(version_id: int, *, now: datetime) -> PackageVersion:
    """A version that was checked: ready, and in use when it is the first; or refused with the reasons. Twice is once."""
    version = PackageVersion.objects.select_for_update().get(pk=version_id)
    if version.state != VersionState.WAITING:
        return version
    version.checked_at = now
    with keeping.opened_quarantine(version) as source:
        version.sha256 = _sum_of(source)
        try:
            _take_in(version, source, now=now)
        except Refused as refused:
            version.state = VersionState.REJECTED
            version.findings = [finding.as_json() for finding in refused.findings]
    version.save()
    if version.is_ready:
        Package.objects.filter(pk=version.package_id, current=None).update(current=version)
    transaction.on_commit(lambda: keeping.take_away(quarantine_place(version.public_id)), robust=True)
    return version


def _sum_of(source: BinaryIO) -> str:
    found = hashlib.sha256()
    while block := source.read(BLOCK):
        found.update(block)
    return found.hexdigest()


def _take_in(version: PackageVersion, source: BinaryIO, *, now: datetime) -> None:
    """Read all of it before anything is written: what is refused leaves nothing behind."""
    with opened(source) as archive:
        read = read_package(archive)
        order = read.resolved(installed(), may_install=version.may_install)
        read_through(archive)
    with opened(source) as archive:
        if version.may_install:
            install_from(archive, read.libraries, read.library_files, now=now)
        libraries = _rows(read.resolved(installed(), may_install=False) if version.may_install else order)
        version.files = {
            name.removeprefix("content/"): _unpack(version, archive, name)
            for name in read.content_files
            if name != "content/content.json"
        }
    _describe(version, read)
    version.code_sha = code_of(libraries)
    version.state = VersionState.READY
    VersionLibrary.objects.bulk_create(
        VersionLibrary(version=version, library=library, position=position)
        for position, library in enumerate(libraries)
    )


def _describe(version: PackageVersion, read: Read) -> None:
    version.title = read.title
    version.language = read.language
    version.main = str(read.main)
    version.content = dict(read.content)


def _rows(order: Sequence[Described]) -> list[Library]:
    """The rows of these libraries, in the same order. One query."""
    rows = {(row.name, row.major, row.minor, row.patch): row for row in Library.objects.all()}
    return [rows[library.ref.name, *library.version] for library in order]


def _unpack(version: PackageVersion, archive: Archive, name: str) -> str:
    found = hashlib.sha256()
    place = content_place(version.public_id, name.removeprefix("content/"))
    keeping.put_blocks(place, summed(found, archive.blocks(name)))
    return found.hexdigest()


@transaction.atomic
def use_version(version: PackageVersion) -> None:
    """Let people get this version from now on; what they did in another one stays with that one."""
    if not version.is_ready:
        message = "Only a version that is in order can be used."
        raise ValueError(message)
    Package.objects.filter(pk=version.package_id).update(current=version)


@transaction.atomic
def delete_package(package: Package) -> None:
    """Take a package away with all its versions and files. The host says first whether that may be."""
    versions = list(package.versions.all())
    package.delete()

    def clean_up() -> None:
        for version in versions:
            keeping.take_version_away(version)
        for code_sha in unused_code({version.code_sha for version in versions}):
            keeping.take_joined_away(code_sha)

    transaction.on_commit(clean_up, robust=True)
