"""A real worker and a real broker that a test can kill, stop and start again."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Self

from django.db import connection

from tests.broker import configure, configured
from tests.servers import folder
from tooling import children
from tooling.paths import PYTHON, ROOT, SITE
from tooling.valkey import Valkey

WAITS = 120  # a loaded machine takes longer over the same
LOOKS_EVERY = 0.05


class LiveStack:
    """Our Celery application speaks to a broker of this test's own, and a worker process listens there."""

    def __init__(self) -> None:
        kept = folder() / f"broker-{os.getpid()}"
        shutil.rmtree(kept, ignore_errors=True)  # no message of an earlier test
        self.broker = Valkey(log=folder() / "broker.log", folder=kept)
        self.log = folder() / f"worker-{os.getpid()}.log"
        self._worker: subprocess.Popen[bytes] | None = None
        self._undo = ExitStack()

    def __enter__(self) -> Self:
        self.broker.start()
        self._undo.callback(self.broker.stop)
        self._undo.enter_context(configured(broker_url=f"{self.broker.url}/0", task_always_eager=False))
        self._undo.callback(self.kill_worker)
        return self

    def __exit__(self, *error: object) -> None:
        self._undo.close()

    def start_worker(self, *, visibility_timeout: int = 3) -> None:
        """Start a worker; it takes over what a killed one had in hand after the visibility timeout, in seconds."""
        self.log.unlink(missing_ok=True)
        env = {
            **os.environ,
            "REDIS_URL": self.broker.url,
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(SITE)]),
            "WKS_TEST_VISIBILITY_TIMEOUT": str(visibility_timeout),
        }
        with self.log.open("ab") as output:
            self._worker = children.spawn(
                [PYTHON, "-m", "tests.live_worker"], output=output, env=env, cwd=ROOT
            )
        self.wait_until(lambda: " ready." in self.log.read_text(errors="replace"), "the worker is ready")

    def kill_worker(self) -> None:
        """SIGKILL the worker and its children, whatever they are doing."""
        if self._worker is not None:
            children.kill(self._worker)
            self._worker = None

    def stop_worker(self) -> None:
        """Let the worker finish and end."""
        if self._worker is not None:
            children.stop(self._worker, grace=15)
            self._worker = None

    def stop_broker(self) -> None:
        """Take the broker away; what was in its queues comes back with it."""
        self.broker.stop()

    def start_broker(self) -> None:
        """Bring the broker back at the same address; connections from before are forgotten."""
        self.broker.start()
        configure()

    def wait_until(self, is_so: Callable[[], object], what: str, *, within: float = WAITS) -> None:
        """Wait until something is so, or fail with the last words of the worker."""
        deadline = time.monotonic() + within
        while not is_so():
            assert time.monotonic() < deadline, f"After {within} s not so: {what}.\n{self._last_words()}"
            time.sleep(LOOKS_EVERY)

    def _last_words(self) -> str:
        return self.log.read_text(errors="replace")[-3000:] if self.log.exists() else "(no worker)"


def somebody_waits_for_us() -> bool:
    """Whether another connection waits for a lock that this test holds; what others in the cluster wait for is no matter."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))"
        )
        return bool(cursor.fetchone()[0])
