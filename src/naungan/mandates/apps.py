"""Django's handle on the room."""

from django.apps import AppConfig


class MandatesConfig(AppConfig):
    name = "naungan.mandates"
    label = "mandates"
