"""Django's handle on the room."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "naungan.claims"
    label = "claims"
