"""PostgreSQL as Django knows it, that asks a connection in use whether it is still there without a query."""

from __future__ import annotations

import select
import time

from django.db.backends.postgresql import base

RECENTLY = 30.0  # seconds; a firewall that forgets quiet connections takes minutes


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that looks at its socket at the start of a request, and asks the server only after a quiet time."""

    well_at = float("-inf")

    def is_usable(self) -> bool:
        """Whether the server is still there. Who hangs up leaves something to read; then, too, it is asked."""
        is_recent = time.monotonic() - self.well_at < RECENTLY
        is_well = (is_recent and self._is_quiet()) or super().is_usable()
        if is_well:
            self.well_at = time.monotonic()
        return is_well

    def _is_quiet(self) -> bool:
        if self.connection is None or self.connection.closed:
            return False
        poll = select.poll()
        poll.register(self.connection.fileno(), select.POLLIN)
        return not poll.poll(0)
