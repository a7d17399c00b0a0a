"""The addresses of the API and of its documentation."""

from __future__ import annotations

from django.urls import path

from naungan.site import api_pages
from naungan.site.api import api

urlpatterns = [
    path("v1/", api.urls),
    path("dokumentasi/", api_pages.documentation, name="api-documentation"),
]
