"""Django's handle on the room."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "naungan.site"
    label = "site"
