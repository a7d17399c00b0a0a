"""The addresses of the room. None of them holds a NIK, a name or a phone number."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from naungan.mandates.pages import listing, obligation


class GovernmentCode(StringConverter):
    """A province (64) or a district (64.72)."""

    regex = r"[0-9]{2}(?:\.[0-9]{2})?"


register_converter(GovernmentCode, "government_code")

app_name = "mandates"
urlpatterns = [
    path("", listing.region, name="region"),
    path("dasar/", listing.basis, name="basis"),
    path("komitmen/<int:number>/", listing.commitment, name="commitment"),
    path("kewajiban/<int:number>/", obligation.obligation, name="obligation"),
    path("kewajiban/<int:number>/bukti/", obligation.add_evidence, name="add-evidence"),
    path("kewajiban/<int:number>/indikator/", obligation.measure, name="measure"),
    path("kewajiban/<int:number>/langkah/<slug:name>/", obligation.move, name="move"),
    path("bukti/<int:number>/", obligation.file, name="file"),
    path("<government_code:code>/", listing.of_government, name="government"),
    path("<government_code:code>/komitmen/", listing.begin_commitment, name="begin"),
]
