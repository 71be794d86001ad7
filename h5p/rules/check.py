"""Looks a whole package through, without keeping anything of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from h5p.rules.archive import opened
from h5p.rules.findings import Finding, Refused
from h5p.rules.limits import STANDARD, Limits
from h5p.rules.package import read_package

if TYPE_CHECKING:
    from collections.abc import Iterable

    from h5p.rules.archive import Archive
    from h5p.rules.libraries import Library


def check_file(
    source: BinaryIO,
    *,
    installed: Iterable[Library] = (),
    may_install: bool = True,
    limits: Limits = STANDARD,
) -> tuple[Finding, ...]:
    """Every reason for which a package would be refused; none when it is in order. Each member is unpacked and counted."""
    try:
        with opened(source, limits) as archive:
            package = read_package(archive)
            package.resolved(installed, may_install=may_install)
            read_through(archive)
    except Refused as refused:
        return refused.findings
    return ()


def read_through(archive: Archive) -> None:
    """Unpack and count every member, and keep nothing of it."""
    for name in archive.members:
        for _block in archive.blocks(name):
            pass
