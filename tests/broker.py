"""Which broker our Celery application speaks to in a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kombu import pools

NOBODY = "redis://127.0.0.1:1"


def configure(**values: Any) -> None:
    """Change what the application was told about its broker, and forget the connections it had."""
    from config.celery import app

    pools.reset()
    app._pool = None
    if hasattr(app.amqp, "_producer_pool"):
        app.amqp._producer_pool = None
    app.conf.update(values)


@contextmanager
def configured(**values: Any) -> Iterator[None]:
    """Change it for a while."""
    from config.celery import app

    before = {name: getattr(app.conf, name) for name in values}
    configure(**values)
    try:
        yield
    finally:
        configure(**before)
