"""The shared cache. While it cannot be reached, attempts to sign in are counted in each process instead."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django_redis.cache import CONNECTION_INTERRUPTED, RedisCache

# Under these keys allauth counts attempts. It refuses everybody when it cannot count.
ATTEMPTS = "allauth:"
MOST_ATTEMPTS = 10_000


class SharedCache(RedisCache):
    """Redis or Valkey that may be away: then everything misses, except the counting of attempts."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._here = LocMemCache("attempts", {"OPTIONS": {"MAX_ENTRIES": MOST_ATTEMPTS}})

    def add(self, key: str, *args: Any, **options: Any) -> Any:
        """Whether this is the first of its name."""
        return self._or_here("add", super().add(key, *args, **options), key, *args, **options)

    def set(self, key: str, *args: Any, **options: Any) -> Any:
        """Keep a value."""
        return self._or_here("set", super().set(key, *args, **options), key, *args, **options)

    def delete(self, key: str, *args: Any, **options: Any) -> Any:
        """Forget a value."""
        return self._or_here("delete", super().delete(key, *args, **options), key, *args, **options)

    def get(self, key: str, default: Any = None, version: int | None = None, client: Any = None) -> Any:
        """What is kept, or the default."""
        value = self._get(key, default, version, client)
        if value is not CONNECTION_INTERRUPTED:
            return value
        return self._here.get(key, default, version) if key.startswith(ATTEMPTS) else default

    def _or_here(self, what: str, answer: Any, key: str, *args: Any, **options: Any) -> Any:
        """The cache's answer; without one, and for an attempt, that of this process."""
        if answer is not None or not key.startswith(ATTEMPTS):
            return answer
        return getattr(self._here, what)(key, *args, **options)
