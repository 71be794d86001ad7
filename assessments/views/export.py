"""Everything that somebody made for themselves, to take along: data, a page to read, and their files."""

from __future__ import annotations

import json
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from django.contrib.auth.decorators import login_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import FileResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from assessments.selectors.export import everything_of
from assessments.views.common import person_of

if TYPE_CHECKING:
    from django.http import HttpRequest


@login_required
@require_safe
@cache_control(private=True, no_store=True)
def everything(request: HttpRequest) -> FileResponse:
    """All of one's own reflections, cases, evidence and files in one archive."""
    work = everything_of(person_of(request))
    archive = TemporaryFile()  # noqa: SIM115 - the answer closes it
    with ZipFile(archive, "w", ZIP_DEFLATED) as packed:
        data = json.dumps(work.data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        packed.writestr("portfolio.json", data)
        packed.writestr(
            "portfolio.html", render_to_string("assessments/portfolio/export.html", {"work": work})
        )
        for name, file in work.files:
            with file.open("rb") as opened, packed.open(name, "w") as kept:
                copyfileobj(opened, kept)
    archive.seek(0)
    name = f"mijn-portfolio-{timezone.localdate().isoformat()}.zip"
    return FileResponse(archive, as_attachment=True, filename=name, content_type="application/zip")
