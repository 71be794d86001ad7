"""Reads a zip archive that may be hostile: everything is counted while reading, in the memory of one block."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, BinaryIO

from h5p.choices import Problem
from h5p.rules.findings import Finding, Refused, refuse
from h5p.rules.limits import STANDARD, Limits, as_megabytes
from h5p.rules.names import clashes, is_ignored, name_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCK = 64 * 1024
_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\005\006"
_FULL_16, _FULL_32 = 0xFFFF, 0xFFFFFFFF
_LOCKED = 0x1 | 0x40  # a password, or strong encryption
_KINDS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_READING_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


@dataclass
class Archive:
    """The members of an archive by their name, and how much was unpacked so far."""

    members: dict[str, zipfile.ZipInfo]
    limits: Limits
    _source: zipfile.ZipFile
    _unpacked: int = field(default=0)

    def blocks(self, name: str) -> Iterator[bytes]:
        """The content of a member, a block at a time; refused as soon as it goes past a limit."""
        member = self.members[name]
        size = 0
        try:
            with self._source.open(member) as stream:
                while block := stream.read(BLOCK):
                    size += len(block)
                    self._unpacked += len(block)
                    self._check(member, size)
                    yield block
        except _READING_ERRORS as broken:
            raise refuse(Problem.DAMAGED, name) from broken

    def content(self, name: str, *, at_most: int) -> bytes:
        """A small member at once; refused when it is larger than it may be."""
        taken = bytearray()
        for block in self.blocks(name):
            taken += block
            if len(taken) > at_most:
                raise refuse(Problem.MEMBER_TOO_LARGE, name, as_megabytes(at_most))
        return bytes(taken)

    def _check(self, member: zipfile.ZipInfo, size: int) -> None:
        if size > self.limits.member:
            raise refuse(Problem.MEMBER_TOO_LARGE, member.filename, as_megabytes(self.limits.member))
        if self._unpacked > self.limits.total:
            raise refuse(Problem.TOTAL_TOO_LARGE, member.filename, as_megabytes(self.limits.total))
        if _is_tight(size, member.compress_size, self.limits):
            raise refuse(Problem.RATIO_TOO_HIGH, member.filename)


@contextmanager
def opened(source: BinaryIO, limits: Limits = STANDARD) -> Iterator[Archive]:
    """The archive in a seekable file, once its list of members was found in order; Refused when it is not."""
    size = _check_end(source, limits)
    try:
        archive = zipfile.ZipFile(source)
    except (*_READING_ERRORS, struct.error) as broken:
        raise refuse(Problem.NOT_AN_ARCHIVE) from broken
    with archive:
        yield Archive(_members(archive, limits, size), limits, archive)


def _check_end(source: IO[bytes], limits: Limits) -> int:
    """The size of the archive; its end says how long its list is, and a list that is too long is never read."""
    size = source.seek(0, 2)
    if size > limits.archive:
        raise refuse(Problem.TOO_LARGE, detail=as_megabytes(limits.archive))
    if size < _END.size:
        raise refuse(Problem.NOT_AN_ARCHIVE)
    source.seek(size - _END.size)
    mark, disk, first_disk, here, count, directory, offset, comment = _END.unpack(source.read(_END.size))
    source.seek(0)
    # Nothing behind the list: two readers could take two different ends of the same file.
    if mark != _END_MARK or comment or disk or first_disk or here != count:
        raise refuse(Problem.NOT_AN_ARCHIVE)
    if _FULL_16 in (count,) or _FULL_32 in (directory, offset) or count > limits.members:
        raise refuse(Problem.TOO_MANY_MEMBERS, detail=str(limits.members))
    if directory > limits.directory:
        raise refuse(Problem.TOO_MANY_MEMBERS, detail=str(limits.members))
    return size


def _members(archive: zipfile.ZipFile, limits: Limits, size: int) -> dict[str, zipfile.ZipInfo]:
    """The members that count, by their name."""
    entries = archive.infolist()
    if len(entries) > limits.members:
        raise refuse(Problem.TOO_MANY_MEMBERS, detail=str(limits.members))
    findings = [finding for entry in entries for finding in _entry_findings(entry, limits)]
    findings += [Finding(Problem.DAMAGED, entry.filename) for entry in entries if _reaches(entry) > size]
    files = [entry for entry in entries if not entry.filename.endswith("/")]
    findings += clashes(entry.filename for entry in files)
    if sum(entry.file_size for entry in files) > limits.total:
        findings.append(Finding(Problem.TOTAL_TOO_LARGE, detail=as_megabytes(limits.total)))
    if findings:
        raise Refused(findings)
    return {entry.filename: entry for entry in files if not is_ignored(entry.filename)}


def _entry_findings(entry: zipfile.ZipInfo, limits: Limits) -> Iterator[Finding]:
    """What the list of members already says against one of them."""
    name = entry.orig_filename  # zipfile cuts a name at a NUL: look at what the archive holds
    if found := name_problem(name, limits):
        yield found
    if entry.flag_bits & _LOCKED:
        yield Finding(Problem.ENCRYPTED, name)
    if entry.compress_type not in _KINDS:
        yield Finding(Problem.COMPRESSION, name)
    if not _is_plain(entry):
        yield Finding(Problem.NOT_A_FILE, name)
    if entry.file_size > limits.member:
        yield Finding(Problem.MEMBER_TOO_LARGE, name, as_megabytes(limits.member))
    if _is_tight(entry.file_size, entry.compress_size, limits):
        yield Finding(Problem.RATIO_TOO_HIGH, name)


def _reaches(entry: zipfile.ZipInfo) -> int:
    """Where a member ends at the earliest, by what the list says."""
    return entry.header_offset + entry.compress_size


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return kind in {0, stat.S_IFREG, stat.S_IFDIR}


def _is_tight(size: int, packed: int, limits: Limits) -> bool:
    return size > limits.ratio_from and size > packed * limits.ratio
