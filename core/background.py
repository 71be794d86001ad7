"""Handing work to the workers without ever letting the broker hold a visitor up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

if TYPE_CHECKING:
    from celery import Task


def after_commit(task: Task, *args: object) -> None:
    """Hand a task to the workers once the facts are saved; a broker that is down costs a delay, never the request."""

    def hand_over() -> None:  # a real function: Django logs its name, and a partial has none
        task.delay(*args)

    transaction.on_commit(hand_over, robust=True)
