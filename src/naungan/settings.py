"""Django settings: one PostgreSQL, the rooms, and the site they share."""

from __future__ import annotations

import os

from naungan.database import connection_settings
from naungan.secret import secret_key

SECRET_KEY = secret_key()
DEBUG = False
# The operator's own names; without them the site answers on this machine only.
ALLOWED_HOSTS = os.environ.get("NAUNGAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
BEHIND_TLS = bool(os.environ.get("NAUNGAN_TLS"))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_cotton",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "naungan.web",
    "naungan.registry",
    "naungan.access",
    "naungan.ledger",
    "naungan.intake",
    "naungan.contributions",
    "naungan.coverage",
    "naungan.operations",
    "naungan.participants",
    "naungan.employers",
    "naungan.desk",
    "naungan.site",
]

DATABASES = {"default": connection_settings()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "access.Account"

USE_TZ = True
TIME_ZONE = "Asia/Makassar"
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]

ROOT_URLCONF = "naungan.site.urls"
WSGI_APPLICATION = "naungan.site.wsgi.application"
STATIC_URL = "/static/"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "naungan.access.middleware.ActorMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
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
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "naungan.site.navigation.navigation",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "naungan.web.templatetags.formats",
            ],
        },
    }
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]

# A migration installs the triggers; a changed guard is a new migration like any other change.
PGTRIGGER_MIGRATIONS = True
