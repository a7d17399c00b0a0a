"""The contributions room as a Django app."""

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "naungan.contributions"
    label = "contributions"
