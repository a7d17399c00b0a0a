"""The addresses of pensions. None of them holds a NIK, a name or a phone number."""

from __future__ import annotations

from django.urls import path

from naungan.pensions import pages

app_name = "pensions"
urlpatterns = [
    path("", pages.home, name="home"),
    path("saya/", pages.mine, name="mine"),
    path("ditahan/", pages.withheld, name="withheld"),
    path("<int:award>/", pages.award, name="award"),
    path("<int:award>/<slug:move>/", pages.acting, name="act"),
]
