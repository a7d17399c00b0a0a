"""Files that come again: the same one, a repaired one, one that confirms, one that corrects, a late one."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from tests.factories import an_open_month
from tests.intake.conftest import DECEMBER, TODAY, Mill
from tests.intake.files import WAGES, as_csv
from tests.intake.test_wages import found, wages_in_force

from naungan.contributions.models import Month
from naungan.intake.errors import FileRefused, MonthNotOpen
from naungan.intake.models import Finding, Upload, WageLine, WageReport
from naungan.intake.wages import import_wages

pytestmark = pytest.mark.slow

NOVEMBER = date(2022, 11, 1)


def everything() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Upload, Finding, WageReport, WageLine))


def test_the_same_file_again_changes_nothing_and_says_so(mill: Mill) -> None:
    rows = [mill.row(0), mill.row(1, wage="x"), mill.row(2, name="Agus")]
    first = mill.upload(rows)
    before = everything()
    again = mill.upload_same(first)
    assert everything() == before
    assert again.already_seen
    assert (again.rows, again.good, again.soft, again.hard, again.stored) == (3, 1, 1, 1, 0)
    assert again.findings == first.findings


def test_the_same_file_is_another_upload_for_another_month(mill: Mill) -> None:
    first = mill.upload(mill.rows(), month=NOVEMBER)
    assert not mill.upload_same(first, month=DECEMBER).already_seen


def test_rows_that_say_the_same_again_change_nothing(mill: Mill) -> None:
    mill.upload(mill.rows())
    outcome = mill.upload([mill.row(0), mill.row(1, wage=5_100_000)], name="lagi.xlsx")
    assert (outcome.stored, outcome.unchanged) == (1, 1)
    assert WageLine.objects.count() == 4


def test_a_later_report_corrects_an_earlier_one(mill: Mill) -> None:
    mill.upload(mill.rows())
    mill.upload([mill.row(0, wage=5_400_000)], name="koreksi.xlsx")
    assert wages_in_force()[mill.workers[0].pk] == (5_400_000, 0)


def test_hr_repairs_the_result_and_uploads_it(mill: Mill) -> None:
    result = mill.folder / "hasil.xlsx"
    mill.upload([mill.row(0), mill.row(1, wage="Rp 5.000.000"), mill.row(2, nik=6471010107900003.0)], result=result)
    book = openpyxl.load_workbook(result)
    sheet = book.active
    assert [cell.value for cell in sheet[3]][6:8] == ["DITOLAK", "W01"]
    sheet["E3"], sheet["B4"], sheet["B4"].number_format = 5_000_000, mill.people[2].nik, "@"
    sheet.delete_rows(2)
    book.save(result)
    outcome = import_wages(result, employer=mill.payer.code, month=DECEMBER, today=TODAY)
    assert (outcome.rows, outcome.good, outcome.stored) == (2, 2, 2)
    assert set(wages_in_force().values()) == {(5_000_000, 0)}
    assert len(wages_in_force()) == 3


def test_the_whole_repaired_result_may_come_and_be_judged_into_a_result_again(mill: Mill) -> None:
    first, second = mill.folder / "hasil.xlsx", mill.folder / "hasil2.xlsx"
    mill.upload([mill.row(0), mill.row(1, wage="x")], result=first)
    book = openpyxl.load_workbook(first)
    book.active["E3"] = 5_000_000
    book.save(first)
    outcome = import_wages(first, employer=mill.payer.code, month=DECEMBER, result=second, today=TODAY)
    assert (outcome.stored, outcome.unchanged) == (1, 1)
    header = [cell.value for cell in openpyxl.load_workbook(second).active[1]]
    assert header == [*WAGES.headers, "status", "kode", "penjelasan", "usulan perbaikan"]


def test_a_csv_result_can_be_repaired_and_uploaded_too(mill: Mill) -> None:
    file = as_csv(mill.folder / "upah.csv", WAGES, [mill.row(0), mill.row(1, wage="1,5 juta")])
    result = mill.folder / "hasil.csv"
    import_wages(file, employer=mill.payer.code, month=DECEMBER, result=result, today=TODAY)
    result.write_text(result.read_text("utf-8-sig").replace('"1,5 juta"', "5000000"), "utf-8-sig")
    outcome = import_wages(result, employer=mill.payer.code, month=DECEMBER, today=TODAY)
    assert (outcome.stored, outcome.unchanged, outcome.hard) == (1, 1, 0)


def test_soft_rows_can_be_held_until_they_are_confirmed(mill: Mill) -> None:
    rows = [mill.row(0), mill.row(1, wage=9_000_000), mill.row(2, wage="x")]
    held = mill.upload(rows, hold_soft=True)
    assert (held.stored, held.waiting, held.soft) == (1, 1, 1)
    assert wages_in_force().keys() == {mill.workers[0].pk}
    confirmed = mill.upload_same(held, confirmed=True)
    assert (confirmed.already_seen, confirmed.stored, confirmed.waiting) == (False, 1, 0)
    assert (confirmed.rows, confirmed.good, confirmed.soft, confirmed.hard) == (3, 1, 1, 1)
    assert wages_in_force()[mill.workers[1].pk] == (9_000_000, 0)
    assert found(confirmed) == found(held)
    assert mill.upload_same(held, confirmed=True).already_seen


def test_a_file_may_come_confirmed_the_first_time(mill: Mill) -> None:
    outcome = mill.upload([mill.row(1, wage=9_000_000)], hold_soft=True, confirmed=True)
    assert (outcome.stored, outcome.waiting, outcome.soft) == (1, 0, 1)


def test_what_changed_meanwhile_counts_when_rows_are_confirmed(mill: Mill) -> None:
    held = mill.upload([mill.row(0, wage=9_000_000), mill.row(1, wage=9_000_000)], hold_soft=True)
    mill.workers[0].during = type(mill.workers[0].during)(date(2022, 1, 1), DECEMBER)
    mill.workers[0].save()
    confirmed = mill.upload_same(held, confirmed=True)
    assert found(confirmed) == [(2, "M04"), (3, "W03")]
    assert wages_in_force().keys() == {mill.workers[1].pk}


def test_a_report_for_a_closed_month_is_settled_in_the_open_one(mill: Mill) -> None:
    an_open_month("2022-12")
    Month.objects.filter(month=DECEMBER).update(state="frozen")
    Month.objects.filter(month=DECEMBER).update(state="closed")
    an_open_month("2023-01")
    outcome = mill.upload(mill.rows())
    assert (outcome.stored, outcome.adjusts) == (3, date(2023, 1, 1))


def test_a_report_for_a_month_that_is_being_closed_is_settled_in_the_next(mill: Mill) -> None:
    an_open_month("2022-12")
    Month.objects.filter(month=DECEMBER).update(state="frozen")
    assert mill.upload(mill.rows()).adjusts == date(2023, 1, 1)


@pytest.mark.parametrize(
    ("month", "said"),
    [
        (date(2023, 2, 1), "Bulan Februari 2023 belum terbuka untuk laporan: yang terbaru Desember 2022."),
        (date(2015, 6, 1), "Bulan Juni 2015 sebelum Juli 2015"),
        (date(2022, 11, 1), "Bulan November 2022 tidak terbuka: pencatatan di sini mulai Desember 2022."),
    ],
)
def test_a_month_that_is_not_open_is_refused(mill: Mill, month: date, said: str) -> None:
    an_open_month("2022-12")
    with pytest.raises(MonthNotOpen) as refused:
        mill.upload(mill.rows(), month=month)
    assert said in str(refused.value)
    assert not Upload.objects.exists()


def test_the_month_after_the_newest_may_be_reported_early(mill: Mill) -> None:
    an_open_month("2022-12")
    assert mill.upload(mill.rows(), month=date(2023, 1, 1)).adjusts is None


@pytest.mark.parametrize(("month", "opens"), [(date(2023, 1, 1), True), (date(2023, 2, 1), False)])
def test_before_any_month_was_opened_the_calendar_decides(mill: Mill, month: date, opens: bool) -> None:
    if opens:
        assert mill.upload(mill.rows(), month=month).stored == 3
    else:
        with pytest.raises(MonthNotOpen):
            mill.upload(mill.rows(), month=month)


def test_a_month_is_its_first_day(mill: Mill) -> None:
    with pytest.raises(ValueError, match="first day"):
        mill.upload(mill.rows(), month=date(2022, 12, 2))


def test_a_file_without_rows_is_refused(mill: Mill) -> None:
    with pytest.raises(FileRefused, match="tanpa satu baris pun"):
        mill.upload([])
    assert not Upload.objects.exists()


def test_a_semicolon_csv_with_a_bom_is_the_same_as_a_workbook(mill: Mill, tmp_path: Path) -> None:
    file = as_csv(tmp_path / "upah.csv", WAGES, mill.rows(), delimiter=";", encoding="utf-8-sig")
    outcome = import_wages(file, employer=mill.payer.code, month=DECEMBER, today=TODAY)
    assert (outcome.good, len(wages_in_force())) == (3, 3)


def test_uneven_rows_are_refused_one_by_one(mill: Mill, tmp_path: Path) -> None:
    file = as_csv(tmp_path / "upah.csv", WAGES, mill.rows())
    file.write_text(file.read_text() + "22000000009,1,2,Nur, S.E.,5000000,0\r\n")
    result = tmp_path / "hasil.csv"
    outcome = import_wages(file, employer=mill.payer.code, month=DECEMBER, result=result, today=TODAY)
    [finding] = Finding.objects.filter(upload_id=outcome.upload_id)
    assert (finding.row, finding.code, finding.said) == (5, "F03", "Baris ini 7 sel, judul 6 kolom.")
    assert (outcome.rows, outcome.good, outcome.hard) == (4, 3, 1)
    with result.open(encoding="utf-8-sig", newline="") as written:
        assert [row[-4] for row in csv.reader(written)] == ["status", "DITERIMA", "DITERIMA", "DITERIMA", "DITOLAK"]
