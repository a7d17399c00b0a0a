"""Django's handle on the room."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "naungan.access"
    label = "access"
