"""Addresses of what plays. Tickets stand in the path: a frame without origin sends no cookies."""

from __future__ import annotations

from django.urls import path, re_path

from h5p.views import files, playing

app_name = "h5p"
urlpatterns = [
    path("h5p/play/<str:token>/", playing.play, name="play"),
    path("h5p/c/<str:token>/<path:path>", files.content, name="content"),
    re_path(r"^h5p/lib/(?P<code_sha>[0-9a-f]{64})/(?P<path>.+)\Z", files.library, name="library"),
]
