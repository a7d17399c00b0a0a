"""The tests run on their own settings, in every worker; the commands they start read a user's."""

from __future__ import annotations

import os

from django.conf import settings


def test_the_settings_in_force_are_the_tests_own() -> None:
    """A worker inherits the environment of the run, in which commands are told to read a user's settings."""
    assert settings.SETTINGS_MODULE == "tests.settings"
    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.MD5PasswordHasher"]


def test_commands_that_a_test_starts_read_the_settings_of_a_user() -> None:
    assert os.environ["DJANGO_SETTINGS_MODULE"] == "naungan.settings"
