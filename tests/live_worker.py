"""The worker process of `LiveStack`: the real one, that takes over lost work within seconds instead of minutes."""

from __future__ import annotations

import os

from config.celery import app


def main() -> None:
    """Work until told to stop."""
    options = dict(app.conf.broker_transport_options)
    options |= {
        "visibility_timeout": int(os.environ["WKS_TEST_VISIBILITY_TIMEOUT"]),
        "unacked_restore_interval": 1,
        "unacked_restore_throttle": 1,
    }
    app.conf.update(broker_transport_options=options, task_always_eager=False)
    app.worker_main(
        ["worker", "--loglevel", "INFO", "--concurrency", "1", "--without-gossip", "--without-mingle"]
    )


if __name__ == "__main__":
    main()
