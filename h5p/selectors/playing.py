"""Everything that a page needs to play a version: asked of the host, and written for H5P's own player."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from h5p.choices import VersionState
from h5p.models import PackageVersion

if TYPE_CHECKING:
    from uuid import UUID

    from h5p.selectors.tickets import Ticket

CONTENT_ID = 1  # one package in a page
SAVE_EVERY = 30  # seconds, beside each time that something happens


@dataclass(frozen=True, slots=True)
class Play:
    """What the host says of somebody who plays: by what name the package knows them, and where they were."""

    activity: str  # the address by which statements name it
    name: str = ""
    mailbox: str = "nobody@h5p.invalid"
    state: dict[str, str] = field(default_factory=dict)


def play_of(ticket: Ticket, person: object) -> Play | None:
    """What the host says of this ticket in the hands of who asks; None when it is not theirs (any more)."""
    host = getattr(settings, "H5P_HOST", "")
    if person is None or not host:
        return None
    return cast("Play | None", import_string(host)(ticket.key, person))


def holder_of(ticket: Ticket) -> object | None:
    """For whom a ticket was written, as long as they can sign in. One query."""
    return get_user_model().objects.filter(pk=ticket.person, is_active=True).first()


def ready_version(public_id: UUID) -> PackageVersion | None:
    """A version that can be played, without its content until somebody asks for that. One query."""
    there = PackageVersion.objects.filter(public_id=public_id, state=VersionState.READY)
    return there.defer("content").first()


def integration(version: PackageVersion, play: Play, *, host: str, token: str) -> dict[str, Any]:
    """The settings that H5P's player reads when it starts."""
    content_url = host + reverse("h5p:content", args=[token, "x"]).removesuffix("/x")
    return {
        "baseUrl": host,
        "url": content_url,
        "siteUrl": host,
        "urlLibraries": host + reverse("h5p:library", args=[version.code_sha, "x"]).removesuffix("/x"),
        "postUserStatistics": False,
        "saveFreq": SAVE_EVERY,
        "user": {"name": play.name, "mail": play.mailbox},
        "ajax": {"contentUserData": "", "setFinished": ""},
        "crossorigin": "anonymous",
        "fullscreenDisabled": True,  # our own button outside the frame does that
        "l10n": {"H5P": _words()},
        "contents": {f"cid-{CONTENT_ID}": _content(version, play, content_url)},
    }


def _content(version: PackageVersion, play: Play, content_url: str) -> dict[str, Any]:
    return {
        "library": version.main,
        "jsonContent": json.dumps(version.content),
        "fullScreen": False,
        "url": play.activity,
        "contentUrl": content_url,
        "title": version.title,
        "displayOptions": dict.fromkeys(("frame", "export", "embed", "copyright", "icon", "copy"), False),
        "metadata": {"title": version.title, "license": "U", "defaultLanguage": version.language},
        "contentUserData": {part: {"state": kept} for part, kept in play.state.items()},
    }


def _words() -> dict[str, str]:
    """What the player itself says; the content brings its own words."""
    return {
        "fullscreen": _("Full screen"),
        "disableFullscreen": _("Leave full screen"),
        "close": _("Close"),
        "contentChanged": _("This exercise was changed since you last did it."),
        "startingOver": _("You start again."),
        "copyrightInformation": _("Rights of use"),
        "title": _("Title"),
        "author": _("Author"),
        "source": _("Source"),
        "license": _("Licence"),
    }
