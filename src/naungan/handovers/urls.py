"""The addresses of handovers. None of them holds a NIK, a name or a phone number."""

from __future__ import annotations

from django.urls import path

from naungan.handovers import pages

app_name = "handovers"
urlpatterns = [
    path("", pages.home, name="home"),
    path("baru/", pages.new, name="new"),
    path("penanggung/", pages.sponsored, name="sponsored"),
    path("<int:event>/", pages.event, name="event"),
    path("<int:event>/ubah/", pages.change, name="change"),
    path("<int:event>/undang/", pages.inviting, name="invite"),
    path("<int:event>/berlangsung/", pages.holding, name="hold"),
    path("<int:event>/batal/", pages.cancelling, name="cancel"),
    path("<int:event>/daftar-acara.pdf", pages.protocol, name="protocol"),
    path("<int:event>/<int:beneficiary>/persetujuan/", pages.consent, name="consent"),
    path("<int:event>/<int:beneficiary>/tarik/", pages.withdrawing, name="withdraw"),
    path("<int:event>/<int:beneficiary>/keluar/", pages.taking_off, name="take_off"),
    path("<int:event>/<int:beneficiary>/serah/", pages.handing, name="hand_over"),
    path("<int:event>/<int:beneficiary>/piagam.pdf", pages.certificate, name="certificate"),
    path("<int:event>/<int:beneficiary>/cek.pdf", pages.cheque, name="cheque"),
]
