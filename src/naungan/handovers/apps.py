"""Django's handle on the room."""

from django.apps import AppConfig


class HandoversConfig(AppConfig):
    name = "naungan.handovers"
    label = "handovers"
