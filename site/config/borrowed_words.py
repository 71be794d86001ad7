"""Sentences of Django, allauth and Wagtail that people read here, asked again so that our own catalogue says them plainly.

Their Dutch is formal, half English or not so here; ours wins, because site/locale is looked at first. Nothing imports this module.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

SIGNING_IN = (
    _("Email"),
    _("Remember Me"),
    _("The email address and/or password you specified are not correct."),
    _("This account is currently inactive."),
    _("Too many failed login attempts. Try again later."),
    _("Be patient, you are sending too many requests."),
    _("Successfully signed in as %(name)s."),
    _("You have signed out."),
)
PASSWORDS = (
    _("New Password (again)"),
    _("Password (again)"),
    _("You must type the same password each time."),
    _("Please type your current password."),
    _("Incorrect password."),
    _("The password reset token was invalid."),
    _("Password successfully changed."),
    _("Password successfully set."),
    _("Your password can’t be too similar to your other personal information."),
    _("The password is too similar to the %(verbose_name)s."),
    _("Your password can’t be a commonly used password."),
    _("This password is too common."),
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
        "min_length",
    ),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
)
FORMS = (
    _("This field is required."),
    _("Enter a valid email address."),
    _("Enter a valid date."),
    _("Enter a whole number."),
)
# Here nobody needs permission to publish: the moment counts as soon as somebody else approves.
WRITING = (
    _("Anyone with editing permissions can create schedules"),
    _("But only those with publishing permissions can make them effective."),
)
