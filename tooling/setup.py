"""Everything that must be there before the platform can run. Needs nothing but the standard library."""

from __future__ import annotations

import venv

from tooling import disk, frontend, installers, locks, stamps
from tooling.paths import LOCK, NODE_LOCK, PYTHON, ROOT, SETUP, SITE, VENV, source_folders
from tooling.say import Trouble, line, step
from tooling.steps import run, succeeds


def make_ready() -> None:
    """Bring the environment, the front end and the catalogues in line with the files; quick when they are."""
    SETUP.mkdir(parents=True, exist_ok=True)
    with locks.one_at_a_time(SETUP / "lock", while_waiting="Another set-up is running here; waiting for it."):
        _install_packages()
        _compile_catalogues()
        frontend.build()


def _install_packages() -> None:
    locks_to_install = [LOCK, *([NODE_LOCK] if frontend.needs_packaged_node() else [])]
    digest = stamps.digest_of(locks_to_install, str(VENV))
    stamp = VENV / "installed"
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == digest:
        return
    disk.demand_for_setup()
    env = installers.environment()
    if not _has_uv():
        with step("Making a Python environment in .venv"):
            _make_environment(env)
    with step("Installing Python packages"):
        python = str(PYTHON)
        command = [python, "-m", "uv", "pip", "sync", "--quiet", "--require-hashes", "--python", python]
        run(
            [*command, *map(str, locks_to_install)],
            name="Installing Python packages",
            needs_network=True,
            env=env,
        )
    _put_source_roots_on_the_path()
    stamp.write_text(digest)


def _has_uv() -> bool:
    return PYTHON.exists() and succeeds([PYTHON, "-m", "uv", "--version"])


def _make_environment(env: dict[str, str]) -> None:
    try:
        import ensurepip  # noqa: F401, PLC0415 - some systems leave it out of Python
    except ImportError:
        message = "This Python has no venv and pip. On Debian and Ubuntu: apt-get install python3-venv."
        raise Trouble(message) from None
    venv.EnvBuilder(clear=True, symlinks=True).create(VENV)
    run([PYTHON, "-m", "ensurepip", "--default-pip"], name="Making a Python environment", env=env)
    only_uv = VENV / "uv.txt"
    only_uv.write_text(_locked("uv"))
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(only_uv)]
    run(pip, name="Making a Python environment", needs_network=True, env=env)


def _locked(package: str) -> str:
    """Give the lines of one package from the lock: its version and its hashes."""
    lines = LOCK.read_text().splitlines()
    first = next(number for number, text in enumerate(lines) if text.startswith(f"{package}=="))
    length = next(n for n, text in enumerate(lines[first:], start=1) if not text.endswith("\\"))
    return "\n".join(lines[first : first + length]) + "\n"


def _put_source_roots_on_the_path() -> None:
    """Let every tool of the environment find both source roots, however it is started."""
    for packages in VENV.glob("lib/python3*/site-packages"):
        (packages / "leerplein.pth").write_text(f"{ROOT}\n{SITE}\n")


def _compile_catalogues() -> None:
    catalogues = [file for folder in source_folders() for file in folder.glob("locale/*/LC_MESSAGES/*.po")]
    digest = stamps.digest_of(catalogues)
    if stamps.is_current("catalogues", digest) and all(
        file.with_suffix(".mo").exists() for file in catalogues
    ):
        return
    run(
        [str(PYTHON), "-m", "tooling.catalogues", *map(str, catalogues)],
        name="Compiling the message catalogues",
        cwd=ROOT,
    )
    stamps.remember("catalogues", digest)


def say_ready() -> None:
    """Say that everything is there."""
    line("Ready. Start the demo with script/demo, the tests with script/test.")
