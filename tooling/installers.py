"""The environment in which uv, pip and npm run: without ours in the way."""

from __future__ import annotations

import os
from pathlib import Path

from tooling.paths import SETUP

LEFT_OUT = ("PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE")


def environment() -> dict[str, str]:
    """Give our environment for installers, with caches in var/ when there is no home folder to write in."""
    env = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    if not os.access(Path(env.get("HOME") or "/nonexistent"), os.W_OK):
        cache = SETUP / "cache"
        cache.mkdir(parents=True, exist_ok=True)
        env |= {"HOME": str(cache), "npm_config_cache": str(cache / "npm")}
        env |= {"UV_CACHE_DIR": str(cache / "uv"), "PIP_CACHE_DIR": str(cache / "pip")}
    # The certificates of the machine, for networks that look into their own traffic.
    env |= {"UV_SYSTEM_CERTS": "1", "NODE_USE_SYSTEM_CA": "1"}
    return env | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_RETRIES": "2"}
