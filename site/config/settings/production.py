"""Production: everything that differs per installation comes from the environment."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from config.settings import env
from config.settings.base import *  # noqa: F403

if env.is_on("WKS_DEMO"):
    message = "WKS_DEMO is set, but these are the production settings. The demo never runs in production."
    raise env.WrongEnvironment(message)

DEMO = False
DEBUG = False
SECRET_KEY = env.read("SECRET_KEY")
ALLOWED_HOSTS = env.read_hosts("ALLOWED_HOSTS")
WAGTAILADMIN_BASE_URL = env.read_address("WKS_BASE_URL", "https")
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]
DEFAULT_FROM_EMAIL = env.read("DEFAULT_FROM_EMAIL")
MEDIA_ROOT = Path(env.read("WKS_STORAGE"))

_mail = urlsplit(env.read_address("EMAIL_URL", "smtp", "smtps"))
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_HOST = _mail.hostname or ""
EMAIL_PORT = _mail.port or (465 if EMAIL_USE_SSL else 587)
EMAIL_HOST_USER = unquote(_mail.username or "")
EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
EMAIL_USE_TLS = _mail.scheme == "smtp" and bool(_mail.username)

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REDIRECT_EXEMPT = [r"^gezond/$"]
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
if env.is_on("WKS_TRUSTED_PROXY"):
    # Otherwise every visitor would have the proxy's address, and share one limit on wrong passwords.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
