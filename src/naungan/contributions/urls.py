"""The addresses of the room: the calculators."""

from __future__ import annotations

from django.urls import path, re_path

from naungan.contributions import calculator_pages, protection_pages

app_name = "contributions"
urlpatterns = [
    path("", calculator_pages.calculator, name="calculator"),
    path("perlindungan/", protection_pages.protection, name="protection"),
    re_path(r"^perlindungan\.(?P<form>csv|xlsx)$", protection_pages.protection_file, name="protection-file"),
    path("<slug:slug>/", calculator_pages.calculate, name="calculate"),
]
