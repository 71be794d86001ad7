"""The app in a project that has nothing else of ours, on another database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.factories.h5p import package
from tooling.paths import ROOT

ALONE = """
import sys, django
from django.conf import settings
settings.configure(
    SECRET_KEY="alone", USE_TZ=True, MEDIA_ROOT=sys.argv[1], ROOT_URLCONF="h5p.urls",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "h5p"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)
django.setup()
from django.core.files.base import File
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import timezone
from h5p import api
from h5p.models import Library, PackageVersion
call_command("check", fail_level="ERROR")
call_command("migrate", verbosity=0)
call_command("makemigrations", "h5p", check=True, dry_run=True)
with open(sys.argv[2], "rb") as file:
    version = api.take_in(
        package=api.new_package(title="Story", now=timezone.now()), source=File(file), file_name="a.h5p", now=timezone.now()
    )
print("state:", version.state)
for rows in (PackageVersion.objects, Library.objects):
    try:
        rows.update(title="another")
    except IntegrityError as refused:
        print("refused:", refused)
print("ours:", [name for name in sys.modules if name in ("core", "people", "wagtail", "config")])
"""


def test_the_app_works_in_a_project_of_somebody_else(tmp_path):
    file = Path(tmp_path / "verhaal.h5p")
    file.write_bytes(package().getvalue())
    command = [sys.executable, "-c", ALONE, str(tmp_path / "media"), str(file)]

    told = subprocess.run(command, cwd=ROOT, env={}, capture_output=True, text=True, check=False)

    assert told.returncode == 0, told.stderr
    assert "h5p.W001" in told.stderr
    assert "No changes detected" in told.stdout
    assert "state: ready" in told.stdout
    assert told.stdout.count("never changed") == 2
    assert "ours: []" in told.stdout
