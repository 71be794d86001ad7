"""The demo: real servers, invented municipalities, mail to a folder. Only script/demo may start it."""

from __future__ import annotations

from config.settings import env
from config.settings.base import *  # noqa: F403
from config.settings.base import VAR

if not env.is_on("WKS_DEMO"):
    message = "These are the settings of the demo. Start it with script/demo, or run script/manage."
    raise env.WrongEnvironment(message)

DEMO = True
DEBUG = False
SECRET_KEY = env.read("SECRET_KEY")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.read_list("ALLOWED_HOSTS", default="")]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
