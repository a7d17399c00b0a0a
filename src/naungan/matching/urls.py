"""The addresses of the room. None of them holds a NIK, a name or a phone number."""

from __future__ import annotations

from django.urls import path

from naungan.matching import pages

app_name = "matching"
urlpatterns = [
    path("", pages.runs, name="runs"),
    path("<int:run_id>/", pages.review, name="review"),
    path("pasangan/<int:pair_id>/", pages.judged, name="judged"),
    path("gabung/", pages.merges, name="merges"),
    path("gabung/<int:merge_id>/", pages.merge, name="merge"),
    path("gabung/<int:merge_id>/putuskan/", pages.merge_decided, name="merge_decided"),
]
