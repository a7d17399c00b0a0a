"""Naungan's own settings on an embedded PostgreSQL that lives and dies with the test run.

A file of its own because the settings start the server: the folder must be chosen before they are read.
"""

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="naungan-test-")
os.chmod(_home, 0o755)
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["NAUNGAN_HOME"] = _home
os.environ.pop("DATABASE_URL", None)
# Commands that a test starts read the settings that a user's command reads.
os.environ["DJANGO_SETTINGS_MODULE"] = "naungan.settings"

from naungan.settings import *  # noqa: E402, F403

# Tests call the API more often than anybody may.
API_RATE_PUBLIC = API_RATE_TOKEN = "1000000/m"
# Every test sees its own figures: tests/web/test_kept.py is about pages that are kept.
CACHES["pages"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}  # noqa: F405
# A password that takes a third of a second to check is good for people, and minutes of a test run.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
