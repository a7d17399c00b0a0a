"""Django's handle on the room."""

from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    name = "naungan.publications"
    label = "publications"
