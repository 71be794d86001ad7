"""The door of h5p."""

from __future__ import annotations

from h5p.rules.check import check_file
from h5p.rules.findings import Finding, sentence

__all__ = ["Finding", "check_file", "sentence"]
