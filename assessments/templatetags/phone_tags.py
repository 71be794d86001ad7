"""The sentences that the observation form on a phone says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import json_script
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def phone_words() -> SafeString:
    """Where the work is, in honest words: what is on the phone only is never called sent."""
    words = {
        "empty": "",
        "device": _("Kept on this phone at {time}. Not sent yet."),
        "opened": _("Kept on this phone. Go on where you were."),
        "sent": _("Sent at {time}."),
        "signIn": _("Kept on this phone. Sign in again to send it."),
        "signInFirst": _("What you type now is not kept. Sign in first, with internet."),
        "locked": _("A form is kept on this phone. Sign in, with internet, to open it."),
        "notKept": _("This is not kept: your phone refuses it. Do not close this page."),
        "held": _("Kept on this phone. Sending does not work: {message}"),
        "refused": _("The platform did not take it."),
        "waits": _("waits to be sent"),
        "oneWaits": _("1 observation is on this phone only."),
        "manyWait": _("{count} observations are on this phone only."),
        "participant": _("Participant {number}"),
        "seat": _("Choose which participant you observe."),
        "activity": _("Write down what you observe."),
        "old": _(
            "Something has been on this phone for more than three days. Send it: after seven days it is gone."
        ),
        "gone": _("Something was on this phone for more than seven days and has been taken away."),
    }
    return json_script(words, "phone-words")
