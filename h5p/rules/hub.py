"""From which addresses content types may be fetched: those of hosts on a list, and over a connection that is closed to others."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from h5p.choices import HubProblem
from h5p.rules.libraries import is_machine_name

if TYPE_CHECKING:
    from collections.abc import Collection


class HubRefused(Exception):  # noqa: N818 - it says what happened
    """A content type was not fetched, and why."""

    def __init__(self, problem: HubProblem, detail: str = "") -> None:
        self.problem, self.detail = problem, detail
        super().__init__(str(problem.label) % {"detail": detail})


def address_of(name: str, *, hub: str, hosts: Collection[str]) -> str:
    """Where the hub has a content type; HubRefused when it may not be asked for."""
    if not hub:
        raise HubRefused(HubProblem.OFF)
    if not is_machine_name(name):
        raise HubRefused(HubProblem.NAME, name)
    return allowed(f"{hub.rstrip('/')}/content-types/{name}", hosts=hosts)


def led_to(address: str, location: str, *, hosts: Collection[str]) -> str:
    """Where an answer leads on to; HubRefused when that is not on the list either."""
    return allowed(urljoin(address, location), hosts=hosts)


def allowed(address: str, *, hosts: Collection[str]) -> str:
    """The address itself, when its host is on the list and nobody on the way can change what is fetched."""
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError as broken:
        raise HubRefused(HubProblem.HOST, address) from broken
    if host not in hosts or "@" in parts.netloc:
        raise HubRefused(HubProblem.HOST, host)
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        raise HubRefused(HubProblem.NOT_CLOSED, host)
    return address


def is_loopback(host: str) -> bool:
    """Whether a host, written as a number, is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
