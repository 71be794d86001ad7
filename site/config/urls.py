"""All addresses of the site; paths are Dutch, names are English."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from core.views import healthy, picture

urlpatterns = [
    path("gezond/", healthy, name="healthy"),
    # One sign-in for the site and the admin.
    path("beheer/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("beheer/", include(wagtailadmin_urls)),
    path("documenten/", include(wagtaildocs_urls)),
    path("media/<path:name>", picture, name="picture"),
    path("account/", include("allauth.urls")),
    path("", include("people.urls")),
    path("", include("courses.urls")),
    path("", include("website.urls")),
    path("", include(wagtail_urls)),
]
