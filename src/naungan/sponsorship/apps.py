"""Django's handle on the room."""

from django.apps import AppConfig


class SponsorshipConfig(AppConfig):
    name = "naungan.sponsorship"
    label = "sponsorship"
