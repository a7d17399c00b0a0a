"""Every page of the room: who sees it, what of others nobody sees, and how often it asks the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.contributions.closing import close
from tests.employers.conftest import Desk
from tests.employers.people import DECEMBER, Firm, a_firm, a_worker, by, kpj_of
from tests.factories import a_payment, month

from naungan.access.actor import Actor
from naungan.access.models import Look
from naungan.employers.calculate import calculate, finalise, submit
from naungan.employers.certificate import issue_certificate
from naungan.employers.models import JudgedRow, Report, ResultFile
from naungan.employers.moves import State
from naungan.employers.urls import urlpatterns
from naungan.employers.wages import report_file, same_as_before
from naungan.intake.layouts import WAGES

pytestmark = pytest.mark.django_db

BOTH_READ = (
    "home", "history", "papers", "correction", "month", "changes", "wages", "rows", "check", "finalise", "pay",
    "bill", "detail",
)  # fmt: skip
MAKER_READS = ("leaver", "leaving", "newcomer")


def address(name: str, firm: Firm, **other: Any) -> str:
    """The address of a page about a firm's December, its first worker."""
    kept: dict[str, Any] = {
        "month": month("2022-11") if name == "bill" else DECEMBER,
        "participation": firm.workers[0].pk,
        "row": 1,
        "upload_id": 1,
        "code": "0" * 16,
        "kind": "wages",
    } | other
    [converters] = [one.pattern.converters for one in urlpatterns if one.name == name]
    return reverse(f"employers:{name}", kwargs={key: kept[key] for key in converters})


def worked_on(firm: Firm) -> Report:
    """The month, reported as before and calculated."""
    same_as_before(firm.month(), by(firm.maker))
    return calculate(firm.month(), by(firm.maker))


def locked(firm: Firm) -> Report:
    """The month, locked."""
    worked_on(firm)
    report = submit(firm.month(), by(firm.maker), missing_accepted=False)
    return finalise(firm.month(), report, by(firm.approver))


def asked(client: Client, path: str) -> tuple[int, list[str]]:
    """The status of a page, and its queries beyond fifteen; the test's own savepoints are none."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    queries = [one["sql"] for one in captured.captured_queries]
    return answer.status_code, [sql for sql in queries if not sql.startswith(("SAVEPOINT", "RELEASE"))][15:]


@pytest.mark.parametrize("name", BOTH_READ)
def test_both_read_the_page_with_at_most_fifteen_queries(desk: Desk, name: str) -> None:
    worked_on(desk.firm)
    for client in (desk.maker, desk.approver):
        assert asked(client, address(name, desk.firm)) == (200, [])


@pytest.mark.parametrize("name", MAKER_READS)
def test_forms_of_the_maker_are_the_makers(desk: Desk, name: str) -> None:
    assert asked(desk.maker, address(name, desk.firm)) == (200, [])
    assert desk.approver.get(address(name, desk.firm)).status_code == 403


@pytest.mark.parametrize("state", [State.SUBMITTED, State.CODE_ISSUED, State.PAID, State.DISPUTED, State.POSTED])
def test_the_pages_of_the_month_stand_in_every_state(desk: Desk, state: State) -> None:
    in_state(desk.firm, state)
    pages = ("home", "month", "wages", "check", "finalise", "pay", "history", "papers")
    seen = {
        client.get(address(name, desk.firm)).status_code for name in pages for client in (desk.maker, desk.approver)
    }
    assert (Report.objects.get().state, seen) == (state, {200})


def in_state(firm: Firm, state: State) -> None:
    """Bring December into a state by what brings it there."""
    worked_on(firm)
    report = submit(firm.month(), by(firm.maker), missing_accepted=False)
    if state == State.SUBMITTED:
        return
    report = finalise(firm.month(), report, by(firm.approver))
    assert report.calculation is not None
    total, code = report.calculation.total, report.calculation.payment_code
    owed_before = sum(bill.total for bill in firm.payer.bills.all())
    if state in (State.PAID, State.DISPUTED, State.POSTED):
        a_payment(firm.payer, total - (state == State.DISPUTED), month("2022-12"), code=code)
    if state == State.POSTED:
        a_payment(firm.payer, owed_before, month("2022-12"), code="lama")
        close("2022-12")


@pytest.mark.parametrize(
    "name", [one.name for one in urlpatterns if one.name not in ("verify", "verified", "example")]
)
def test_the_public_is_asked_to_sign_in(name: str) -> None:
    firm = a_firm(1)
    answer = Client().get(address(name, firm))
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, reverse("account_login"))


def test_another_employers_things_are_not_found(
    desk: Desk, signed_in: Callable[[Actor], Client], tmp_path: Any
) -> None:
    path = tmp_path / "upah.csv"
    path.write_text(",".join(WAGES.headers) + "\n99999999999,,,ASING,5000000,\n")
    report_file(desk.firm.month(), by(desk.firm.maker), path)
    row, result = JudgedRow.objects.get(), ResultFile.objects.get()
    other = a_firm(1)
    stranger = signed_in(other.maker)
    mine = {"row": row.pk, "upload_id": result.upload_id}
    assert desk.maker.get(address("result", desk.firm, **mine)).status_code == 200
    for name in ("result", "result_file", "leaving"):
        assert stranger.get(address(name, desk.firm, **mine)).status_code == 404
    assert stranger.post(address("repair", desk.firm, **mine)).status_code in (404, 409)
    stranger.post(address("save_row", desk.firm), {"upah": "1000000", "rapel": "0", "semula": ""})
    row.refresh_from_db()
    assert (row.state, desk.firm.month().report.version) == ("open", 2)  # type: ignore[union-attr]


def test_another_employers_certificate_is_not_found(
    desk: Desk, signed_in: Callable[[Actor], Client], settled: str
) -> None:
    other = a_firm(1)
    assert desk.maker.get(reverse("employers:certificate_pdf", args=[settled])).status_code == 200
    assert signed_in(other.maker).get(reverse("employers:certificate_pdf", args=[settled])).status_code == 404


@pytest.fixture
def settled(desk: Desk) -> str:
    """The code of a certificate of a firm that has paid everything due."""
    a_payment(desk.firm.payer, sum(bill.total for bill in desk.firm.payer.bills.all()), month("2022-12"), code="x")
    a_payment(desk.firm.payer, 10**8, month("2022-12"), code="y")
    for text in ("2022-12", "2023-01"):
        close(text)
    return issue_certificate(desk.firm.payer, desk.firm.maker, month("2023-01")).code


@pytest.mark.parametrize(
    ("address_of", "status"), [("1999-12", 404), ("2022-13", 404), ("2031-01", 404), ("2022-09", 404)]
)
def test_months_that_nobody_reports_for_are_not_found(desk: Desk, address_of: str, status: int) -> None:
    assert desk.maker.get(f"/perusahaan/{address_of}/").status_code == status


def test_the_language_switch_turns_the_page_into_english(desk: Desk) -> None:
    desk.maker.cookies["django_language"] = "en"
    assert "Same as last month" in desk.maker.get("/perusahaan/").content.decode()


def test_whose_wages_were_shown_is_recorded_for_them_to_see(desk: Desk) -> None:
    desk.maker.get(address("wages", desk.firm))
    assert Look.objects.filter(account_id=desk.firm.maker.account_id).count() == 3


def test_a_nik_is_masked_in_the_list(desk: Desk) -> None:
    shown = desk.maker.get(address("wages", desk.firm)).content.decode()
    assert [worker.person.nik in shown for worker in desk.firm.workers] == [False, False, False]


def test_fifty_workers_are_a_page_and_the_next_goes_on_where_it_ended(desk: Desk) -> None:
    for number in range(60):
        a_worker(desk.firm.payer, f"ZZ {number:03d}")
    first = desk.maker.get(address("wages", desk.firm)).context["page"]
    second = desk.maker.get(f"{address('wages', desk.firm)}?{first.next_query}").context["page"]
    back = desk.maker.get(f"{address('wages', desk.firm)}?{second.previous_query}").context["page"]
    names = [one.name for one in (*first.rows, *second.rows)]
    assert (len(first.rows), len(second.rows), names, back.rows) == (50, 13, sorted(names), first.rows)


def test_a_search_finds_by_a_piece_of_a_name_and_by_card(desk: Desk) -> None:
    for text in ("kerja 0002", kpj_of(desk.firm.workers[1])):
        found = desk.maker.get(address("wages", desk.firm), {"cari": text}).context["page"].rows
        assert [one.participation_id for one in found] == [desk.firm.workers[1].pk]


def test_a_closed_month_shows_its_bill_and_not_the_due_date_of_another(desk: Desk) -> None:
    shown = desk.maker.get("/perusahaan/2022-11/").content.decode()
    assert ("Sudah ditagih" in shown, "15 Desember 2022" in shown, "Sama seperti bulan lalu" in shown) == (
        True,
        True,
        False,
    )


def test_a_correction_under_way_is_said_to_be_one(desk: Desk) -> None:
    path = reverse("employers:save_row", args=[month("2022-11"), desk.firm.workers[0].pk])
    desk.maker.post(path, {"upah": "6000000", "rapel": "0", "semula": ""})
    shown = desk.maker.get("/perusahaan/2022-11/").content.decode()
    assert ("Hitung selisihnya" in shown, "tagihan Desember 2022" in shown) == (True, True)


def test_a_closed_month_without_a_bill_says_so(signed_in: Callable[[Actor], Client]) -> None:
    close("2022-10")
    close("2022-11")
    firm = a_firm(1, since=DECEMBER)
    shown = signed_in(firm.maker).get("/perusahaan/2022-10/").content.decode()
    assert "Tidak ada tagihan untuk bulan ini" in shown
