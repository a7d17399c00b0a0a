"""The operations room as a Django app."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "naungan.operations"
    label = "operations"
