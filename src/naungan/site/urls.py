"""Every address of the site: a room's pages under the room's word."""

from __future__ import annotations

from django.urls import include, path

from naungan.web.pages import change_language

urlpatterns = [
    path("", include("naungan.coverage.urls")),
    path("hitung/", include("naungan.contributions.urls")),
    path("rancangan/", include("naungan.web.urls")),
    path("bahasa/", change_language, name="set_language"),
    path("", include("naungan.access.sign_in_urls")),
    path("akun/", include("naungan.access.urls")),
    path("saya/", include("naungan.participants.urls")),
    path("kartu/", include("naungan.participants.card_urls")),
    path("perusahaan/", include("naungan.employers.urls")),
    path("kantor/", include("naungan.desk.urls")),
    path("klaim/", include("naungan.claims.urls")),
    path("pembayaran-manfaat/", include("naungan.disbursements.urls")),
    path("pensiun/", include("naungan.pensions.urls")),
    path("penyerahan/", include("naungan.handovers.urls")),
    path("padanan/", include("naungan.matching.urls")),
    path("penanggung/", include("naungan.sponsorship.urls")),
    path("mandat/", include("naungan.mandates.urls")),
    path("laporan/", include("naungan.publications.urls")),
    path("api/", include("naungan.site.api_urls")),
]
