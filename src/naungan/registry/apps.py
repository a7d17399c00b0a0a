"""The registry as a Django app."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class RegistryConfig(AppConfig):
    name = "naungan.registry"
    label = "registry"

    def ready(self) -> None:
        """Make the guards of all rooms unavoidable whenever the tables have been migrated."""
        post_migrate.connect(guards_always_stand, sender=self)


def guards_always_stand(using: str = "default", **_: Any) -> None:
    """Take away the setting by which a session could switch the triggers off.

    Every migration that installs a trigger brings that setting back, so this runs after each `migrate`.
    """
    from naungan.registry.database_functions import NEVER_IGNORE

    with connections[using].cursor() as cursor:
        cursor.execute(NEVER_IGNORE)
