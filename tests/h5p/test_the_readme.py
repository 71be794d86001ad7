"""What the README of the app says to who takes it along is true: a project is made of it, and somebody plays there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.factories.h5p import package
from tooling.paths import ROOT

README = (ROOT / "h5p" / "README.md").read_text()
CODE = re.compile(r"```\w+\n(?:#|\{#) (host/[\w/.]+)(.*?)```", re.DOTALL)
PLAYED = """
import json, sys, uuid
import django
from django.conf import settings
sys.path.insert(0, sys.argv[1])
settings.configure(
    SECRET_KEY="alone", USE_TZ=True, MEDIA_ROOT=sys.argv[1] + "/media", STATIC_URL="/static/", ALLOWED_HOSTS=["*"],
    ROOT_URLCONF="host.urls", H5P_HOST="host.plays.play_for", DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "h5p", "host"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware",
                "django.contrib.auth.middleware.AuthenticationMiddleware"],
)
django.setup()
from django.contrib.auth import get_user_model
from django.core.files.base import File
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from h5p import api
from host.models import Play
from host.plays import address_of, mailbox_of

call_command("check", fail_level="WARNING")
call_command("migrate", run_syncdb=True, verbosity=0)
made = api.new_package(title="Verhaal", now=timezone.now())
with open(sys.argv[2], "rb") as file:
    api.take_in(package=made, source=File(file), file_name="a.h5p", now=timezone.now())
reader, browser = get_user_model().objects.create_user("reader"), Client()
browser.force_login(reader)
page = browser.get(f"/play/{made.pk}/")
address = page.content.decode().split('src="')[1].split('"')[0]
frame = browser.get(address)
print("frame:", frame.status_code, "sandbox allow-scripts" in frame.headers["Content-Security-Policy"])
print("somebody else:", Client().get(address).status_code)
play = Play.objects.get()

def say(**changes):
    statement = {"id": str(uuid.uuid4()), "actor": {"mbox": "mailto:" + mailbox_of(play)},
                 "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"}, "object": {"id": address_of(play)},
                 "result": {"score": {"raw": 1, "min": 0, "max": 1}}, **changes}
    told = {"statement": json.dumps(statement), "state": json.dumps({"0": "half"})}
    answer = browser.post(f"/said/{play.pk}/", told)
    return answer.status_code, answer.json()

print("said:", say())
print("forged:", say(result={"score": {"raw": 999, "min": 0, "max": 1}})[0])
again = browser.get(address).content.decode()
print("resumed:", '"0": {"state": "half"}' in again)
"""


def test_a_project_made_of_the_readme_plays_keeps_and_refuses(tmp_path):
    files = {name: code.partition("\n")[2] for name, code in CODE.findall(README)}
    assert set(files) == {
        "host/models.py",
        "host/plays.py",
        "host/views.py",
        "host/urls.py",
        "host/templates/play.html",
    }
    for name, code in {**files, "host/__init__.py": ""}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(code)
    story = Path(tmp_path / "verhaal.h5p")
    story.write_bytes(package().getvalue())
    command = [sys.executable, "-c", PLAYED, str(tmp_path), str(story)]
    told = subprocess.run(command, cwd=ROOT, env={}, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    for line in (
        "frame: 200 True",
        "somebody else: 404",
        "said: (200, {'finished': True})",
        "forged: 400",
        "resumed: True",
    ):
        assert line in told.stdout


def test_every_setting_that_the_app_reads_stands_in_its_readme():
    code = "".join(file.read_text() for file in (ROOT / "h5p").rglob("*.py"))
    named = set(re.findall(r"H5P_[A-Z_]+", code)) - {"H5P_"}
    assert sorted(name for name in named if f"`{name}`" not in README) == []


def test_every_name_of_the_door_that_the_readme_gives_is_there():
    from h5p import api

    door = README.partition("## Its door")[2]
    names = re.findall(r"`([a-z_]+)`", door.partition("Commands:")[0])
    assert [name for name in names if name not in api.__all__] == []
