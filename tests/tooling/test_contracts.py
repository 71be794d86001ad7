"""The import contracts name every app and every room that exists, so that nothing new stays outside them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tooling.paths import APPS, ROOT, SITE

DOORS = {"api", "choices", "models"}
KIT = {
    "admin",
    "compiled",
    "access",
    "background",
    "blocks",
    "drafts",
    "fields",
    "files",
    "forms",
    "load_command",
    "mail",
    "mail_once",
    "newest",
    "panels",
    "publishing",
    "rules",
    "templatetags",
    "text",
    "written_once",
}
# Beside its door: people brings the lists of the admin that look across municipalities.
BESIDE = {"core": KIT, "people": {"admin"}}
NO_ROOMS = {"migrations", "__pycache__"}
CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
}


def test_every_app_has_a_floor():
    packages = {
        folder.name for folder in (*ROOT.iterdir(), *SITE.iterdir()) if (folder / "__init__.py").exists()
    }
    on_a_floor = {app for floor in CONTRACTS["floors"]["layers"] for app in floor.split(" | ")}
    assert packages - {"tests", "tooling"} == on_a_floor
    assert set(APPS) <= packages


@pytest.mark.parametrize("app", APPS)
def test_every_room_behind_a_door_is_protected(app):
    open_to_all = DOORS | BESIDE.get(app, set())
    behind = {f"{app}.{room}" for room in _rooms(ROOT / app) - open_to_all}
    assert set(CONTRACTS[f"door-of-{app}"]["protected_modules"]) == behind


def test_site_is_a_folder_and_never_a_package():
    assert not (SITE / "__init__.py").exists()


def _rooms(folder: Path) -> set[str]:
    modules = {file.stem for file in folder.glob("*.py")} - {"__init__"}
    return (modules | {file.parent.name for file in folder.glob("*/__init__.py")}) - NO_ROOMS
