"""The wage file is a real XLSX, and every mistake is where it is said to be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.sandbox.asking import ask, one
from tests.sandbox.conftest import months

from naungan.intake.layouts import WAGES
from naungan.intake.wages import import_wages
from naungan.sandbox.errors import CannotWrite, SandboxMissing
from naungan.sandbox.files import WageFile, write_wage_file

pytestmark = [pytest.mark.usefixtures("reading"), pytest.mark.slow]

DECEMBER = date(2022, 12, 1)
Written = tuple[WageFile, list[list[object]]]


@pytest.fixture
def written(tmp_path: Path, reading: object) -> Written:
    file = write_wage_file(DECEMBER, tmp_path / "upah.xlsx")
    sheet = load_workbook(file.path).active
    return file, [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_employer_is_of_balikpapan_and_has_not_reported(written: Written) -> None:
    file, _ = written
    region = "SELECT r.code FROM registry_payer p JOIN registry_region r ON r.id = p.region_id WHERE p.code = %s"
    assert one(region, file.code) == "64.71"
    reports = "SELECT for_month FROM intake_wagereport w JOIN registry_payer p ON p.id = w.payer_id WHERE p.code = %s"
    assert sorted(ask(reports, file.code)) == [(date(2022, 10, 1),), (date(2022, 11, 1),)]


@pytest.mark.parametrize("month", months())
def test_every_month_has_an_employer_to_report_for(tmp_path: Path, month: date) -> None:
    assert write_wage_file(month, tmp_path / "upah.xlsx").month == month


def test_the_header_is_the_one_that_intake_reads(written: Written) -> None:
    file, cells = written
    assert tuple(cells[0]) == WAGES.headers
    assert len(cells) == file.rows + 1


def test_every_mistake_is_in_its_row(written: Written) -> None:
    file, cells = written
    rows = [mistake.row for mistake in file.mistakes if mistake.row]
    named = {row: dict(zip(WAGES.headers, cells[row - 1], strict=True)) for row in rows}
    assert isinstance(named[3]["NIK"], int | float)
    assert int(named[3]["NIK"]) % 10 == 0
    assert str(named[4]["UPAH"]).startswith("Rp ")
    assert 1_000_000 < int(str(named[5]["UPAH"])) < 3_014_497
    assert named[6]["UPAH"] == 950
    twice, stranger = named[file.rows], named[file.rows + 1]
    assert list(twice.values()) == cells[7 - 1]
    assert one("SELECT count(*) FROM registry_person WHERE nik = %s", stranger["NIK"]) == 0
    assert [mistake.row for mistake in file.mistakes].count(0) == 1


def test_one_of_last_months_workers_is_missing_and_the_others_are_there_once(
    written: Written,
) -> None:
    file, cells = written
    people = one(
        """
        SELECT count(*) FROM registry_participation q JOIN registry_payer p ON p.id = q.payer_id
        JOIN registry_person h ON h.id = q.person_id
        WHERE p.code = %s AND q.during && daterange('2022-12-01', '2023-01-01') AND h.nationality = 'ID'
        """,
        file.code,
    )
    assert len({row[2] for row in cells[1:]}) == people - 1 + 1
    assert file.rows == people - 1 + 2


def test_identity_numbers_are_text_so_that_no_spreadsheet_rounds_them(
    written: Written,
) -> None:
    _, cells = written
    numbers = [row[1] for row in cells[1:]]
    assert [type(number) for number in numbers].count(str) == len(numbers) - 1


def test_an_employer_can_be_named(tmp_path: Path) -> None:
    code = one(
        """
        SELECT p.code FROM registry_payer p JOIN registry_participation q ON q.payer_id = p.id
        WHERE p.kind = 1 AND right(p.code, 4) = '-000'
        GROUP BY p.id HAVING count(*) BETWEEN 30 AND 60 ORDER BY p.id LIMIT 1
        """
    )
    assert write_wage_file(DECEMBER, tmp_path / "upah.xlsx", code.removesuffix("-000")).code == code


@pytest.mark.parametrize("code", ["ZZ999999", "KI000001-999"])
def test_an_unknown_employer_is_refused_and_no_file_is_written(tmp_path: Path, code: str) -> None:
    from naungan.errors import Refused

    with pytest.raises(Refused) as refused:
        write_wage_file(DECEMBER, tmp_path / "upah.xlsx", code)
    assert code[:8] in str(refused.value)
    assert not (tmp_path / "upah.xlsx").exists()


@pytest.mark.parametrize("name", ["upah.csv", "tidak-ada/upah.xlsx"])
def test_a_file_that_cannot_be_written_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotWrite, match="Tidak dapat menulis"):
        write_wage_file(DECEMBER, tmp_path / name)


def test_without_a_sandbox_the_command_says_what_to_do(own_database: str, tmp_path: Path) -> None:
    with pytest.raises(SandboxMissing, match="naungan sandbox build"):
        write_wage_file(DECEMBER, tmp_path / "upah.xlsx")


def test_intake_finds_every_mistake_and_takes_the_other_rows(writing: object, tmp_path: Path) -> None:
    file = write_wage_file(DECEMBER, tmp_path / "upah.xlsx")
    outcome = import_wages(file.path, employer=file.code, month=DECEMBER, today=date(2023, 1, 5))
    found = {finding.code: finding.first_row for finding in outcome.findings}
    assert found.items() >= {"N02": 3, "W01": 4, "W02": 5, "W04": 6, "N05": file.rows, "M01": 3, "W05": 0}.items()
    assert (outcome.rows, outcome.hard, outcome.stored) == (file.rows, 5, file.rows - 5)
