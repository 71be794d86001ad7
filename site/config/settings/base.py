"""What every installation has in common."""

from __future__ import annotations

import dj_database_url
from csp.constants import NONE, SELF

from config.settings import env
from config.settings.background import *  # noqa: F403
from config.settings.cms import *  # noqa: F403
from config.settings.foundation import *  # noqa: F403
from config.settings.foundation import REDIS_URL, SITE_DIR, VAR

# --- Apps ---------------------------------------------------------------------
# Upper floors first, so that a template of an upper floor wins.
INSTALLED_APPS = [
    "website",
    "courses",
    "roleplays",
    "casestudies",
    "trainings",
    "certification",
    "assessments",
    "progression",
    "records",
    "people",
    "core",
    "h5p",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "django_celery_beat",
    "django_cotton",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.ContentPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "people.middleware.MunicipalityMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "core.middleware.AdminDoorMiddleware",
    "courses.middleware.OwnAreaMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE_DIR / "templates"],
        "OPTIONS": {
            # APP_DIRS is off because cotton brings its own loader; all of them are cached.
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "core.templatetags.ui"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
COTTON_DIR = "cotton"

# --- Data ---------------------------------------------------------------------
DATABASES = {
    "default": dj_database_url.parse(
        env.read_address("DATABASE_URL", "postgres", "postgresql"), conn_max_age=600, conn_health_checks=True
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "core.caching.SharedCache",
        "LOCATION": f"{REDIS_URL}/1",
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {
            "SOCKET_CONNECT_TIMEOUT": 0.3,
            "SOCKET_TIMEOUT": 1,
            # A cache that is down makes pages slower; it never breaks them.
            "IGNORE_EXCEPTIONS": True,
        },
    },
    # Pieces of pages that are the same again and again, kept in each process (ADR 0010).
    "fragments": {
        "BACKEND": "core.caching.ProcessCache",
        "LOCATION": "fragments",
        "TIMEOUT": 600,
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.views.csrf_failure"

# --- Tests ---
# Who is told, in the same transaction, that somebody has a test behind them; so the arrow points down.
ASSESSMENTS_TELL = ["courses.api.test_was_handed_in"]
# Who knows the titles and addresses of modules.
ASSESSMENTS_MODULES = "courses.api.links_of_modules"
# Who knows what people play that can be observed, and what to look for in it.
ASSESSMENTS_ACTIVITIES = "roleplays.api.activities_to_observe"
# Who knows where a proeve goes on whose form somebody filled in.
ASSESSMENTS_PROEVE = "certification.api.address_of_proeve"

# --- Role-plays ---
# Who is told, in the same transaction, that somebody played a scenario to its end.
ROLEPLAYS_TELL = ["courses.api.role_play_was_played"]

# --- Cases ---
# Who is told, in the same transaction, that somebody finished a case.
CASESTUDIES_TELL = ["courses.api.case_was_finished"]
# Who knows where a case is used.
CASESTUDIES_USES = ["courses.api.lessons_with_cases", "roleplays.api.scenarios_with_cases"]

# --- H5P ---
# Who knows for whom a package plays: it says by what name, and where that person was.
H5P_HOST = "assessments.api.interactive.play_for"
# Where the front end puts the player.
H5P_STATIC = "wks/h5p"
# Sites of which packages may show films; none by itself.
H5P_FRAME_SOURCES = env.read_list("WKS_H5P_FRAMES", default="")
# The hub from which content types may be fetched, and the hosts that may answer. By itself there is none.
H5P_HUB = env.read("WKS_H5P_HUB", default="")
H5P_HUB_HOSTS = env.read_list("WKS_H5P_HUB_HOSTS", default="api.h5p.org")
# What can be taken along as packages, and who makes them.
H5P_EXPORTS = {
    "questions": "assessments.api.exchange.packages_of_questions",
    "scenarios": "roleplays.api.exchange.packages_of_scenarios",
}
# Our own content types, and a folder with others to try: both fill the table in docs/h5p.md.
H5P_CONTENT_TYPES = [SITE_DIR.parent / app / "content_types" for app in ("h5p", "roleplays")]
H5P_LIBS_DIR = env.read("H5P_LIBS_DIR", default="")
# Who is told, in a transaction of its own, that somebody finished an interactive exercise.
INTERACTIVE_TELL = ["courses.api.exercise_was_finished"]
# Who knows for whom an interactive exercise stands in something that they may do: nobody else comes to it.
INTERACTIVE_REACH = ["courses.api.lessons_with_exercise", "casestudies.api.open_cases_with_exercise"]
# Who knows where an interactive exercise is used.
INTERACTIVE_USES = ["courses.api.lessons_with_exercises", "casestudies.api.cases_with_exercises"]

# --- People ---------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["people.adapters.PersonBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "website:dashboard"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "people.adapters.ClosedSignupAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
PASSWORD_RESET_TIMEOUT = 4 * 3600  # the mail says: a few hours
ACCOUNT_PREVENT_ENUMERATION = True
# A town hall has one address: a room full of people signs in at nine. Guessing is held up per account.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "reset_password": "60/m/ip,5/m/key",
}

# --- Files ------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [SITE_DIR / "static"]
MEDIA_ROOT = VAR / "media"
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long lesson in the editor has many fields
FILE_UPLOAD_PERMISSIONS = 0o640

# --- Mail ---------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.read("DEFAULT_FROM_EMAIL", default="WKS Leerplein <leerplein@example.nl>")
EMAIL_TIMEOUT = 15

# --- Security -------------------------------------------------------------------------
X_FRAME_OPTIONS = "DENY"  # Wagtail allows its own previews
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURITY_CONTACT = env.read("WKS_SECURITY_CONTACT")
SILENCED_SYSTEM_CHECKS: list[str] = []
# Strict everywhere; core.middleware relaxes what the admin needs inside /beheer/ (ADR 0009).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF, "https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "worker-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
    }
}

# --- Observing without internet: off, phones take their copy of the form away ---------
OBSERVING_OFFLINE = env.is_on("WKS_OFFLINE")

# --- Certificates: the training organisation issues them, and signs badges with its own key -----------
CERTIFICATE_ISSUER = env.read("WKS_ISSUER_NAME")
BADGE_KEY = env.read_key("WKS_BADGE_KEY")
BADGE_OLD_KEYS = env.read_list("WKS_BADGE_OLD_KEYS")
BADGE_CONTEXTS = SITE_DIR / "static" / "wks" / "badge-contexts.json"

# --- Logging: security events and errors as lines on standard error ---------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.read("WKS_LOG_LEVEL")},
    # A line per index entry of every page says nothing to anybody.
    "loggers": {"django_tasks": {"level": "WARNING"}, "wagtail": {"level": "WARNING"}},
}
