"""Django's handle on the room."""

from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    name = "naungan.participants"
    label = "participants"
