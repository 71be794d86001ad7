"""All addresses of the site; paths are Dutch, names are English."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from core.views import healthy, not_here, picture

handler400 = "core.views.cannot_read"
SIGN_IN = RedirectView.as_view(pattern_name="account_login", query_string=True)
urlpatterns = [
    path("gezond/", healthy, name="healthy"),
    # One sign-in for the site, the admin and pages that Wagtail would guard itself.
    path("beheer/login/", SIGN_IN),
    path("_util/login/", SIGN_IN),
    path("beheer/", include(wagtailadmin_urls)),
    path("documenten/", include(wagtaildocs_urls)),
    path("media/<path:name>", picture, name="picture"),
    # An address of a person comes from the municipality, so nobody changes or confirms one here.
    path("account/email/", not_here),
    path("account/confirm-email/", not_here),
    path("account/confirm-email/<str:key>/", not_here, name="no_confirmation"),
    path("account/login/code/confirm/", not_here),
    path("", include("people.urls")),  # before the next, because signing out is ours
    path("account/", include("allauth.urls")),
    path("", include("courses.urls")),  # first, because it is asked most: addresses are tried in turn
    path("", include("assessments.urls")),
    path("", include("casestudies.urls")),
    path("", include("roleplays.urls")),
    path("", include("trainings.urls")),
    path("", include("progression.urls")),
    path("", include("certification.urls")),
    path("", include("h5p.urls")),
    path("", include("website.urls")),
    path("", include(wagtail_urls)),
]
