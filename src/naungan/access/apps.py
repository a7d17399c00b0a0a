"""Django's handle on the room."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class AccessConfig(AppConfig):
    name = "naungan.access"
    label = "access"

    def ready(self) -> None:
        """Hear of new factors; bring the rooms' policies into the database when all tables are migrated."""
        from allauth.mfa.signals import authenticator_added

        from naungan.access.adapter import factor_was_given
        from naungan.row_security_sql import bring

        authenticator_added.connect(factor_was_given, dispatch_uid="naungan.access")

        last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
        post_migrate.connect(bring, sender=last)
