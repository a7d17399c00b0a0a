"""The door `naungan sandbox`."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.sandbox.asking import one
from typer.testing import CliRunner

from naungan.registry.nik import check
from naungan.sandbox.commands import app
from naungan.sandbox.errors import BadPlan, SandboxMissing

pytestmark = pytest.mark.slow

runner = CliRunner()


def test_build_says_what_it_made(own_database: str) -> None:
    arguments = ["build", "--scale", "0.0005", "--from", "2022-12", "--to", "2022-12", "--seed", "3"]
    said = runner.invoke(app, arguments, catch_exceptions=False).output
    assert "Sandbox 1/2000, Desember 2022 sampai Desember 2022" in said
    assert "benih 3" in said
    assert "naungan close-month 2022-12" in said


def test_build_as_json_counts_rows_of_every_kind(own_database: str) -> None:
    arguments = ["build", "--scale", "1/2000", "--from", "2022-12", "--to", "2022-12", "--json"]
    built = json.loads(runner.invoke(app, arguments, catch_exceptions=False).stdout)
    assert built["scale"] == "1/2000"
    assert (built["first_month"], built["last_month"], built["seed"]) == ("2022-12", "2022-12", 1)
    assert built["people"] == one("SELECT count(*) FROM registry_person")
    assert built["payments"] == one("SELECT count(*) FROM contributions_payment")


@pytest.mark.parametrize("scale", ["sedikit", "1/0", "0,01"])
def test_a_scale_that_is_no_number_is_wrong_use(scale: str) -> None:
    with pytest.raises(BadPlan, match="--scale terbaca"):
        runner.invoke(app, ["build", "--scale", scale], catch_exceptions=False)


def test_people_are_shown_with_valid_niks_and_different_lives(reading: object) -> None:
    lines = runner.invoke(app, ["people", "--sample", "7"], catch_exceptions=False).stdout.splitlines()
    assert len(lines) == 7
    assert all(not check(line.split()[0], as_of=date(2022, 12, 31)).refused for line in lines)
    assert len({line.partition("(")[2] for line in lines}) >= 6


def test_without_people_the_command_says_what_to_do(own_database: str) -> None:
    with pytest.raises(SandboxMissing, match="naungan sandbox build"):
        runner.invoke(app, ["people"], catch_exceptions=False)


def test_a_wage_file_is_written_and_its_npp_and_mistakes_told(reading: object, tmp_path: Path) -> None:
    path = tmp_path / "upah.xlsx"
    said = runner.invoke(app, ["wage-file", "--month", "2022-12", "--out", str(path)], catch_exceptions=False).output
    assert path.exists()
    assert "NPP KI" in said
    assert "baris 3: NIK sebagai angka" in said
