"""Django's handle on the room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "naungan.desk"
    label = "desk"
