"""The doors: what people see, what machines get, and how a refusal ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.intake.conftest import Mill
from tests.intake.files import WAGES, as_csv, bpu_row, sponsored_row, wage_row, worker_row, xlsx
from typer.testing import CliRunner

from naungan.errors import Refused, WrongUse
from naungan.intake.commands import app
from naungan.intake.layouts import BPU, SPONSORED, WORKERS
from naungan.intake.models import WageLine
from naungan.registry.models import Payer, Person

run = CliRunner()


def said(*arguments: object) -> str:
    """The screen after a command that succeeds, its lines joined."""
    answer = run.invoke(app, [str(one) for one in arguments], catch_exceptions=False)
    assert answer.exit_code == 0
    return " ".join(answer.output.split())


def refused(*arguments: object) -> Refused:
    answer = run.invoke(app, [str(one) for one in arguments])
    assert isinstance(answer.exception, Refused)
    return answer.exception


def test_wages_say_both_counts_and_what_to_do_next(mill: Mill) -> None:
    file = xlsx(
        mill.folder / "upah.xlsx", WAGES, [mill.row(0), mill.row(1, wage="Rp 5.000.000"), mill.row(2, name="A")]
    )
    result = mill.folder / "h.xlsx"
    screen = said("wages", file, "--employer", mill.payer.code[:8], "--month", "2022-12", "--result", result)
    assert "Berkas upah bulanan dari" in screen
    assert "Desember 2022" in screen
    assert "2 dari 3 baris diterima. 1 baris ditolak, 1 perlu dikonfirmasi." in screen
    assert "Perbaiki baris DITOLAK di berkas hasil" in screen
    assert openpyxl.load_workbook(result).active["G3"].value == "DITOLAK"
    assert WageLine.objects.count() == 2


def test_the_second_time_it_says_that_nothing_changed(mill: Mill) -> None:
    file = xlsx(mill.folder / "upah.xlsx", WAGES, mill.rows())
    command = ("wages", file, "--npp", mill.payer.code, "--month", "2022-12")
    said(*command)
    assert "Berkas ini sudah pernah diunggah; tidak ada yang berubah." in said(*command)


def test_brackets_in_a_name_are_shown_and_not_obeyed(mill: Mill) -> None:
    Person.objects.filter(pk=mill.people[0].pk).update(name="[bold]Siti[/]")
    file = xlsx(mill.folder / "upah.xlsx", WAGES, [mill.row(0, name="Agus")])
    screen = said("wages", file, "--employer", mill.payer.code, "--month", "2022-12")
    assert "[bold]Siti[/]" in screen


def test_machines_get_one_object(mill: Mill) -> None:
    file = xlsx(mill.folder / "upah.xlsx", WAGES, [mill.row(0), mill.row(1, wage=9_000_000)])
    answer = json.loads(
        said("wages", file, "--employer", mill.payer.code, "--month", "2022-12", "--hold-soft", "--json")
    )
    assert (answer["rows"], answer["good"], answer["soft"], answer["waiting"], answer["stored"]) == (2, 1, 1, 1, 1)
    assert answer["findings"][0]["code"] == "W03"


def test_rows_that_wait_are_confirmed_with_the_same_file(mill: Mill) -> None:
    file = xlsx(mill.folder / "upah.xlsx", WAGES, [mill.row(1, wage=9_000_000)])
    command = ("wages", file, "--employer", mill.payer.code, "--month", "2022-12")
    assert "unggah berkas yang sama dengan --confirmed" in said(*command, "--hold-soft")
    assert "1 dari 1 baris diterima." in said(*command, "--confirmed")


def test_the_three_lists_of_people_come_in(mill: Mill, sponsor: Payer) -> None:
    month = ("--month", "2022-12")
    workers = xlsx(mill.folder / "tk.xlsx", WORKERS, [worker_row()])
    bpu = xlsx(mill.folder / "bpu.xlsx", BPU, [bpu_row(NIK="6471015708900002")])
    listed = as_csv(mill.folder / "daftar.csv", SPONSORED, [sponsored_row(nik="6471015708900003")])
    assert "1 dari 1 baris diterima" in said("workers", workers, "--employer", mill.payer.code, *month)
    assert "1 dari 1 baris diterima" in said("bpu", bpu, *month)
    assert "1 dari 1 baris diterima" in said("sponsored", listed, "--sponsor", sponsor.code, *month)


def test_windows_1252_is_read_on_demand(mill: Mill) -> None:
    file = as_csv(mill.folder / "upah.csv", WAGES, [mill.row(0, name="Siti Aminah é")], encoding="cp1252")
    command = ("wages", file, "--employer", mill.payer.code, "--month", "2022-12")
    assert "Windows-1252" in str(refused(*command))
    assert "1 dari 1 baris diterima" in said(*command, "--encoding", "windows-1252")


def test_a_template_is_written(tmp_path: Path, db: None) -> None:
    out = tmp_path / "contoh.xlsx"
    assert "ditulis" in said("template", "wages", out)
    assert [cell.value for cell in openpyxl.load_workbook(out)["Data"][1]] == list(WAGES.headers)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("wages", "tidak-ada.xlsx", "--month", "2022-12"), "tidak ada"),
        (("wages", "upah.xlsx", "--month", "12-2022"), "Tulis TTTT-BB"),
        (("template", "gaji", "contoh.xlsx"), "Pilih wages, workers, bpu, sponsored"),
        (("template", "wages", "contoh.pdf"), ".xlsx"),
    ],
)
def test_wrong_use_is_told_apart(mill: Mill, arguments: tuple[str, ...], message: str) -> None:
    employer = ("--employer", mill.payer.code) if arguments[0] == "wages" else ()
    error = refused(*arguments, *employer)
    assert isinstance(error, WrongUse)
    assert message in str(error)


@pytest.mark.parametrize(
    ("employer", "month", "message"),
    [
        ("KT99", "2022-12", "NPP harus 8 angka"),
        ("ZZ999999", "2022-12", "Pemberi kerja ZZ999999-000 tidak dikenal. Daftarkan dahulu"),
        ("", "2031-01", "belum terbuka"),
    ],
)
def test_refused_work_is_no_wrong_use(mill: Mill, employer: str, month: str, message: str) -> None:
    file = xlsx(mill.folder / "upah.xlsx", WAGES, mill.rows())
    error = refused("wages", file, "--employer", employer or mill.payer.code, "--month", month)
    assert not isinstance(error, WrongUse)
    assert message in str(error)


def test_an_unknown_employer_gets_near_ones_proposed(mill: Mill) -> None:
    code = mill.payer.code
    near = code[:7] + ("9" if code[7] != "9" else "8")
    error = refused("wages", "x.xlsx", "--employer", near, "--month", "2022-12")
    assert f"Maksud Anda {code}" in str(error)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "content", "code", "message"),
    [
        ("upah.xlsx", b"<html></html>", 1, "halaman web"),
        ("lain.xlsx", None, 2, "tidak ada"),
        ("upah.xlsx", "good", 0, "1 dari 1 baris diterima"),
    ],
)
def test_the_command_ends_with_its_code(
    own_database: str, tmp_path: Path, name: str, content: Any, code: int, message: str
) -> None:
    from tests.factories import a_participation, an_employer

    from naungan.registry.regions import load_regions

    load_regions()
    worker = a_participation(an_employer())
    if content == "good":
        row = wage_row(nik=worker.person.nik, name=worker.person.name)
        xlsx(tmp_path / name, WAGES, [row])
    elif content is not None:
        (tmp_path / name).write_bytes(content)
    month = ("--month", "2022-12")
    done = subprocess.run(
        [sys.executable, "-m", "naungan.cli", "import", "wages", name, "--employer", worker.payer.code, *month],
        cwd=tmp_path,
        env={"DATABASE_URL": own_database, "PATH": "", "NAUNGAN_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, message in done.stdout + done.stderr) == (code, True)
