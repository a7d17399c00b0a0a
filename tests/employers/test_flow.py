"""The month through its pages: every form posted as a browser without JavaScript posts it, and refused ones said."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.employers.conftest import Desk
from tests.employers.people import DECEMBER, a_worker, kpj_of
from tests.employers.test_changes import FORM
from tests.employers.test_pages import address, locked, worked_on
from tests.intake.files import wage_row, worker_row, xlsx

from naungan.employers.models import Departure, JudgedRow, Report, ResultFile, RowState
from naungan.employers.moves import State
from naungan.intake.layouts import WAGES, WORKERS
from naungan.intake.models import Upload, WageLine
from naungan.registry.models import Participation

pytestmark = pytest.mark.django_db
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def posted(client: Client, name: str, desk: Desk, **data: object) -> HttpResponse:
    """A form of a page, sent as the page has it."""
    return client.post(address(name, desk.firm), data, follow=True)  # type: ignore[return-value]


def said(answer: HttpResponse) -> str:
    """The words of a page without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def fields(answer: HttpResponse) -> dict[str, str]:
    """The key and the version that the forms of a page carry."""
    return dict(re.findall(r'name="(key|version)" value="([^"]*)"', answer.content.decode()))


def state(desk: Desk) -> State:
    return State(Report.objects.filter(payer=desk.firm.payer).order_by("-number").values_list("state", flat=True)[0])


def file_of(path: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile(path.name, path.read_bytes(), XLSX)


def test_nothing_changed_is_three_clicks_of_two_people(desk: Desk) -> None:
    first = desk.maker.get("/perusahaan/")
    second = posted(desk.maker, "same", desk, **fields(first))
    assert "Kirim untuk disetujui" in said(second)
    third = posted(desk.maker, "submit", desk, **fields(second))
    assert state(desk) == State.SUBMITTED
    review = desk.approver.get("/perusahaan/")
    assert desk.firm.maker.name in said(review)
    last = posted(desk.approver, "finalising", desk, **fields(review))
    assert (state(desk), third.status_code) == (State.CODE_ISSUED, 200)
    report = Report.objects.select_related("calculation").get()
    assert report.calculation is not None
    assert report.calculation.payment_code in said(last)
    # 9.24 % of three times 5 million, beside the bills before.
    assert "satu juta tiga ratus" in said(review)


def test_a_form_seen_before_somebody_elses_change_is_not_taken(desk: Desk) -> None:
    worked_on(desk.firm)
    seen = fields(desk.maker.get(address("check", desk.firm)))
    worked_on(desk.firm)
    answer = posted(desk.maker, "submit", desk, **seen)
    assert ("baru saja diubah" in said(answer), state(desk)) == (True, State.CALCULATED)


def test_who_came_and_whose_wage_rose_is_named_before_it_is_sent(desk: Desk) -> None:
    a_worker(desk.firm.payer, "BARU SEKALI", since=DECEMBER)
    posted(desk.maker, "save_row", desk, upah="9000000", rapel="0", semula="")
    shown = said(desk.maker.get(address("check", desk.firm)))
    assert re.search(r"Pekerja masuk \(1\) .*BARU SEKALI", shown)
    assert re.search(r"Upah naik lebih dari 30% \(1\) .*PEKERJA 0001 Rp\W5\.000\.000 Rp\W9\.000\.000 80%", shown)


def test_the_review_can_be_given_back_with_words_that_the_maker_reads(desk: Desk) -> None:
    worked_on(desk.firm)
    posted(desk.maker, "submit", desk)
    posted(desk.approver, "return", desk, alasan="Upah Budi keliru")
    assert state(desk) == State.DRAFT
    assert "Upah Budi keliru" in said(desk.maker.get(address("check", desk.firm)))


def test_locking_is_undone_on_a_page_of_its_own(desk: Desk) -> None:
    locked(desk.firm)
    assert "Batal finalisasi?" in said(desk.approver.get(address("cancel", desk.firm)))
    posted(desk.approver, "cancel", desk)
    assert state(desk) == State.DRAFT


def test_a_file_brings_good_rows_in_and_shows_the_others_to_be_repaired(desk: Desk, tmp_path: Path) -> None:
    one, two, _three = desk.firm.workers
    rows = [
        wage_row(kpj=kpj_of(one), name=one.person.name, wage=5_100_000),
        wage_row(kpj=kpj_of(two), name=two.person.name, wage="5,2 juta"),
    ]
    answer = posted(desk.maker, "upload", desk, berkas=file_of(xlsx(tmp_path / "upah.xlsx", WAGES, rows)))
    assert "1 dari 2 baris diterima. 1 baris perlu diperbaiki" in said(answer)
    kept = JudgedRow.objects.get()
    cells = dict(zip(WAGES.headers, kept.cells, strict=True)) | {"UPAH": "5200000"}
    repaired = desk.maker.post(address("repair", desk.firm, row=kept.pk), cells, follow=True)
    assert "Baris 3 diterima" in said(repaired)
    kept.refresh_from_db()
    assert kept.state == RowState.REPAIRED


def test_a_row_repaired_with_a_script_in_the_browser_comes_back_alone(desk: Desk, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "upah.xlsx", WAGES, [wage_row(kpj="99999999999", name="<b>ASING</b>")])
    posted(desk.maker, "upload", desk, berkas=file_of(path))
    kept = JudgedRow.objects.get()
    cells = dict(zip(WAGES.headers, kept.cells, strict=True))
    answer = desk.maker.post(address("repair", desk.firm, row=kept.pk), cells, headers={"HX-Request": "true"})
    again = JudgedRow.objects.get(state=RowState.OPEN)
    html = answer.content.decode()
    assert (html.count("<section"), f'id="baris-{again.pk}"' in html, "<b>ASING" in html) == (1, True, False)


def test_the_result_file_is_downloaded_and_sent_again(desk: Desk, tmp_path: Path) -> None:
    one = desk.firm.workers[0]
    path = xlsx(tmp_path / "upah.xlsx", WAGES, [wage_row(kpj=kpj_of(one), name=one.person.name, wage="x")])
    posted(desk.maker, "upload", desk, berkas=file_of(path))
    upload_id = ResultFile.objects.get().upload_id
    content = desk.maker.get(address("result_file", desk.firm, upload_id=upload_id)).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.active["E2"] = 5_300_000
    book.save(tmp_path / "hasil-upah.xlsx")
    answer = posted(desk.maker, "upload", desk, berkas=file_of(tmp_path / "hasil-upah.xlsx"))
    assert "1 dari 1 baris diterima" in said(answer)
    assert not JudgedRow.objects.filter(state=RowState.OPEN).exists()


def test_an_unusual_wage_is_confirmed_with_a_reason(desk: Desk) -> None:
    posted(desk.maker, "save_row", desk, upah="9000000", rapel="0", semula="")
    kept = JudgedRow.objects.get()
    posted(desk.maker, "decide", desk, putusan="benar", baris=str(kept.pk), alasan="")
    kept.refresh_from_db()
    assert kept.state == RowState.OPEN
    posted(desk.maker, "decide", desk, putusan="benar", baris=str(kept.pk), alasan="Naik jabatan")
    kept.refresh_from_db()
    assert (kept.state, kept.reason) == (RowState.CONFIRMED, "Naik jabatan")


def test_a_wage_typed_in_the_page_is_saved_and_the_row_comes_back(desk: Desk) -> None:
    answer = desk.maker.post(
        address("save_row", desk.firm),
        {"upah": "5500000", "rapel": "0", "semula": ""},
        headers={"HX-Request": "true"},
    )
    assert ("Tersimpan" in said(answer), WageLine.objects.get(for_month=DECEMBER).wage) == (True, 5_500_000)


def test_a_wage_with_dots_is_not_guessed_but_asked_about(desk: Desk) -> None:
    answer = desk.maker.post(
        address("save_row", desk.firm),
        {"upah": "5.500.000", "rapel": "0", "semula": ""},
        headers={"HX-Request": "true"},
    )
    assert "Tulis angka saja" in said(answer)
    assert not WageLine.objects.filter(for_month=DECEMBER).exists()


def test_a_leaver_by_the_form_and_its_faults_at_the_fields(desk: Desk) -> None:
    wrong = posted(desk.maker, "leaving", desk, alasan="resigned", hari_terakhir="kapan")
    assert (wrong.status_code, 'href="#hari_terakhir"' in wrong.content.decode()) == (422, True)
    posted(desk.maker, "leaving", desk, alasan="resigned", hari_terakhir="2022-12-20")
    assert Departure.objects.get().participation_id == desk.firm.workers[0].pk


def test_a_new_worker_by_the_form_and_its_faults_at_the_fields(desk: Desk) -> None:
    wrong = posted(desk.maker, "newcomer", desk, **FORM | {"NO_IDENTITAS": "123"})
    assert (wrong.status_code, 'href="#NO_IDENTITAS"' in wrong.content.decode()) == (422, True)
    posted(desk.maker, "newcomer", desk, **FORM)
    assert Participation.objects.filter(payer=desk.firm.payer, person__name="Dewi Lestari").exists()


def test_new_workers_by_file_show_what_was_found(desk: Desk, tmp_path: Path) -> None:
    rows = [worker_row(), worker_row(NO_PEGAWAI="P-2", NO_IDENTITAS="123", NAMA_LENGKAP="Budi")]
    answer = posted(desk.maker, "newcomers", desk, berkas=file_of(xlsx(tmp_path / "baru.xlsx", WORKERS, rows)))
    assert "1 dari 2 pekerja baru diterima" in said(answer)
    assert "NIK harus 16 angka" in said(answer)


def zip_bomb(path: Path) -> Path:
    """A workbook whose sheet unpacks to a gigabyte."""
    xlsx(path, WAGES, [wage_row(kpj="1")])
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            with book.open(name, "w") as part:
                part.write(content)
                if name.endswith("sheet1.xml"):
                    for _block in range(1024):
                        part.write(b" " * 2**20)
    return path


def formulas(path: Path) -> Path:
    """A workbook with a formula where the wage should be."""
    return xlsx(path, WAGES, [wage_row(kpj="1", wage="=1+1")])


def web_page(path: Path) -> Path:
    """A page of the web called a workbook."""
    path.write_text("<html><body><table><tr><td>KPJ</td></tr></table></body></html>")
    return path


def too_large(path: Path) -> Path:
    """Eleven megabytes of nothing."""
    path.write_bytes(b"PK\x03\x04" + b"0" * 11 * 2**20)
    return path


def empty(path: Path) -> Path:
    """Nothing at all."""
    path.write_bytes(b"")
    return path


@pytest.mark.parametrize("made", [zip_bomb, formulas, web_page, too_large, empty], ids=lambda one: one.__name__)
@pytest.mark.parametrize(("page", "field"), [("upload", "berkas"), ("newcomers", "berkas")])
def test_a_hostile_file_is_told_apart_and_leaves_nothing(
    desk: Desk, tmp_path: Path, made: object, page: str, field: str
) -> None:
    path = made(tmp_path / "berkas.xlsx")  # type: ignore[operator]
    answer = posted(desk.maker, page, desk, **{field: file_of(path)})
    assert (answer.status_code, "n-errors" in answer.content.decode()) == (422, True)
    assert (Upload.objects.count(), ResultFile.objects.count(), Report.objects.count()) == (0, 0, 0)


def test_a_form_without_a_file_says_so(desk: Desk) -> None:
    answer = posted(desk.maker, "upload", desk)
    assert (answer.status_code, "Belum ada berkas" in said(answer)) == (422, True)


def test_a_script_in_the_name_of_a_file_is_text(desk: Desk, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "upah.xlsx", WAGES, [wage_row(kpj="99999999999", name="ASING")])
    file = SimpleUploadedFile('"><script>alert(1)</script>.xlsx', path.read_bytes(), XLSX)
    answer = posted(desk.maker, "upload", desk, berkas=file)
    assert "<script>alert" not in answer.content.decode()
    assert re.fullmatch(r"[\w .()+-]+", Upload.objects.get().file_name)


def test_two_hundred_megabytes_are_refused_before_they_are_read(desk: Desk) -> None:
    answer = desk.maker.post(
        reverse("employers:upload", args=[DECEMBER]), b"x", content_type="multipart/form-data; boundary=x",
        headers={"Content-Length": str(200 * 2**20)},
    )  # fmt: skip
    assert (answer.status_code, Upload.objects.count()) == (413, 0)


def test_a_form_sent_twice_is_done_once(desk: Desk) -> None:
    sent = fields(desk.maker.get("/perusahaan/"))
    posted(desk.maker, "same", desk, **sent)
    again = posted(desk.maker, "same", desk, **sent)
    assert (again.status_code, Report.objects.get().version) == (200, 3)
