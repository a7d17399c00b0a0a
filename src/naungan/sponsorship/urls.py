"""The addresses of the room. None of them holds a NIK, a name or a phone number."""

from __future__ import annotations

from django.urls import path

from naungan.sponsorship.pages import decrees, lists, plan, year

app_name = "sponsorship"
urlpatterns = [
    path("", year.home, name="home"),
    path("<int:payer>/", year.year, name="year"),
    path("<int:payer>/anggaran/", year.budget, name="budget"),
    path("<int:payer>/realisasi/", year.paid_from, name="paid_from"),
    path("<int:payer>/rencana/", plan.planner, name="planner"),
    path("<int:payer>/rencana/grafik/", plan.chart, name="frontier"),
    path("<int:payer>/skema/", year.new_scheme, name="new_scheme"),
    path("<int:payer>/skema/<int:scheme>/", lists.scheme, name="scheme"),
    path("<int:payer>/skema/<int:scheme>/ikat/", year.commitment, name="commit"),
    path("<int:payer>/skema/<int:scheme>/kuota/", lists.quota, name="quota"),
    path("<int:payer>/skema/<int:scheme>/unggah/", lists.upload, name="upload"),
    path("<int:payer>/skema/<int:scheme>/sk/", decrees.make, name="make_decree"),
    path("<int:payer>/daftar/<int:listing>/", lists.listing, name="list"),
    path("<int:payer>/daftar/<int:listing>/nilai/", lists.judge, name="judge"),
    path("<int:payer>/calon/<int:candidate>/", lists.candidate, name="candidate"),
    path("<int:payer>/sk/<int:decree>/", decrees.decree, name="decree"),
    path("<int:payer>/sk/<int:decree>/daftarkan/", decrees.enrolment, name="enrol"),
    path("<int:payer>/sk/<int:decree>/ganti/", decrees.replacement, name="replace"),
    path("<int:payer>/sk/<int:decree>/berkas/<str:name>", decrees.paper, name="paper"),
]
