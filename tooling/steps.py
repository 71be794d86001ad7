"""Run somebody else's program as one step, and say in one line what went wrong with it."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tooling import children, disk
from tooling.paths import LOGS
from tooling.say import Trouble

NO_NETWORK = re.compile(
    r"Name or service not known|name resolution|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT"
    r"|Failed to fetch|dns error|client error \(Connect\)|error sending request|Max retries exceeded"
    r"|NewConnectionError|ConnectTimeoutError|ProxyError|Cannot connect to proxy|network request to"
    r"|Network is unreachable|Temporary failure resolving|Could not connect to",
    re.IGNORECASE,
)


def run(
    argv: Sequence[str | Path],
    *,
    name: str,
    needs_network: bool = False,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> None:
    """Run a program quietly; when it fails, keep all it said in a log and raise one clear line."""
    with tempfile.TemporaryFile() as output:
        process = children.spawn(argv, output=output, env=env, cwd=cwd)
        try:
            code = process.wait()
        except BaseException:
            children.stop(process, grace=3)
            raise
        if code:
            output.seek(0)
            said = output.read().decode(errors="replace")
            raise Trouble(_explained(name, said, needs_network=needs_network, code=code))


def _explained(name: str, said: str, *, needs_network: bool, code: int) -> str:
    if disk.says_full(said):
        return disk.NO_ROOM
    log = LOGS / f"{re.sub(r'[^a-z]+', '-', name.lower())}.log"
    where = _kept(log, said)
    if needs_network and NO_NETWORK.search(said):
        return f"No network: {name} could not fetch what it needs. Connect and start again{where}"
    return f"{name} failed: {_telling_line(said) or f'exit code {code}'}{where}"


def _telling_line(said: str) -> str:
    """Give the last line that speaks of an error, or else the last one."""
    lines = [text.strip() for text in said.splitlines() if text.strip()]
    of_error = [
        text for text in lines if re.search(r"error", text, re.IGNORECASE) and "log of this" not in text
    ]
    return (of_error or lines or [""])[-1][:200]


def _kept(log: Path, said: str) -> str:
    """Keep what a program said, and say where."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(said)
    except OSError:
        return "."
    return f" (all it said: {log})."


def succeeds(argv: Sequence[str | Path], *, user: int | None = None) -> bool:
    """Say whether a program runs and is content."""
    try:
        done = subprocess.run(argv, capture_output=True, cwd="/", check=False, **children.as_user(user))
    except OSError:
        return False
    return bool(done.returncode == 0)
