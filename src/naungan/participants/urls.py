"""The addresses of the room: a worker's or heir's own pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from naungan.participants.pages import card, contact, guide, home, looks, months, reports, savings

app_name = "participants"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("bulan/", months.months, name="months"),
    path("jht/", savings.savings, name="savings"),
    path("jht/pernyataan.pdf", savings.statement_pdf, name="statement"),
    path("kartu/", card.card, name="card"),
    path("kartu/baru/", card.new_card, name="card_new"),
    path("kartu/kode.svg", card.card_qr, name="card_qr"),
    path("kartu/kartu.png", card.card_png, name="card_png"),
    path("kartu/kartu.pdf", card.card_pdf, name="card_pdf"),
    path("dilihat/", looks.looks, name="looks"),
    path("laporan/", reports.reports, name="reports"),
    path("laporan/baru/", reports.report_new, name="report_new"),
    path("laporan/buang/", reports.report_discard, name="report_discard"),
    path("laporan/bukti/<int:evidence_id>/", reports.evidence, name="evidence"),
    path("laporan/bukti/<int:evidence_id>/hapus/", reports.evidence_remove, name="evidence_remove"),
    path("laporan/<str:receipt>/", reports.report, name="report"),
    path("kontak/", contact.contact, name="contact"),
    path("kontak/baru/", contact.contact_new, name="contact_new"),
    path("kontak/kode/", contact.contact_code, name="contact_code"),
    path("panduan/", guide.guide, name="guide"),
]
