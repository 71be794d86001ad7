"""The demo's home page and information pages, from text that can be reviewed."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.db import transaction

from website.models import HomePage, InformationPage

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://wks-leerplein.example/pages/")

Page = HomePage | InformationPage
Row = dict[str, Any]


@transaction.atomic
def write_pages(described: Row) -> None:
    """Make or renew the pages. A page that somebody edited in Wagtail is theirs."""
    home = HomePage.objects.select_related("latest_revision").get()
    _write(home, described["home"])
    pages = {
        page.slug: page for page in InformationPage.objects.child_of(home).select_related("latest_revision")
    }
    for row in described["information"]:
        page = pages.get(row["slug"])
        if page is None:
            page = home.add_child(
                instance=InformationPage(slug=row["slug"], live=False, **_fields(row, row["slug"]))
            )
            page.save_revision().publish()
        else:
            _write(page, row)


def _write(page: Page, row: Row) -> None:
    fields = _fields(row, page.slug)
    is_theirs = page.latest_revision is not None and page.latest_revision.user_id is not None
    if is_theirs or not _differs(page, fields):
        return
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def _differs(page: Page, fields: Row) -> bool:
    has_other_words = any(getattr(page, name) != fields[name] for name in ("title", "lead"))
    return has_other_words or page.body.get_prep_value() != json.loads(fields["body"])


def _fields(row: Row, slug: str) -> Row:
    blocks = [
        {"type": kind, "value": _value(value, f"{slug}/{place}"), "id": _key(f"{slug}/{place}")}
        for place, block in enumerate(row["body"])
        for kind, value in block.items()
    ]
    return {"title": row["title"], "lead": row["lead"], "body": json.dumps(blocks)}


def _value(value: Any, name: str) -> Any:
    """A value of a block as it is kept: whatever is in a list has a key of its own."""
    if isinstance(value, dict):
        return {key: _value(inner, f"{name}/{key}") for key, inner in value.items()}
    if isinstance(value, list):
        return [
            {"type": "item", "value": _value(inner, f"{name}/{place}"), "id": _key(f"{name}/{place}")}
            for place, inner in enumerate(value)
        ]
    return value


def _key(name: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, name))
