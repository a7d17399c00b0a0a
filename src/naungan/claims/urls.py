"""The addresses of the room. None of them holds a NIK, a name or a phone number."""

from __future__ import annotations

from django.urls import URLPattern, path

from naungan.claims.pages import accident, begin, decisions, desk, drafts, follow, mine, queue, service, steps

app_name = "claims"
urlpatterns: list[URLPattern] = [
    path("", begin.begin, name="home"),
    path("selesai/", drafts.forget, name="forget"),
    path("baru/", begin.begin, name="begin"),
    path("baru/<slug:situation>/", begin.checklist, name="checklist"),
    path("baru/<slug:situation>/mulai/", steps.new, name="new"),
    path("isi/<str:draft>/berkas/<int:paper_id>/", drafts.draft_paper, name="draft_paper"),
    path("isi/<str:draft>/<slug:step>/", drafts.step, name="step"),
    path("terkirim/<slug:number>/", drafts.sent_claim, name="sent"),
    path("ikuti/", follow.follow, name="follow"),
    path("ikuti/<slug:number>/", follow.followed, name="followed"),
    path("ikuti/<slug:number>/berkas/<int:paper_id>/", follow.followed_paper, name="followed_paper"),
    path("saya/", mine.mine, name="mine"),
    path("saya/ajukan/<slug:what>/", mine.begin_own, name="begin_own"),
    path("saya/<int:claim_id>/", mine.own, name="own"),
    path("saya/<int:claim_id>/berkas/<int:paper_id>/", mine.own_paper, name="own_paper"),
    path("kecelakaan/", accident.accident, name="accident"),
    path("kecelakaan/<int:claim_id>/", accident.reported, name="reported"),
    path("kantor/", queue.claims, name="queue"),
    path("kantor/<int:claim_id>/", desk.desk, name="desk"),
    path("kantor/berkas/<int:paper_id>/", desk.paper, name="paper"),
    path("kantor/putusan/", decisions.decisions, name="decisions"),
    path("kantor/putusan/<int:decision_id>/", decisions.decision, name="decision"),
    path("kantor/putusan/<int:decision_id>/hitung-ulang/", decisions.worked_out_again, name="recomputed"),
    path("kantor/keberatan/", decisions.appeals, name="appeals"),
    path("kantor/waktu-layanan/", service.service, name="service"),
    path("kantor/waktu-layanan/grafik/", service.chart, name="service_chart"),
]
