"""Who may read a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.views import redirect_to_login
from wagtail import hooks

from casestudies.models import CaseStudyIndexPage, CaseStudyPage

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from wagtail.models import Page


@hooks.register("before_serve_page")
def ask_to_sign_in(
    page: Page, request: HttpRequest, serve_args: object, serve_kwargs: object
) -> HttpResponse | None:
    """Cases are for people who learn here, so a visitor signs in first."""
    if isinstance(page, (CaseStudyIndexPage, CaseStudyPage)) and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return None
