"""Django's handle on the room."""

from django.apps import AppConfig


class PensionsConfig(AppConfig):
    name = "naungan.pensions"
    label = "pensions"
