"""The addresses of the room. None of them holds a NIK, a name or a phone number."""

from __future__ import annotations

from django.urls import path

from naungan.disbursements.pages import answers, batches

app_name = "disbursements"
urlpatterns = [
    path("", batches.home, name="home"),
    path("batch/<int:batch_id>/", batches.batch, name="batch"),
    path("batch/<int:batch_id>/tindakan/", batches.acting, name="acting"),
    path("batch/<int:batch_id>/lepas/", batches.releasing, name="release"),
    path("batch/<int:batch_id>/berkas.xml", batches.order_file, name="file"),
    path("nama/<int:transfer_id>/", batches.name, name="name"),
    path("jawaban/", answers.answers, name="answers"),
    path("jawaban/<int:file_id>/", answers.answer, name="answer"),
    path("mutasi/", answers.waiting, name="waiting"),
    path("mutasi/<int:line_id>/", answers.line, name="line"),
    path("pembuktian/", answers.proof, name="proof"),
]
