"""The addresses of the API and of its documentation."""

from __future__ import annotations

from django.urls import path, re_path

from naungan.site import api_pages
from naungan.site.api import api

urlpatterns = [
    path("v1/", api.urls),
    re_path(r"^v1/", api_pages.nothing),
    path("dokumentasi/", api_pages.documentation, name="api-documentation"),
]
