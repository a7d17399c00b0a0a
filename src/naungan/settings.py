"""Django settings: one PostgreSQL, the rooms, and nothing else until the site needs it."""

from __future__ import annotations

import os

from naungan.database import connection_settings

SECRET_KEY = os.environ.get("NAUNGAN_SECRET_KEY", "command-line-only")
DEBUG = False
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "naungan.registry",
    "naungan.ledger",
    "naungan.intake",
    "naungan.contributions",
    "naungan.coverage",
    "naungan.operations",
]

DATABASES = {"default": connection_settings()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = "Asia/Makassar"
LANGUAGE_CODE = "id"

# A migration installs the triggers; a changed guard is a new migration like any other change.
PGTRIGGER_MIGRATIONS = True
