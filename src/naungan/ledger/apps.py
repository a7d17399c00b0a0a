"""The ledger room as a Django app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "naungan.ledger"
    label = "ledger"
