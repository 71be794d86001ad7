"""The browser that browser tests use, and what happens when there is none."""

from __future__ import annotations

import pytest

from tooling import chromium


@pytest.mark.browser
def test_axe_names_what_is_wrong_with_a_page(page, axe_violations):
    page.set_content(
        '<html lang="nl"><title>Les</title><main><h1>Les</h1><img src="/kaart.png"></main></html>'
    )
    assert [violation.split(":")[0] for violation in axe_violations(page)] == ["image-alt"]


@pytest.mark.browser
def test_the_visitor_is_in_the_netherlands(page):
    assert page.evaluate("navigator.language") == "nl-NL"


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine without any Chromium."""
    monkeypatch.delenv("CHROMIUM_PATH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    return tmp_path


def _install(file, does=""):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{does}\n")
    file.chmod(0o755)
    return str(file)


def test_a_machine_without_a_browser(machine):
    assert chromium.find() is None
    assert chromium.find_or_install() is None


def test_the_one_that_is_named_goes_first(machine, monkeypatch):
    _install(machine / "bin" / "chromium")
    named = _install(machine / "mine" / "chrome")
    monkeypatch.setenv("CHROMIUM_PATH", named)
    assert chromium.find() == named


def test_then_one_on_the_path(machine):
    _install(machine / "playwright" / "chromium-1200" / "chrome-linux" / "chrome")
    on_the_path = _install(machine / "bin" / "google-chrome")
    assert chromium.find() == on_the_path


def test_one_without_windows_goes_before_one_with(machine):
    _install(machine / "bin" / "chromium")
    shell = _install(machine / "bin" / "chromium-headless-shell")
    assert chromium.find() == shell


def test_then_the_newest_of_playwright(machine):
    _install(machine / "playwright" / "chromium-1100" / "chrome-linux" / "chrome")
    newest = _install(machine / "playwright" / "chromium-1200" / "chrome-linux" / "chrome")
    assert chromium.find() == newest


def test_of_playwright_too_the_one_without_windows_goes_first(machine):
    _install(machine / "playwright" / "chromium-1200" / "chrome-linux" / "chrome")
    folder = machine / "playwright" / "chromium_headless_shell-1200" / "chrome-headless-shell-linux64"
    shell = _install(folder / "chrome-headless-shell")
    assert chromium.find() == shell


@pytest.mark.parametrize(
    ("says", "name"),
    [("exit 0", "chromium-headless-shell"), ("exit 100", "chromium")],
    ids=["newer", "older"],
)
def test_a_system_gets_the_package_that_it_has(machine, says, name):
    _install(machine / "bin" / "apt-cache", does=says)
    assert chromium.package() == name
