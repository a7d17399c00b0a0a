"""The addresses that a third party opens: a card or a statement that is checked."""

from __future__ import annotations

from django.urls import URLPattern, path

from naungan.participants.pages import card

app_name = "card"
urlpatterns: list[URLPattern] = [
    path("pernyataan/<str:token>/", card.check_statement, name="statement"),
    path("<str:token>/", card.check, name="check"),
]
