"""Every environment variable that the platform reads, and how it is read."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


class WrongEnvironment(ImproperlyConfigured):
    """Says in one line what the environment lacks, or holds and may not."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable, as the settings page of the documentation shows it."""

    name: str
    meaning: str
    default: str | None = None


VARIABLES = {
    variable.name: variable
    for variable in (
        Variable("SECRET_KEY", "Signs sessions and links; at least 50 random characters."),
        Variable(
            "ALLOWED_HOSTS",
            "Host names of the site, separated by commas; production refuses * and an address with a port.",
        ),
        Variable("DATABASE_URL", "PostgreSQL, as postgres://user:password@host:port/name."),
        Variable("REDIS_URL", "Redis or Valkey without database number, as redis://host:port."),
        Variable("WKS_BASE_URL", "Address of the site in mails, as https://leerplein.example.nl."),
        Variable("EMAIL_URL", "Mail server, as smtp://user:password@host:port or smtps://…"),
        Variable("DEFAULT_FROM_EMAIL", "Sender of mails."),
        Variable(
            "WKS_SECURITY_CONTACT",
            "Address in security.txt, as mailto:security@example.nl.",
            "mailto:beveiliging@example.nl",
        ),
        Variable("WKS_STORAGE", "Folder for uploaded files; outside the web root."),
        Variable("WKS_VAR", "Folder for what the demo and the tests keep.", "var"),
        Variable("WKS_DEMO", "Set to 1 by script/demo only; production refuses it.", ""),
        Variable("WKS_TRUSTED_PROXY", "1 when a proxy sets X-Forwarded-Proto and X-Forwarded-For.", "0"),
        Variable(
            "WKS_H5P_FRAMES", "Sites of which H5P packages may show films, with commas between them.", ""
        ),
        Variable("WKS_H5P_HUB", "Address of a hub of H5P content types for `h5p_hub`; empty is off.", ""),
        Variable(
            "WKS_H5P_HUB_HOSTS", "Hosts that may answer for that hub, separated by commas.", "api.h5p.org"
        ),
        Variable(
            "H5P_LIBS_DIR", "Folder with content types to try, as folders or .h5p files (tests, table).", ""
        ),
        Variable(
            "WKS_OFFLINE",
            "0 takes the observation form away from all phones; what waits there can still be sent.",
            "1",
        ),
        Variable("WKS_ISSUER_NAME", "Name of the training organisation on certificates.", "WKS Opleidingen"),
        Variable("WKS_BADGE_KEY", "Signs badges: 64 hexadecimal signs; without it there are no badges.", ""),
        Variable("WKS_BADGE_OLD_KEYS", "Public keys of earlier badges, separated by commas.", ""),
        Variable("WKS_LOG_LEVEL", "Least important log level that is written.", "INFO"),
    )
}

_HOST = re.compile(r"\.?[a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:.]+\]", re.IGNORECASE)


def read(name: str, *, default: str | None = None) -> str:
    """Give the value of a known variable, its default, or stop with one clear line."""
    variable = VARIABLES[name]
    value = os.environ.get(name) or (variable.default if default is None else default)
    if value is None:
        message = f"The environment variable {name} is missing. {variable.meaning} See docs/settings.md."
        raise WrongEnvironment(message)
    return value


def read_address(name: str, *kinds: str, default: str | None = None) -> str:
    """Give an address of one of these kinds (the part before ://), or stop with one clear line."""
    value = read(name, default=default)
    if not _is_address(value, kinds):
        message = f"The environment variable {name} is no address that fits. {VARIABLES[name].meaning} See docs/settings.md."
        raise WrongEnvironment(message)
    return value


def _is_address(value: str, kinds: tuple[str, ...]) -> bool:
    try:
        address = urlsplit(value)
        port = address.port
    except ValueError:
        return False
    # A database may be on a socket of this machine: then its name has to be there, not a host.
    whom = address.path.strip("/") if address.scheme.startswith("postgres") else address.hostname
    return address.scheme in kinds and bool(whom) and port != 0


def read_list(name: str, *, default: str | None = None) -> list[str]:
    """Give the values of a variable that holds several, separated by commas."""
    return [part.strip() for part in read(name, default=default).split(",") if part.strip()]


def read_hosts(name: str) -> list[str]:
    """Give host names, at least one and each whole; a dot in front stands for everything below that name."""
    hosts = read_list(name)
    wrong = [host for host in hosts if not _HOST.fullmatch(host)]
    if wrong or not hosts:
        what = f"holds {wrong[0]!r}, which is no host name" if wrong else "holds no host name"
        message = f"The environment variable {name} {what}. {VARIABLES[name].meaning} See docs/settings.md."
        raise WrongEnvironment(message)
    return hosts


def read_key(name: str) -> str:
    """Give a key of 64 hexadecimal signs, or nothing when there is none."""
    value = read(name).strip().lower()
    if value and not re.fullmatch(r"[0-9a-f]{64}", value):
        message = (
            f"The environment variable {name} is no key. {VARIABLES[name].meaning} See docs/settings.md."
        )
        raise WrongEnvironment(message)
    return value


def is_on(name: str) -> bool:
    """Say whether a switch is on."""
    return read(name).lower() in {"1", "true", "yes", "on"}


@contextmanager
def one_clear_line() -> Iterator[None]:
    """Stop this process with one line, and no traceback, when its environment is not right."""
    try:
        yield
    except WrongEnvironment as wrong:
        sys.exit(str(wrong))
