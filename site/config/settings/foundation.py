"""What the other settings stand on: folders, language, clock, and where the broker is."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from config.settings import env

ROOT = Path(__file__).resolve().parents[3]
SITE_DIR = ROOT / "site"
VAR = Path(env.read("WKS_VAR"))
VAR = VAR if VAR.is_absolute() else ROOT / VAR

REDIS_URL = env.read_address("REDIS_URL", "redis", "rediss").rstrip("/")

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [SITE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
