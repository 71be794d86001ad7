"""The bare reference of all ratios: a view without middleware or database that loops over 150 items (about 9 kB of HTML)."""

from __future__ import annotations

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

ROWS = 150
PAGE = """<!doctype html><title>{{ title }}</title><ul>
{% for row in rows %}<li class="row"><a href="/item/{{ row.number }}/">{{ row.title }}</a></li>
{% endfor %}</ul>"""

settings.configure(
    SECRET_KEY="only-for-measuring",  # noqa: S106 - signs nothing
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    DEBUG=False,
)
_template = Engine().from_string(PAGE)


def view(request: HttpRequest) -> HttpResponse:
    """Render the list anew for each request."""
    rows = [{"number": number, "title": f"Item number {number}"} for number in range(ROWS)]
    return HttpResponse(_template.render(Context({"title": "Reference", "rows": rows})))


urlpatterns = [path("", view)]
application = get_wsgi_application()
