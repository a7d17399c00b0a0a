"""Certificates, letters, the contribution detail and the history."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from tests.contributions.closing import close
from tests.employers.conftest import Desk
from tests.employers.people import DECEMBER, Firm, a_firm
from tests.employers.test_pages import address
from tests.factories import a_payment, a_wage_report, month

from naungan.contributions.preview import preview_lines
from naungan.employers.certificate import compliance, find_certificate, issue_certificate
from naungan.employers.detail import COLUMNS, detail
from naungan.employers.errors import NotCompliant
from naungan.employers.history import months_of
from naungan.employers.models import Certificate
from naungan.employers.money import REMINDERS, reminders
from naungan.intake.models import WageLine

pytestmark = pytest.mark.django_db
TODAY = date(2022, 12, 20)


def paid_up(firm: Firm) -> Firm:
    """A firm whose October and November are billed and paid in full."""
    a_payment(firm.payer, 10**8, date(2022, 10, 30), code="x")
    close("2022-10")
    close("2022-11")
    return firm


def test_a_firm_that_owes_nothing_that_is_due_gets_a_certificate() -> None:
    made = issue_certificate(paid_up(a_firm(3)).payer, a_firm(1).maker, TODAY)
    assert (made.as_of, made.settled_through, made.workers, len(made.code)) == (TODAY, month("2022-11"), 3, 16)


def test_a_bill_that_is_due_stands_in_the_way_with_what_is_missing() -> None:
    firm = a_firm(1)
    close("2022-10")
    close("2022-11")
    with pytest.raises(NotCompliant, match=r"Oktober 2022 \(Rp\s462\.000\)"):
        issue_certificate(firm.payer, firm.maker, TODAY)
    assert Certificate.objects.count() == 0


def test_a_bill_that_is_not_due_yet_does_not() -> None:
    firm = a_firm(1)
    a_payment(firm.payer, 462_000, date(2022, 10, 30), code="x")
    close("2022-10")
    close("2022-11")
    assert compliance(firm.payer, date(2022, 12, 14)).holds
    assert not compliance(firm.payer, date(2022, 12, 15)).holds


def test_a_month_past_its_due_date_counts_though_it_is_not_closed() -> None:
    firm = paid_up(a_firm(1))
    assert compliance(firm.payer, date(2023, 1, 16)).unpaid == ((DECEMBER, None),)


def test_a_firm_without_any_settled_month_gets_none() -> None:
    firm = a_firm(1)
    with pytest.raises(NotCompliant, match="belum ada iuran"):
        issue_certificate(firm.payer, firm.maker, TODAY)


def test_a_code_is_found_however_it_is_written() -> None:
    firm = paid_up(a_firm(1))
    made = issue_certificate(firm.payer, firm.maker, TODAY)
    groups = "-".join(made.code[at : at + 4] for at in range(0, 16, 4)).lower()
    assert (find_certificate(groups), find_certificate("0" * 16)) == (made, None)


def test_the_public_verifies_a_certificate_and_learns_nothing_else(desk: Desk) -> None:
    a_payment(desk.firm.payer, 10**9, date(2022, 12, 1), code="x")
    close("2022-12")
    made = issue_certificate(desk.firm.payer, desk.firm.maker, date(2023, 1, 10))
    shown = Client().get(reverse("employers:verified", args=[made.code])).content.decode()
    assert ("Sertifikat ini asli" in shown, desk.firm.payer.name in shown, "462" in shown) == (True, True, False)
    unknown = Client().get(reverse("employers:verify"), {"kode": "<script>alert(1)</script>"}).content.decode()
    assert ("Kode tidak dikenal" in unknown, "<script>alert" in unknown) == (True, False)


def test_a_certificate_is_never_changed() -> None:
    firm = paid_up(a_firm(1))
    issue_certificate(firm.payer, firm.maker, TODAY)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE employers_certificate SET workers = 999")


def test_the_certificate_on_paper_is_a_pdf(desk: Desk) -> None:
    a_payment(desk.firm.payer, 10**9, date(2022, 12, 1), code="x")
    close("2022-12")
    code = issue_certificate(desk.firm.payer, desk.firm.maker, date(2023, 1, 10)).code
    answer = desk.approver.get(reverse("employers:certificate_pdf", args=[code]))
    assert (answer.headers["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


LETTER = {
    "upah": "6000000", "alasan": "Salah ketik #set page(fill: red)", "penanda_tangan": "Ir. Ratna <b>Sari</b>",
    "jabatan": "Direktur", "tempat": "Balikpapan",
}  # fmt: skip


def letter_address(desk: Desk) -> str:
    return f"{reverse('employers:correction')}?bulan=2022-11&pekerja={desk.firm.workers[0].pk}"


def test_the_letter_of_correction_is_a_pdf_and_what_is_typed_is_no_markup(desk: Desk) -> None:
    answer = desk.maker.post(letter_address(desk), LETTER)
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")


def test_what_is_missing_in_the_letter_is_said_at_its_field(desk: Desk) -> None:
    answer = desk.maker.post(letter_address(desk), LETTER | {"upah": "enam juta", "jabatan": ""})
    shown = answer.content.decode()
    assert (answer.status_code, 'href="#upah"' in shown, 'href="#jabatan"' in shown) == (422, True, True)


def test_the_detail_has_the_columns_that_hr_knows_and_adds_up(desk: Desk) -> None:
    rows = list(detail(desk.firm.month(month("2022-11"))))
    place = {name: at for at, name in enumerate(COLUMNS)}
    assert [row.cells[place["total_iuran"]] for row in rows] == [462_000] * 3
    for row in rows:
        parts = [row.cells[place[name]] for name in COLUMNS if name.startswith(("iuran_", "jht_", "jp_"))]
        paid = [row.cells[place[name]] for name in ("dibayar_pemberi_kerja", "dibayar_tenaga_kerja")]
        assert sum(parts) == sum(paid) == 462_000  # type: ignore[arg-type]


def test_the_detail_of_an_open_month_is_what_is_reported_so_far(desk: Desk) -> None:
    report = a_wage_report(desk.firm.payer, DECEMBER, {})
    WageLine.objects.create(
        for_month=DECEMBER, payer_id=desk.firm.payer.pk, participation_id=desk.firm.workers[0].pk,
        report_id=report.pk, wage=5_000_000, back_pay=700_000,
    )  # fmt: skip
    first = next(iter(detail(desk.firm.month()))).cells
    assert first[6:8] == (5_000_000, 700_000)
    assert sum(row.cells[16] for row in detail(desk.firm.month())) == sum(  # type: ignore[misc]
        line.total for line in preview_lines(desk.firm.payer.pk, DECEMBER)
    )


def test_the_detail_as_a_workbook_keeps_numbers_of_people_as_text(desk: Desk) -> None:
    answer = desk.maker.get(address("detail", desk.firm))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer)))  # type: ignore[arg-type]
    head, first = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(max_row=2)]
    assert tuple(head) == COLUMNS
    assert first[1] == desk.firm.workers[0].person.nik
    assert isinstance(first[0], str)


def test_the_history_has_every_month_with_its_state_newest_first(desk: Desk) -> None:
    lines = months_of(desk.firm.payer.pk, None, 10)
    assert [(line.month, line.billed, line.total, line.settled_on) for line in lines] == [
        (month("2022-11"), True, 1_386_000, None),
        (month("2022-10"), True, 1_386_000, None),
    ]


def test_a_fine_stands_with_the_month_that_was_late(desk: Desk) -> None:
    close("2022-12")
    [october] = [line for line in months_of(desk.firm.payer.pk, None, 10) if line.month == month("2022-10")]
    # One full month late on 15 December: 2 % of 1,386,000.
    assert october.fine == 27_720


def test_reminders_stand_around_the_due_date() -> None:
    seen = reminders(date(2023, 1, 16), date(2023, 1, 11))
    assert [one.days for one in seen] == list(REMINDERS)
    assert [one.passed for one in seen] == [True, True, False, False, False]
