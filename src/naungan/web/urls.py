"""The addresses of the room."""

from __future__ import annotations

from django.urls import path

from naungan.web import pages

app_name = "web"
urlpatterns = [
    path("", pages.design, name="design"),
    path("grafik/", pages.design_chart, name="design-chart"),
]
