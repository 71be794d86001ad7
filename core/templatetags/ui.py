"""What templates draw with: icons, the words and icons of the roles, and the words that scripts say."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import template
from django.templatetags.static import static
from django.utils.crypto import salted_hmac
from django.utils.html import format_html, json_script
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.utils.functional import _StrPromise
    from django.utils.safestring import SafeString

register = template.Library()

ROLES: dict[str, tuple[_StrPromise, str]] = {
    "resident": (pgettext_lazy("role", "resident"), "user"),
    "case_steward": (pgettext_lazy("role", "case steward"), "route"),
    "municipality": (pgettext_lazy("role", "municipality"), "building-community"),
    "process_guide": (pgettext_lazy("role", "process guide"), "ear"),
    "colleague": (pgettext_lazy("role", "colleague"), "user-circle"),
}

CALLOUTS: dict[str, tuple[_StrPromise, str]] = {
    "remember": (gettext_lazy("Remember"), "bulb"),
    "example": (gettext_lazy("Example"), "message-circle"),
    "warning": (gettext_lazy("Watch out"), "alert-triangle"),
    "law": (gettext_lazy("What the law says"), "scale"),
    "safety": (gettext_lazy("Safety"), "shield-check"),
}

STATES: dict[str, tuple[_StrPromise, str]] = {
    "done": (pgettext_lazy("state", "Done"), "circle-check"),
    "now": (pgettext_lazy("state", "In progress"), "progress"),
    "next": (pgettext_lazy("state", "Not started"), "circle-dashed"),
    "marked": (pgettext_lazy("state", "Being marked"), "hourglass"),
    "locked": (pgettext_lazy("state", "Not open yet"), "lock"),
}

ANSWERED: dict[str, _StrPromise] = {
    "whole": gettext_lazy("answered"),
    "part": gettext_lazy("not complete yet"),
    "later": gettext_lazy("to come back to"),
    "none": gettext_lazy("not answered yet"),
}

NOTICE_ICONS = {
    "info": "info-circle",
    "good": "circle-check",
    "warning": "alert-triangle",
    "error": "alert-triangle",
}
MESSAGE_KINDS = {"success": "good", "warning": "warning", "error": "error"}
PLACE_ICONS = {"case": "book-2", "role_play": "messages", "assessment": "list-check", "h5p": "puzzle"}


@register.simple_tag(name="icon")
@lru_cache(maxsize=512)  # a lesson draws a hundred of them, and each asks the manifest
def icon(name: str, modifier: str = "") -> SafeString:
    """An icon beside words; it says nothing by itself."""
    css = f"wks-icon wks-icon--{modifier}" if modifier else "wks-icon"
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        css,
        static("wks/icons.svg"),
        name,
    )


@register.filter
def role_word(role: str) -> str:
    """The role as a reader calls it."""
    return str(ROLES[role][0]) if role in ROLES else ""


@register.filter
def role_icon(role: str) -> str:
    """The name of the icon that always goes with this role."""
    return ROLES[role][1] if role in ROLES else "user"


@register.filter
def tag_icon(kind: str) -> str:
    """The icon of a tag that says a role; other tags have none of their own."""
    return role_icon(kind) if kind in ROLES else ""


@register.filter
def callout_word(kind: str) -> str:
    """The title of a call-out that has none of its own."""
    return str(CALLOUTS[kind][0]) if kind in CALLOUTS else ""


@register.filter
def callout_icon(kind: str) -> str:
    """The icon of a call-out."""
    return CALLOUTS[kind][1] if kind in CALLOUTS else "bulb"


@register.filter
def state_word(state: str) -> str:
    """How far something is, in words."""
    return str(STATES[state][0]) if state in STATES else ""


@register.filter
def state_icon(state: str) -> str:
    """How far something is, as an icon."""
    return STATES[state][1] if state in STATES else "circle-dashed"


@register.filter
def answered_word(state: str) -> str:
    """How far the answer to a question is, in words."""
    return str(ANSWERED[state]) if state in ANSWERED else ""


@register.filter
def notice_icon(kind: str) -> str:
    """The icon of a notice."""
    return NOTICE_ICONS.get(kind, "info-circle")


@register.filter
def message_kind(level_tag: str) -> str:
    """The kind of notice for a message of Django's."""
    return MESSAGE_KINDS.get(level_tag, "info")


@register.filter
def place_icon(kind: str) -> str:
    """The icon of a place where something comes."""
    return PLACE_ICONS.get(kind, "hourglass")


@register.simple_tag
def person_key(user: AbstractBaseUser) -> str:
    """Whose answers wait on a device: a key that says nothing about the person."""
    return salted_hmac("core.ui.person_key", str(user.pk)).hexdigest()[:16]


@register.simple_tag(takes_context=True)
def page_address(context: dict[str, Any], name: str, number: int) -> str:
    """The address of another page of a list; everything else that was asked stays."""
    asked = context["request"].GET.copy()
    asked[name] = str(number)
    return f"?{asked.urlencode()}"


@register.simple_tag
def browser_words() -> SafeString:
    """The sentences that our scripts say, for scripts to read."""
    words = {
        "saved": _("Saved"),
        "sending": _("Saving…"),
        "unsaved": _("Not saved yet"),
        "device": _("Kept on this device, not sent yet"),
        "failed": _("Not saved. Try again."),
        "signIn": _("Sign in again"),
        "signInNeeded": _("Kept on this device. Sign in again to send it."),
        "sendNow": _("Send now"),
        "waitingOne": _("1 answer is kept on this device and not sent yet."),
        "waitingMany": _("{count} answers are kept on this device and not sent yet."),
        "sent": _("Everything has been sent."),
        "close": _("Close"),
        "toGlossary": _("Read more in the glossary"),
        "chooseFirst": _("Choose an answer first."),
        "noConnection": _("Not sent yet: no connection. Your answer is kept on this device."),
        "notAllSent": _(
            "Some answers have not been sent yet. As soon as there is a connection you can hand in."
        ),
        "timeUp": _("The time is up. What was saved counts."),
        "toResult": _("To the result"),
        "states": {state: str(word) for state, word in ANSWERED.items()},
    }
    return json_script({**words, **_words_at_signing_out()}, "wks-words")


def _words_at_signing_out() -> dict[str, str]:
    return {
        "signOutPhone": _(
            "An observation is on this phone only. If you sign out now, it is gone. Sign out anyway?"
        ),
        "signOutAnyway": _(
            "Some answers are on this device only. If you sign out now, they are gone. Sign out anyway?"
        ),
    }
