"""Which files the product consists of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tooling.paths import LOCK, source_folders

LEFT_OUT = {"__pycache__"}
COMPILED = {".pyc", ".mo"}
FILLS_THE_DATABASE = {".py", ".txt", ".md", ".yaml", ".po"}


def of_the_product() -> Iterator[Path]:
    """Give every file that the running product is made of, and the lock of what it stands on."""
    yield LOCK
    for folder in source_folders():
        for file in folder.rglob("*"):
            if file.is_file() and file.suffix not in COMPILED and not LEFT_OUT.intersection(file.parts):
                yield file


def of_the_database() -> Iterator[Path]:
    """Give every file that decides what is in the demo's database."""
    return (file for file in of_the_product() if file.suffix in FILLS_THE_DATABASE)
