"""Mail in plain words: a subject, a text and one button's address."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation


def send_mail_about(*, to: str, template: str, words: dict[str, str]) -> None:
    """Send the mail whose subject and text are `<template>.subject.txt` and `<template>.txt`, in Dutch."""
    context = {**words, "base_url": settings.WAGTAILADMIN_BASE_URL.rstrip("/")}
    with translation.override(settings.LANGUAGE_CODE):
        subject = " ".join(render_to_string(f"{template}.subject.txt", context).split())
        text = render_to_string(f"{template}.txt", context)
    send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [to])
