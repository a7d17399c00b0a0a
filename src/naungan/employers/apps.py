"""Django's handle on the room."""

from django.apps import AppConfig


class EmployersConfig(AppConfig):
    name = "naungan.employers"
    label = "employers"
