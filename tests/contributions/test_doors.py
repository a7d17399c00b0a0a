"""What a person at a terminal sees of bills, statements and books."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tests.contributions.closing import close
from tests.factories import a_participation, a_payment, a_person, an_employer

from naungan.cli import main
from naungan.contributions.errors import UnknownPerson
from naungan.contributions.statement import statement

pytestmark = pytest.mark.django_db


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out, said.err


def a_paid_month() -> tuple[str, str]:
    employer = an_employer()
    person = a_person(nik="6471011503900001")
    a_participation(employer, 5_000_000, person=person)
    a_payment(employer, 462_000, date(2022, 12, 28))
    close("2022-12")
    return employer.code, "6471011503900001"


def test_a_statement_tells_month_payer_amounts_and_savings() -> None:
    code, nik = a_paid_month()
    found = statement(nik)
    (line,) = found.months
    assert (line.payer_code, line.total, line.jht, line.paid, line.standing) == (code, 462_000, 285_000, True, 1)
    assert found.savings == 285_000


def test_savings_count_only_what_was_paid() -> None:
    person = a_person(nik="6471011503900002")
    a_participation(an_employer(), 5_000_000, person=person)
    close("2022-12")
    assert statement("6471011503900002").savings == 0


def test_an_unknown_nik_is_told_kindly() -> None:
    with pytest.raises(UnknownPerson, match="Kami belum menemukan NIK"):
        statement("6471011503909999")


def test_the_terminal_masks_the_nik(capsys: pytest.CaptureFixture[str]) -> None:
    _, nik = a_paid_month()
    code, out, _ = run(capsys, "statement", "--nik", nik)
    assert code == 0
    assert nik not in out
    assert "6471********0001" in out


def test_a_bill_in_json_adds_up(capsys: pytest.CaptureFixture[str]) -> None:
    npp, _ = a_paid_month()
    code, out, _ = run(capsys, "bill", "--npp", npp, "--month", "2022-12", "--json")
    bill = json.loads(out)
    assert (code, bill["total"]) == (0, sum(line["total"] for line in bill["lines"]))
    assert bill["allocated"] == 462_000


def test_wrong_use_is_two_and_refused_work_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "bill", "--npp", "KT999999", "--month", "12-2022")[0] == 2
    assert run(capsys, "bill", "--npp", "KT999999", "--month", "2022-12")[0] == 1
    assert run(capsys, "bill")[0] == 2


def test_the_books_are_shown_and_agree(capsys: pytest.CaptureFixture[str]) -> None:
    a_paid_month()
    code, out, _ = run(capsys, "ledger", "check", "--json")
    assert code == 0
    assert {proof["holds"] for proof in json.loads(out)} == {True}
    code, out, _ = run(capsys, "ledger", "trial-balance", "--json")
    assert sum(row["balance"] for row in json.loads(out)) == 0
