"""Fetching content types from a hub, when an installation says that it wants to. Nothing is fetched by itself."""

from __future__ import annotations

import http.client
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

from h5p.choices import HubProblem
from h5p.rules.archive import BLOCK
from h5p.rules.hub import HubRefused, address_of, led_to
from h5p.rules.limits import MEGABYTE, STANDARD, as_megabytes
from h5p.services.libraries import install

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from h5p.models import Library

HOSTS = ("api.h5p.org",)
MOST_STEPS = 4
ELSEWHERE = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Hub:
    """Where a hub is, which hosts may answer, and how much and how long is waited for."""

    address: str
    hosts: tuple[str, ...] = HOSTS
    largest: int = STANDARD.archive
    silence: float = 20  # seconds
    longest: float = 300  # seconds for all of it


def hub_of_settings() -> Hub:
    """The hub that the settings name; by itself there is none."""
    address = getattr(settings, "H5P_HUB", "")
    return Hub(address=address, hosts=tuple(getattr(settings, "H5P_HUB_HOSTS", HOSTS)))


def install_from_hub(name: str, *, hub: Hub, now: datetime) -> tuple[Library, ...]:
    """The libraries of a content type that were not there yet; HubRefused or Refused when it cannot be had."""
    with SpooledTemporaryFile(max_size=8 * MEGABYTE) as held:
        for block in _fetched(address_of(name, hub=hub.address, hosts=hub.hosts), hub):
            held.write(block)
        held.seek(0)
        return install(held, now=now)  # type: ignore[arg-type] # a spooled file reads and seeks as any other


def _fetched(address: str, hub: Hub) -> Iterator[bytes]:
    """What the hub sends, a block at a time; from one address to the next as long as each is on the list."""
    deadline = time.monotonic() + hub.longest
    for _step in range(MOST_STEPS):
        with _answer(address, hub) as answer:
            if answer.status not in ELSEWHERE:
                yield from _blocks(answer, hub, deadline)
                return
            location = answer.headers.get("Location", "")
        address = led_to(address, location, hosts=hub.hosts)
    raise HubRefused(HubProblem.ASTRAY)


@contextmanager
def _answer(address: str, hub: Hub) -> Iterator[http.client.HTTPResponse]:
    """The answer to a question without cookies, name or number of this installation."""
    parts = urlsplit(address)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    with closing(kind(parts.hostname or "", parts.port, timeout=hub.silence)) as connection:
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        try:
            connection.request("GET", path, headers={"Accept": "application/zip", "User-Agent": "h5p-store"})
            yield connection.getresponse()
        except (OSError, http.client.HTTPException) as silent:
            raise HubRefused(HubProblem.UNREACHABLE, parts.hostname or "") from silent


def _blocks(answer: http.client.HTTPResponse, hub: Hub, deadline: float) -> Iterator[bytes]:
    if answer.status != http.client.OK:
        raise HubRefused(HubProblem.ANSWER, str(answer.status))
    size = 0
    while block := answer.read1(BLOCK):
        size += len(block)
        if size > hub.largest:
            raise HubRefused(HubProblem.TOO_LARGE, detail=as_megabytes(hub.largest))
        if time.monotonic() > deadline:
            raise HubRefused(HubProblem.TOO_SLOW)
        yield block
    if answer.length:  # it promised more than it sent
        raise http.client.IncompleteRead(b"")
