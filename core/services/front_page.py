"""The site's front page, and the address under which pages are known."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page, Site

DEFAULT_PORTS = {"http": 80, "https": 443}


@transaction.atomic
def make_front_page(page: Page) -> Page:
    """Give the front page: the one that is there already, or else this page, published and in its place."""
    home = type(page).objects.first() or _put_at_the_root(page)
    _answer_at_our_address(home)
    _remove_the_framework_welcome()
    return cast("Page", home)


def _put_at_the_root(page: Page) -> Page:
    Page.get_first_root_node().add_child(instance=page)
    page.save_revision().publish()
    return page


def _answer_at_our_address(home: Page) -> None:
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname,
            "port": address.port or DEFAULT_PORTS[address.scheme],
            "site_name": settings.WAGTAIL_SITE_NAME,
            "root_page": home,
        },
    )


def _remove_the_framework_welcome() -> None:
    """A migration of Wagtail's leaves a page that says "Welcome to your new Wagtail site!"."""
    plain = ContentType.objects.get_for_model(Page)
    for page in Page.objects.filter(depth=2, content_type=plain, numchild=0, latest_revision__isnull=True):
        page.delete()
