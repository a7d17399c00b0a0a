"""Django's handle on the room."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class AccessConfig(AppConfig):
    name = "naungan.access"
    label = "access"

    def ready(self) -> None:
        """Bring the rooms' policies into the database once the tables of all rooms have been migrated."""
        from naungan.row_security_sql import bring

        last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
        post_migrate.connect(bring, sender=last)
