"""`make demo` runs, hits what was published, and every command of the pages works on what it leaves behind."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.project.pages import Command, commands
from tests.project.source import ROOT

pytestmark = pytest.mark.slow

BIN = Path(sys.executable).parent
# Runs as they stand on the page; the demo has run the others, they measure for minutes, or other tests run them.
ON_THE_DEMO = [
    command
    for command in commands()
    if command.is_naungan
    and command.page != "README.md"
    and command.words[1] not in ("law", "calculate", "bench", "sandbox", "serve", "worker", "regions", "access")
    and command.words[1] not in ("claim", "disburse", "list")
]
# The demo closes three months; a forecast wants twelve.
REFUSED = {("coverage", "forecast"): "perlu 12 "}
OF_THE_README = [
    command
    for command in commands()
    if command.page == "README.md" and command.words[0] == ".venv/bin/naungan" and command.words[1] != "serve"
]


@dataclass(frozen=True)
class Shown:
    """A folder with a database, and what the demo printed while making it."""

    folder: Path
    told: str

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the `naungan` command on this database, in this folder."""
        return subprocess.run(
            [str(BIN / "naungan"), *words],
            cwd=self.folder,
            env=environment(self.folder / "home"),
            capture_output=True,
            text=True,
            check=False,
        )


def environment(home: Path) -> dict[str, str]:
    """The environment of a user with a database of their own there."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | {"NAUNGAN_HOME": str(home), "COLUMNS": "120"}


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder that the database server, which may run as another user, can reach."""
    made = Path(tempfile.mkdtemp(prefix="naungan-demo-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="module")
def demo(folder: Path) -> Shown:
    """The demo, run as `make demo` runs it, into a folder of its own."""
    done = subprocess.run(
        ["scripts/demo.sh"],
        cwd=ROOT,
        env=environment(folder / "home") | {"NAUNGAN_DEMO": str(folder), "PATH": f"{BIN}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout[-2000:]
    return Shown(folder, done.stdout)


def plain(told: str) -> str:
    """With ordinary spaces where an amount is kept on one line."""
    return told.replace("\u00a0", " ")


def test_the_demo_shows_each_command_before_it_runs(demo: Shown) -> None:
    typed = [line.split()[2] for line in demo.told.splitlines() if line.startswith("$ naungan ")]
    before, after = ["sandbox", "sandbox", "import"], ["coverage", "coverage", "statement", "calculate"]
    paid = [*["disburse"] * 4, "sandbox", *["disburse"] * 2]
    sponsored = ["sandbox", "list", "list", "plan", "mandates", "coverage", "coverage", "report"]
    assert typed == [*before, *["close-month"] * 3, *after, *["claim"] * 8, *paid, *sponsored, "ledger"]


def test_the_demo_reaches_the_66_percent(demo: Shown) -> None:
    assert re.findall(r"^Rate +(\S+) percent", demo.told, re.MULTILINE) == ["66.00"]


def test_the_widow_is_paid_once_and_the_books_say_so(demo: Shown) -> None:
    books = "Diputus Rp 42.000.000 = dibayar Rp 42.000.000 + dikirim Rp 0 + terutang Rp 0 + kembali Rp 0."
    assert books in plain(demo.told)
    again = demo.run("disburse", "answer", "jawaban-bank.xml", "--as", "yusuf@contoh.test")
    assert "sudah pernah masuk" in again.stdout


def test_the_list_is_judged_the_budget_planned_and_the_governor_told(demo: Shown) -> None:
    assert re.search(r"Memenuhi syarat +│ +[1-9]", demo.told)
    assert "kurang Rp 24.000.000" in plain(demo.told)
    paper = PdfReader(demo.folder / "gubernur-64.pdf")
    assert len(paper.pages) == 2
    assert "66,00" in paper.pages[0].extract_text()


def test_the_picture_of_the_readme_is_what_the_demo_shows(demo: Shown) -> None:
    drawn = demo.folder / "coverage.svg"
    command = ["naungan", "coverage", "--as-of", "2022-12-31", "--by", "province", "--basis", "bpjs-eligible"]
    subprocess.run(
        [sys.executable, "scripts/picture.py", str(drawn), "9", *command],
        cwd=ROOT,
        env=environment(demo.folder / "home") | {"PATH": f"{BIN}:{os.environ['PATH']}"},
        check=True,
    )
    assert drawn.read_text("utf-8") == (ROOT / "docs" / "coverage.svg").read_text("utf-8"), "run make picture"


def test_hr_gets_the_wage_file_back(demo: Shown) -> None:
    files = sorted(path.name for path in demo.folder.iterdir() if path.suffix == ".xlsx")
    assert files == ["calon.xlsx", "hasil-2022-12.xlsx", "upah-2022-12.xlsx"]


def test_the_commands_of_the_pages_run_on_the_demo(demo: Shown) -> None:
    (demo.folder / "bayar.csv").write_text(
        "kode_bayar,jumlah,tanggal_bayar,referensi_bank\n0000000000000000,16800,2023-01-05,BANK-1\n", "utf-8"
    )
    [npp] = set(re.findall(r"--employer (\S+)", demo.told))
    [nik] = set(re.findall(r"statement --nik (\d{16})", demo.told))
    failed = []
    for command in ON_THE_DEMO:
        words = [{"NPP": npp, "NIK": nik}.get(word, word) for word in command.words[1:]]
        done = demo.run(*words)
        no = REFUSED.get((words[0], words[1]))
        if no and done.returncode == 1 and no in done.stderr:
            continue
        if done.returncode or not done.stdout:
            failed.append((str(command), done.returncode, done.stderr[-500:]))
    assert failed == []


def test_a_second_close_of_the_demo_changes_nothing(demo: Shown) -> None:
    told = demo.run("close-month", "2022-12").stdout
    assert "Bulan ini sudah ditutup sebelumnya; tidak ada yang berubah." in told


def test_the_commands_of_the_readme_run_from_nothing(folder: Path) -> None:
    fresh = Shown(folder / "readme", "")
    fresh.folder.mkdir()
    failed = [
        (str(command), done.returncode, done.stderr[-500:])
        for command, done in ((command, _as_typed(command, fresh)) for command in OF_THE_README)
        if done.returncode or not done.stdout
    ]
    assert (failed, len(OF_THE_README)) == ([], 6)


def _as_typed(command: Command, fresh: Shown) -> subprocess.CompletedProcess[str]:
    return fresh.run(*command.words[1:])
