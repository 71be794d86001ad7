"""script/lint: every check without the tests."""

from __future__ import annotations

import argparse

from tooling import checks
from tooling.say import line


def main(arguments: list[str]) -> int:
    """Run the checks, or with --fix first mend what a machine can mend."""
    parser = argparse.ArgumentParser(prog="script/lint")
    parser.add_argument("--fix", action="store_true", help="mend what a machine can mend first")
    if parser.parse_args(arguments).fix:
        checks.mend()
    failed = checks.failing(checks.all_checks())
    line(f"Failed: {', '.join(failed)}." if failed else "All checks pass.")
    return 1 if failed else 0
