"""The addresses of the room. None of them holds a NIK, a name or a phone number."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from naungan.publications.pages import builder, reading


class Reference(StringConverter):
    """The number printed on a report."""

    regex = r"[A-Z]{3,4}-[A-Z0-9.]{2,5}-[0-9]{8}-[0-9]{2,4}"


register_converter(Reference, "reference")

app_name = "publications"
urlpatterns = [
    path("", reading.listing, name="listing"),
    path("buat/", builder.build, name="build"),
    path("<reference:reference>/", reading.publication, name="publication"),
    path("<reference:reference>/berkas/<int:number>/", reading.file, name="file"),
]
