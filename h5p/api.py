"""The door of h5p."""

from __future__ import annotations

from h5p.rules.check import check_file
from h5p.rules.findings import Finding, sentence
from h5p.rules.libraries import Ref
from h5p.rules.writing import write_package

__all__ = ["Finding", "Ref", "check_file", "sentence", "write_package"]
