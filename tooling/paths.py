"""Where everything is."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "site"
FRONTEND = ROOT / "frontend"
H5P_PLAYER = ROOT / "h5p" / "player"
BUILT_FRONTEND = SITE / "static" / "wks"
APPS = (
    "courses",
    "roleplays",
    "casestudies",
    "trainings",
    "certification",
    "assessments",
    "progression",
    "records",
    "people",
    "core",
    "h5p",
)

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements.txt"
NODE_LOCK = ROOT / "tooling" / "node.txt"

VAR = Path(os.environ.get("WKS_VAR") or "var")
VAR = VAR if VAR.is_absolute() else ROOT / VAR
LOGS = VAR / "log"
SETUP = ROOT / "var" / "setup"  # what belongs to this checkout, wherever its data is


def source_folders() -> tuple[Path, ...]:
    """Give the folders that hold our own code: those of the apps that exist, and site/."""
    return (*(ROOT / app for app in APPS if (ROOT / app).is_dir()), SITE)
