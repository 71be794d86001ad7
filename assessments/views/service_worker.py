"""The service worker of the observation form: which public files it keeps, or that it has to go."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

FILES = (
    "wks/tokens.css",
    "wks/wks.css",
    "wks/phone.js",
    "wks/icons.svg",
    "wks/favicon.svg",
    "wks/fonts/source-sans-3-normal.woff2",
)
SCRIPT, GOODBYE = "wks/sw.js", "wks/sw-off.js"


@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script with the files of this release; switched off, one that takes itself away.

    It stands below the form, so that a browser lets it answer for no other page.
    """
    is_on = settings.OBSERVING_OFFLINE
    return HttpResponse(_script(is_on=is_on), content_type="text/javascript; charset=utf-8")


def _script(*, is_on: bool) -> str:
    name = SCRIPT if is_on else GOODBYE
    script = Path(finders.find(name) or staticfiles_storage.path(name)).read_text(encoding="utf-8")
    form = reverse("assessments:phone")
    files = [static(name) for name in FILES]
    # The names of files change with their content, so these and the script itself are the release.
    release = hashlib.sha256("\n".join([*files, script]).encode()).hexdigest()[:12]
    shell = json.dumps({"release": release, "form": form, "files": files})
    return f"self.WKS_SHELL = {shell};\n{script}"
