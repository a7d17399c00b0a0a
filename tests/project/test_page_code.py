"""The code on the pages runs and prints what the page says it prints."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from tests.project.pages import PAGES, blocks
from tests.project.source import ROOT

from naungan.law.reading import parameter_files, read_parameters

PRINTS = re.compile(r"^print\(.*\)  # (.+)$", re.MULTILINE)


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "python")], ids=lambda page: page.name)
def test_the_python_of_a_page_prints_what_it_says(page: Path) -> None:
    code = "\n".join(blocks(page, "python"))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stderr, done.stdout.splitlines()) == ("", PRINTS.findall(code))


def test_the_new_ceiling_of_the_page_is_a_value_of_the_law() -> None:
    [row] = blocks(ROOT / "docs" / "change-a-rate.md", "yaml")
    files = dict(parameter_files())
    old = next(line for line in files["jp.yaml"].decode().splitlines() if "from: 2027-03-01" in line)
    files["jp.yaml"] = files["jp.yaml"].replace(old.encode(), b"      " + row.strip().encode())
    ceiling = read_parameters(files)["jp.wage_cap"].on(date(2027, 3, 1))
    assert (ceiling.value, ceiling.unverified) == (yaml.safe_load(row)[0]["value"], False)


def test_the_page_of_unsure_values_says_what_the_law_says() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/unverified.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_page_that_differs_from_the_law_is_refused(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "scripts").mkdir()
    for name in ("docs/unverified.md", "scripts/unverified.py"):
        (tmp_path / name).write_text((ROOT / name).read_text("utf-8"), "utf-8")
    page = tmp_path / "docs" / "unverified.md"
    page.write_text(page.read_text("utf-8").replace("| `jp.wage_cap` |", "| `jp.cap` |", 1), "utf-8")
    done = subprocess.run(
        [sys.executable, "scripts/unverified.py", "--check"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "run python scripts/unverified.py" in done.stderr) == (1, True)
