#!/usr/bin/env python
"""Run Django's commands with both source roots on the path."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def main() -> None:
    """Hand the command line to Django; an environment that is not right is one line."""
    for folder in (ROOT, ROOT / "site"):
        if str(folder) not in sys.path:
            sys.path.insert(0, str(folder))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

    from django.core.management import execute_from_command_line

    from config.settings import env

    with env.one_clear_line():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
