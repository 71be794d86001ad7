"""Turns message catalogues into what Django reads, without the gettext binaries."""

from __future__ import annotations

import sys
from pathlib import Path

import polib


def compile_all(files: list[Path]) -> None:
    """Write a .mo beside each .po, at once or not at all."""
    for file in files:
        unfinished = file.with_suffix(".mo.new")
        polib.pofile(str(file)).save_as_mofile(str(unfinished))
        unfinished.replace(file.with_suffix(".mo"))


if __name__ == "__main__":
    compile_all([Path(name) for name in sys.argv[1:]])
