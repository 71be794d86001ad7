"""Addresses of the website."""

from __future__ import annotations

app_name = "website"
urlpatterns: list = []
