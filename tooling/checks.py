"""The checks that need no tests: each a command that says nothing when all is well."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tooling.paths import PYTHON, ROOT, SITE, VAR, VENV, source_folders
from tooling.say import line

AT_ONCE = 2
NOWHERE = {"DATABASE_URL": "postgres://wks@127.0.0.1:1/nowhere", "REDIS_URL": "redis://127.0.0.1:1"}
PRODUCTION = {
    **NOWHERE,
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "not-a-secret-but-long-enough-and-with-enough-different-characters-0123456789",
    "ALLOWED_HOSTS": "leerplein.example.nl",
    "WKS_BASE_URL": "https://leerplein.example.nl",
    "EMAIL_URL": "smtp://mail.example.nl:587",
    "DEFAULT_FROM_EMAIL": "leerplein@example.nl",
    "WKS_STORAGE": str(VAR / "storage"),
    "WKS_DEMO": "",
}
DJADE = [str(VENV / "bin" / "djade"), "--target-version", "5.2"]
TESTING = {**NOWHERE, "DJANGO_SETTINGS_MODULE": "config.settings.test"}


@dataclass(frozen=True)
class Check:
    """One check: what it is called, what to run, and in which environment."""

    name: str
    argv: list[str]
    env: Mapping[str, str] = field(default_factory=dict)


def all_checks() -> list[Check]:
    """Give every check, what takes longest first, so that no processor is idle in the end."""
    python, templates = str(PYTHON), _templates()
    contracts = "from importlinter.cli import lint_imports_command as run; run(['--no-logo'])"
    return [
        Check("types", [python, "-m", "mypy"], TESTING),
        Check("templates", [python, "-m", "djlint", "--lint", "--quiet", *templates]),
        Check("ruff", [python, "-m", "ruff", "check", "--quiet", "--output-format", "concise", "."]),
        Check(
            "format",
            [python, "-m", "ruff", "format", "--quiet", "--check", "--output-format", "concise", "."],
        ),
        Check("import contracts", [python, "-c", contracts]),
        Check("messages", [python, "-m", "tooling", "--ready", "messages", "--check"]),
        Check("form of templates", [*DJADE, "--check", *templates]),
        Check(
            "deploy settings",
            [python, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
            PRODUCTION,
        ),
        Check(
            "migrations",
            [python, "-W", "ignore", "manage.py", "makemigrations", "--check", "--dry-run"],
            TESTING,
        ),
    ]


def failing(checks: list[Check]) -> list[str]:
    """Run the checks, show what those that fail have to say, and give their names."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = list(pool.map(_run, checks))
    for check, outcome in zip(checks, outcomes, strict=True):
        line(f"  {check.name}: {'fails' if outcome.returncode else 'ok'}")
        if outcome.returncode:
            line(outcome.stdout.strip())
    return [check.name for check, outcome in zip(checks, outcomes, strict=True) if outcome.returncode]


def mend() -> None:
    """Let the machine mend what it can: the order of imports, the form of code and of templates."""
    for argv in (["ruff", "check", "--quiet", "--fix", "."], ["ruff", "format", "--quiet", "."]):
        subprocess.run([PYTHON, "-m", *argv], cwd=ROOT, check=False)
    subprocess.run([*DJADE, *_templates()], cwd=ROOT, check=False)


def _run(check: Check) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        check.argv,
        cwd=ROOT,
        env={**os.environ, **check.env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def _templates() -> list[str]:
    folders = [SITE / "templates", *(folder / "templates" for folder in source_folders())]
    return sorted(str(file.relative_to(ROOT)) for folder in folders for file in folder.rglob("*.html"))
