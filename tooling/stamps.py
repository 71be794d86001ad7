"""Remembers for what state of the files a step was done, so that a second start does nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from tooling.paths import SETUP


def digest_of(files: Iterable[Path], *more: str) -> str:
    """Give a fingerprint of the contents and names of files."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(str(file).encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    for word in more:
        digest.update(word.encode())
    return digest.hexdigest()


def is_current(name: str, digest: str) -> bool:
    """Say whether the step was done for exactly this state."""
    stamp = SETUP / name
    return stamp.exists() and stamp.read_text() == digest


def remember(name: str, digest: str) -> None:
    """Write down that the step is done for this state."""
    SETUP.mkdir(parents=True, exist_ok=True)
    (SETUP / name).write_text(digest)
