"""Wages by file and by row: the same judging, good rows in, the others kept until somebody has settled them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from tests.employers.people import DECEMBER, Firm, a_firm, a_worker, an_actor, by, kpj_of
from tests.intake.files import as_csv, wage_row, xlsx

from naungan.access.models import Role
from naungan.employers.calculate import calculate, submit
from naungan.employers.errors import AlreadyDone, NothingToReport, NotReady, ReportChanged
from naungan.employers.judged import CARRIED, confirm_rows, drop_rows
from naungan.employers.models import JudgedRow, ResultFile, RowState
from naungan.employers.roster import roster, worker
from naungan.employers.wages import Reported, repair_row, report_file, report_row, same_as_before
from naungan.intake.errors import FileRefused
from naungan.intake.layouts import WAGES
from naungan.intake.models import Upload, WageLine, WageReport

pytestmark = pytest.mark.django_db


def row(firm: Firm, number: int, wage: object = 5_000_000, **cells: object) -> list[object]:
    """A row about one of the firm's workers."""
    who = firm.workers[number]
    return wage_row(**{"kpj": kpj_of(who), "name": who.person.name, "wage": wage} | cells)


def sent(firm: Firm, path: Path, rows: list[list[object]]) -> Reported:
    """A file sent by the maker."""
    return report_file(firm.month(), by(firm.maker), xlsx(path, WAGES, rows))


def wages_of(firm: Firm) -> list[int]:
    """The wages in force in December, by worker."""
    lines = WageLine.objects.filter(for_month=DECEMBER, payer_id=firm.payer.pk).order_by(
        "participation_id", "-report_id"
    )
    return list({line.participation_id: line.wage for line in reversed(lines)}.values())


def states(firm: Firm) -> list[tuple[int, str]]:
    """The judged rows by line, with what became of them."""
    return list(JudgedRow.objects.filter(report__payer=firm.payer).order_by("id").values_list("line", "state"))


def test_good_rows_go_in_and_the_others_wait_with_their_cells(tmp_path: Path) -> None:
    firm = a_firm(3)
    brought = sent(firm, tmp_path / "upah.xlsx", [row(firm, 0), row(firm, 1, "Rp5.100.000"), row(firm, 2, 9_000_000)])
    assert (brought.accepted, brought.outcome.rows, brought.judged.hard, brought.judged.soft) == (2, 3, 1, 1)
    refused = JudgedRow.objects.get(hard=True)
    assert (refused.line, refused.codes, refused.cells[4], refused.person_id) == (
        3, ["W01"], "Rp5.100.000", firm.workers[1].person_id,
    )  # fmt: skip


def test_a_row_repaired_in_place_goes_in(tmp_path: Path) -> None:
    firm = a_firm(2)
    sent(firm, tmp_path / "upah.xlsx", [row(firm, 0), row(firm, 1, "5,1jt")])
    kept = JudgedRow.objects.get()
    brought = repair_row(firm.month(), by(firm.maker), kept.pk, [*kept.cells[:4], "5100000", "0"])
    assert (brought.judged.rows, states(firm), sorted(wages_of(firm))) == (
        0, [(3, RowState.REPAIRED)], [5_000_000, 5_100_000],
    )  # fmt: skip


def test_a_row_repaired_wrongly_waits_as_it_now_is(tmp_path: Path) -> None:
    firm = a_firm(2)
    sent(firm, tmp_path / "upah.xlsx", [row(firm, 0), row(firm, 1, "5,1jt")])
    kept = JudgedRow.objects.get()
    repair_row(firm.month(), by(firm.maker), kept.pk, [*kept.cells[:4], "510", "0"])
    assert states(firm) == [(3, RowState.REPLACED), (3, RowState.OPEN)]
    assert JudgedRow.objects.get(state=RowState.OPEN).codes == ["W04"]


def test_the_repaired_result_file_settles_what_it_brings_again(tmp_path: Path) -> None:
    firm = a_firm(3)
    sent(
        firm,
        tmp_path / "upah.xlsx",
        [row(firm, 0), row(firm, 1, "lima juta"), wage_row(kpj="99999999999", name="ASING")],
    )
    kept = ResultFile.objects.get()
    path = tmp_path / kept.name
    path.write_bytes(bytes(kept.content))
    book = openpyxl.load_workbook(path)
    assert [cell.value for cell in book.active[3]][6:8] == ["DITOLAK", "W01"]
    book.active.cell(3, 5).value = 5_200_000
    book.save(path)
    report_file(firm.month(), by(firm.maker), path)
    assert states(firm) == [(3, RowState.REPLACED), (4, RowState.REPLACED), (4, RowState.OPEN)]
    assert sorted(wages_of(firm)) == [5_000_000, 5_200_000]


def test_a_file_about_others_leaves_waiting_rows_waiting(tmp_path: Path) -> None:
    firm = a_firm(3)
    sent(firm, tmp_path / "upah.xlsx", [row(firm, 0, "x")])
    sent(firm, tmp_path / "lain.xlsx", [row(firm, 1)])
    assert states(firm) == [(2, RowState.OPEN)]


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    firm = a_firm(2)
    path = xlsx(tmp_path / "upah.xlsx", WAGES, [row(firm, 0), row(firm, 1, "x")])
    report_file(firm.month(), by(firm.maker), path)
    again = report_file(firm.month(), by(firm.maker), path)
    assert (again.outcome.already_seen, len(states(firm)), len(wages_of(firm))) == (True, 1, 1)


def test_a_row_left_out_says_why(tmp_path: Path) -> None:
    firm = a_firm(1)
    report = sent(firm, tmp_path / "upah.xlsx", [row(firm, 0), wage_row(kpj="99999999999", name="ASING")]).report
    kept = JudgedRow.objects.get()
    with pytest.raises(NotReady):
        drop_rows(report, by(firm.maker), [kept.pk], " ")
    drop_rows(report, by(firm.maker), [kept.pk], "bukan pekerja kami")
    kept.refresh_from_db()
    assert (kept.state, kept.reason, kept.settled_by_id) == (
        RowState.DROPPED,
        "bukan pekerja kami",
        firm.maker.account_id,
    )


def test_an_unusual_wage_counts_and_is_confirmed_with_a_reason(tmp_path: Path) -> None:
    firm = a_firm(2)
    brought = sent(firm, tmp_path / "upah.xlsx", [row(firm, 0, 9_000_000), row(firm, 1)])
    assert sorted(wages_of(firm)) == [5_000_000, 9_000_000]
    confirm_rows(brought.report, by(firm.maker), brought.judged.kept, "naik jabatan")
    assert JudgedRow.objects.values_list("state", "reason").get() == (RowState.CONFIRMED, "naik jabatan")


def test_a_refused_row_cannot_be_confirmed(tmp_path: Path) -> None:
    firm = a_firm(1)
    brought = sent(firm, tmp_path / "upah.xlsx", [row(firm, 0, "x")])
    confirm_rows(brought.report, by(firm.maker), brought.judged.kept, "sudah benar")
    assert states(firm) == [(2, RowState.OPEN)]


def test_a_report_with_waiting_rows_is_not_sent(tmp_path: Path) -> None:
    firm = a_firm(2)
    sent(firm, tmp_path / "upah.xlsx", [row(firm, 0), row(firm, 1, "x")])
    calculate(firm.month(), by(firm.maker))
    with pytest.raises(NotReady, match="1 baris"):
        submit(firm.month(), by(firm.maker), missing_accepted=True)


def test_a_row_typed_in_the_page_is_judged_like_a_file_of_one_row() -> None:
    firm = a_firm(2)
    brought = report_row(firm.month(), by(firm.maker), firm.workers[0].pk, "5.100.000", "0", "")
    assert [(one.code, one.hard) for one in brought.said] == [("W01", True)]
    assert (JudgedRow.objects.count(), wages_of(firm)) == (0, [])


def test_an_edited_row_stays_an_upload_and_a_report_of_intake() -> None:
    firm = a_firm(1)
    report_row(firm.month(), by(firm.maker), firm.workers[0].pk, "5100000", "20000", "")
    assert (Upload.objects.count(), WageReport.objects.count(), wages_of(firm)) == (1, 1, [5_100_000])


def test_a_wage_edited_back_and_forth_is_what_was_typed_last() -> None:
    firm = a_firm(1)
    seen = ""
    for wage in ("5100000", "5200000", "5100000"):
        report_row(firm.month(), by(firm.maker), firm.workers[0].pk, wage, "0", seen)
        seen = wage
    assert wages_of(firm) == [5_100_000]


def test_two_people_who_edit_one_row_are_noticed() -> None:
    firm = a_firm(1)
    report_row(firm.month(), by(firm.maker), firm.workers[0].pk, "5100000", "0", "")
    with pytest.raises(ReportChanged, match=r"5\.100\.000"):
        report_row(
            firm.month(), by(an_actor(firm.payer, Role.EMPLOYER_MAKER)), firm.workers[0].pk, "5200000", "0", ""
        )


def test_two_people_who_edit_two_rows_are_not_in_each_others_way() -> None:
    firm = a_firm(2)
    report_row(firm.month(), by(firm.maker), firm.workers[0].pk, "5100000", "0", "")
    report_row(firm.month(), by(an_actor(firm.payer, Role.EMPLOYER_MAKER)), firm.workers[1].pk, "5200000", "0", "")
    assert roster(firm.month()).missing == 0


def test_the_same_order_twice_is_done_once() -> None:
    firm = a_firm(1)
    order = by(firm.maker)
    report_row(firm.month(), order, firm.workers[0].pk, "5100000", "0", "")
    with pytest.raises(AlreadyDone):
        report_row(firm.month(), order, firm.workers[0].pk, "5200000", "0", "")


def test_somebody_who_does_not_work_here_is_not_reported() -> None:
    firm, other = a_firm(1), a_firm(1)
    with pytest.raises(NothingToReport):
        report_row(firm.month(), by(firm.maker), other.workers[0].pk, "5100000", "0", "")


def test_an_edit_settles_the_waiting_row_of_that_worker(tmp_path: Path) -> None:
    firm = a_firm(2)
    sent(firm, tmp_path / "upah.xlsx", [row(firm, 0), row(firm, 1, "x")])
    report_row(firm.month(), by(firm.maker), firm.workers[1].pk, "5100000", "0", "")
    assert states(firm) == [(3, RowState.REPLACED)]


def test_a_wage_below_the_minimum_that_has_not_changed_is_not_asked_about_again() -> None:
    firm = a_firm(0)
    a_worker(firm.payer, "PARUH WAKTU", 900_000)
    same_as_before(firm.month(), by(firm.maker))
    assert JudgedRow.objects.values_list("codes", "state", "reason").get() == (["W02"], RowState.CONFIRMED, CARRIED)


def test_a_file_that_cannot_be_read_leaves_nothing_behind(tmp_path: Path) -> None:
    firm = a_firm(1)
    path = tmp_path / "upah.xlsx"
    path.write_text("<html><table><tr><td>x</td></tr></table></html>")
    with pytest.raises(FileRefused):
        report_file(firm.month(), by(firm.maker), path)
    assert (Upload.objects.count(), JudgedRow.objects.count(), ResultFile.objects.count()) == (0, 0, 0)


def test_rows_too_short_and_too_long_are_kept_as_six_cells(tmp_path: Path) -> None:
    firm = a_firm(1)
    path = as_csv(tmp_path / "upah.csv", WAGES, [row(firm, 0), ["1"], [*row(firm, 0), "a", "b"]])
    report_file(firm.month(), by(firm.maker), path)
    assert [len(one.cells) for one in JudgedRow.objects.all()] == [6, 6]


def test_markup_in_a_name_is_kept_as_text(tmp_path: Path) -> None:
    firm = a_firm(1)
    sent(firm, tmp_path / "upah.xlsx", [row(firm, 0), wage_row(kpj="99999999999", name="<script>alert(1)</script>")])
    assert JudgedRow.objects.get().cells[3] == "<script>alert(1)</script>"


def test_a_worker_of_the_month_is_found_with_both_wages() -> None:
    firm = a_firm(1)
    report_row(firm.month(), by(firm.maker), firm.workers[0].pk, "6000000", "0", "")
    found = worker(firm.month(), firm.workers[0].pk)
    assert found is not None
    assert (found.known_wage, found.now_wage, found.change_percent) == (5_000_000, 6_000_000, 20)


def test_a_result_file_from_before_a_repair_does_not_ask_about_it_again(tmp_path: Path) -> None:
    firm = a_firm(2)
    sent(firm, tmp_path / "upah.xlsx", [row(firm, 0, "x"), row(firm, 1, "y")])
    first = JudgedRow.objects.order_by("line")[0]
    repair_row(firm.month(), by(firm.maker), first.pk, [*first.cells[:4], "5100000", "0"])
    sent(firm, tmp_path / "lagi.xlsx", [row(firm, 0, "x"), row(firm, 1, 5_200_000)])
    assert not JudgedRow.objects.filter(state=RowState.OPEN).exists()
    assert sorted(wages_of(firm)) == [5_100_000, 5_200_000]
