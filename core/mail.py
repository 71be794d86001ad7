"""Mail in plain words: a subject, a text and one button's address; with what a calendar can read beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """The same mail for a calendar. Outlook asks for the method in the heading of the part too."""

    content: bytes
    method: str


def send_mail_about(
    *,
    to: str,
    template: str,
    words: Mapping[str, Any],
    calendar: CalendarPart | None = None,
    with_html: bool = False,
) -> None:
    """Send the mail whose subject and text are `<template>.subject.txt` and `.txt`, in Dutch; if asked with its `.html`."""
    context = {**words, "base_url": settings.WAGTAILADMIN_BASE_URL.rstrip("/")}
    with translation.override(settings.LANGUAGE_CODE):
        subject = " ".join(render_to_string(f"{template}.subject.txt", context).split())
        text = render_to_string(f"{template}.txt", context)
        html = render_to_string(f"{template}.html", context) if with_html else ""
    mail = EmailMultiAlternatives(subject, text, settings.DEFAULT_FROM_EMAIL, [to])
    if html:
        mail.attach_alternative(html, "text/html")
    if calendar is not None:
        mail.attach_alternative(calendar.content.decode(), f"text/calendar; method={calendar.method}")
    mail.send()
