"""The cache that all processes share, and the one that each process has for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django_redis.cache import CONNECTION_INTERRUPTED, RedisCache

if TYPE_CHECKING:
    from collections import OrderedDict
    from collections.abc import Callable
    from contextlib import AbstractContextManager

# Under these keys allauth counts attempts. It refuses everybody when it cannot count.
ATTEMPTS = "allauth:"
MOST_ATTEMPTS = 10_000


class SharedCache(RedisCache):
    """Redis or Valkey that may be away: then everything misses; attempts to sign in are counted in each process."""

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


class ProcessCache(LocMemCache):
    """Pieces of pages of this process, given back as they are: whoever gets one leaves it unchanged.

    Django's own makes a copy of each value each time, and looks at each letter of its key.
    """

    if TYPE_CHECKING:
        _lock: AbstractContextManager[Any]
        _cache: OrderedDict[str, Any]
        _set: Callable[[str, Any, float | None], None]
        _has_expired: Callable[[str], bool]
        _delete: Callable[[str], bool]

    def make_and_validate_key(self, key: str, version: int | None = None) -> str:
        """Take any key: none goes to a server that minds."""
        return self.make_key(key, version=version)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """What is kept, or the default."""
        key = self.make_and_validate_key(key, version=version)
        with self._lock:
            if self._has_expired(key):
                self._delete(key)
                return default
            self._cache.move_to_end(key, last=False)
            return self._cache[key]

    def set(
        self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        """Keep a value."""
        key = self.make_and_validate_key(key, version=version)
        with self._lock:
            self._set(key, value, timeout)

    def add(
        self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Keep a value unless there is one, and say whether there was none."""
        key = self.make_and_validate_key(key, version=version)
        with self._lock:
            is_first = self._has_expired(key)
            if is_first:
                self._set(key, value, timeout)
        return is_first
