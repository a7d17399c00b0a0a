"""The addresses of the room. None of them holds a NIK, a name or a phone number."""

from __future__ import annotations

from django.urls import URLPattern, path, register_converter

from naungan.desk.pages import (
    arrears,
    close,
    corrections,
    grace,
    home,
    money,
    payer,
    person,
    proposals,
    reports,
    search,
)


class Ending:
    """How a file ends: csv or xlsx."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        """The ending as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The ending as it stands."""
        return value


class MonthText(Ending):
    """A month as YYYY-MM."""

    regex = r"\d{4}-(?:0[1-9]|1[0-2])"


register_converter(Ending, "ending")
register_converter(MonthText, "month")

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("wilayah/", home.places, name="places"),
    path("definisi/", home.definitions, name="definitions"),
    path("cari/", search.search, name="search"),
    path("tunggakan/", arrears.arrears, name="arrears"),
    path("tunggakan/unduh.<ending:ending>", arrears.arrears_file, name="arrears_file"),
    path("tenggang/", grace.grace, name="grace"),
    path("pembayar/<int:payer_id>/", payer.payer, name="payer"),
    path("pembayar/<int:payer_id>/panggilan/", payer.call, name="call"),
    path("pembayar/<int:payer_id>/narahubung/", payer.contact, name="contact"),
    path("pembayar/<int:payer_id>/narahubung/<int:contact_id>/akhiri/", payer.contact_ended, name="contact_ended"),
    path("pembayar/<int:payer_id>/surat.pdf", payer.letter, name="letter"),
    path("orang/<int:person_id>/", person.person, name="person"),
    path("orang/<int:person_id>/jejak/", person.trail, name="trail"),
    path("orang/<int:person_id>/koreksi/<slug:what>/", corrections.correct_person, name="correct_person"),
    path(
        "kepesertaan/<int:participation_id>/koreksi/<slug:what>/",
        corrections.correct_participation,
        name="correct_participation",
    ),
    path("laporan/", reports.reports, name="reports"),
    path("laporan/berkas/<int:upload_id>/", reports.upload, name="upload"),
    path("laporan/data/<int:report_id>/", reports.data_report, name="data_report"),
    path("laporan/data/<int:report_id>/periksa/", reports.data_report_taken, name="data_report_taken"),
    path("laporan/data/<int:report_id>/jawab/", reports.data_report_answered, name="data_report_answered"),
    path("titipan/", money.money, name="money"),
    path("titipan/<int:payment_id>/", money.payment, name="payment"),
    path("usulan/", proposals.commands, name="commands"),
    path("usulan/<int:command_id>/", proposals.command, name="command"),
    path("usulan/<int:command_id>/putuskan/", proposals.decided, name="decided"),
    path("tutup-bulan/", close.closes, name="closes"),
    path("tutup-bulan/<month:month>/", close.close, name="close"),
    path("tutup-bulan/<month:month>/kemajuan/", close.close_part, name="close_part"),
    path("pekerjaan/", close.jobs, name="jobs"),
    path("pekerjaan/<int:job_id>/ulang/", close.job_again, name="job_again"),
]
