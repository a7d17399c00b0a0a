"""Django's handle on the room."""

from django.apps import AppConfig


class DisbursementsConfig(AppConfig):
    name = "naungan.disbursements"
    label = "disbursements"
