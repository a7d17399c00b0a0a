"""The addresses of the room: a month and its five steps, the months before, and papers."""

from __future__ import annotations

from django.urls import path, register_converter

from naungan.employers.pages import changes, deciding, month, papers, rows, wages
from naungan.employers.pages.common import Months

register_converter(Months, "bulan")

app_name = "employers"
urlpatterns = [
    path("", month.home, name="home"),
    path("riwayat/", papers.history, name="history"),
    path("surat/", papers.papers, name="papers"),
    path("surat/koreksi-upah/", papers.correction, name="correction"),
    path("surat/sertifikat/", papers.new_certificate, name="new_certificate"),
    path("surat/sertifikat/<slug:code>.pdf", papers.certificate_file, name="certificate_pdf"),
    path("sertifikat/", papers.verify, name="verify"),
    path("sertifikat/<slug:code>/", papers.verify, name="verified"),
    path("contoh/<slug:kind>.xlsx", wages.example, name="example"),
    path("<bulan:month>/", month.month, name="month"),
    path("<bulan:month>/sama/", month.same, name="same"),
    path("<bulan:month>/perubahan/", changes.changes_page, name="changes"),
    path("<bulan:month>/perubahan/keluar/", changes.leaver, name="leaver"),
    path("<bulan:month>/perubahan/keluar/<int:participation>/", changes.leaving, name="leaving"),
    path("<bulan:month>/perubahan/masuk/", changes.newcomer, name="newcomer"),
    path("<bulan:month>/perubahan/berkas/", changes.newcomers, name="newcomers"),
    path("<bulan:month>/upah/", wages.wages_page, name="wages"),
    path("<bulan:month>/upah/berkas/", wages.upload, name="upload"),
    path("<bulan:month>/upah/sisanya-sama/", wages.rest_same, name="rest_same"),
    path("<bulan:month>/upah/pekerja/<int:participation>/", wages.save_row, name="save_row"),
    path("<bulan:month>/upah/baris/", rows.rows, name="rows"),
    path("<bulan:month>/upah/baris/putuskan/", rows.decide, name="decide"),
    path("<bulan:month>/upah/baris/<int:row>/", rows.repair, name="repair"),
    path("<bulan:month>/hasil/<int:upload_id>/", wages.result, name="result"),
    path("<bulan:month>/hasil/<int:upload_id>/berkas/", wages.result_file, name="result_file"),
    path("<bulan:month>/periksa/", deciding.check, name="check"),
    path("<bulan:month>/periksa/hitung/", deciding.calculating, name="calculate"),
    path("<bulan:month>/periksa/kirim/", deciding.submitting, name="submit"),
    path("<bulan:month>/periksa/tarik/", deciding.withdrawing, name="withdraw"),
    path("<bulan:month>/finalisasi/", deciding.finalise_page, name="finalise"),
    path("<bulan:month>/finalisasi/kunci/", deciding.finalising, name="finalising"),
    path("<bulan:month>/finalisasi/kembalikan/", deciding.returning, name="return"),
    path("<bulan:month>/finalisasi/batal/", deciding.cancelling, name="cancel"),
    path("<bulan:month>/bayar/", deciding.pay, name="pay"),
    path("<bulan:month>/tagihan/", papers.bill, name="bill"),
    path("<bulan:month>/rincian.xlsx", papers.detail_file, name="detail"),
]
