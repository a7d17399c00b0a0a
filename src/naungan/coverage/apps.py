"""The coverage room as a Django app."""

from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "naungan.coverage"
    label = "coverage"
