"""What gunicorn does before its first worker: read the settings once."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent


def on_starting(_server: Any) -> None:
    """Stop with one clear line when the environment is not right; workers would start, fail and start again."""
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    import_module("config")
