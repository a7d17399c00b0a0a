"""The doors of reports and mandates: commands write whole files or none, pages ask few queries, REST is in scope."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.coverage.people import YEAR_END
from tests.signing_in import a_grant, an_account, sign_in
from typer.testing import CliRunner

from naungan.access.models import Role
from naungan.access.tokens import make_token
from naungan.coverage.next_point import next_point
from naungan.coverage.report import figures_of
from naungan.errors import WrongUse
from naungan.mandates.commands import app as mandates
from naungan.publications.commands import app as report
from naungan.registry.models import Region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_months")]
Within = Callable[[int], Any]


@pytest.fixture
def officer(client: Client) -> Client:
    sign_in(client, Role.REGION, region=Region.objects.filter(code="64").latest("id"))
    return client


def test_the_command_writes_the_governors_file(tmp_path: Path) -> None:
    out = tmp_path / "gubernur.pdf"
    done = CliRunner().invoke(report, ["governor", "--province", "64", "--as-of", "2022-12-31", "--out", str(out)])
    assert (done.exit_code, out.read_bytes()[:5]) == (0, b"%PDF-")
    assert "GUB-64-20221231-01" in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["gubernur.pdf"]


def test_reports_of_several_files_go_into_a_folder(tmp_path: Path) -> None:
    CliRunner().invoke(report, ["open-data", "--out", str(tmp_path / "terbuka")])
    assert sorted(path.suffix for path in (tmp_path / "terbuka").iterdir()) == [".csv", ".csv", ".json", ".json"]


def test_a_folder_that_is_not_there_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    out = tmp_path / "tidak" / "ada.pdf"
    done = CliRunner().invoke(report, ["governor", "--province", "64", "--out", str(out)])
    assert isinstance(done.exception, WrongUse)
    assert list(tmp_path.iterdir()) == []


def test_mandates_on_the_command_line() -> None:
    run = CliRunner().invoke
    assert "0 kewajiban dibuka" in run(mandates, ["open", "--year", "2022"]).output
    assert isinstance(run(mandates, ["open", "--year", "1999"]).exception, WrongUse)
    assert "tidak dapat dihitung" in run(mandates, ["show", "--region", "64", "--as-of", "2022-12-31"]).output
    assert "Kalimantan Timur" in run(mandates, ["show", "--as-of", "2022-12-31"]).output
    assert "pengingat jatuh tempo" in run(mandates, ["remind", "--as-of", "2022-12-31"]).output


@pytest.mark.parametrize("address", ["/cakupan/64/perubahan/grafik/", "/cakupan/64/sumbangan/grafik/"])
def test_every_chart_is_drawn(client: Client, address: str) -> None:
    assert client.get(address)["Content-Type"] == "image/svg+xml"


@pytest.mark.parametrize(
    ("address", "status"),
    [("/cakupan/64/perubahan/?dari=99&ke=0", 400), ("/cakupan/99/target/", 404), ("/mandat/99/", 404),
     ("/laporan/GUB-64-20221231-77/", 404), ("/cakupan/64/target/grafik/", 400), ("/mandat/komitmen/1/", 302)],
)  # fmt: skip
def test_what_is_not_there_is_said(client: Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_the_basis_is_open_to_every_program_and_says_how_sure_it_is(client: Client) -> None:
    told = json.loads(client.get("/api/v1/mandates/basis").content)
    assert {one["status"] for one in told["duties"]} == {"seen", "recalled"}
    assert client.get("/api/v1/mandates/governments").status_code == 401


def test_the_next_point_counts_people_who_are_known_and_not_counted() -> None:
    found = next_point(figures_of(YEAR_END), "64")
    assert found.one_point == 136
    assert sum(one.gap or 0 for one in found.districts) >= found.row.gap  # type: ignore[operator]
    assert found.enough is None
    assert date(2022, 12, 31) == found.row.as_of


@pytest.mark.parametrize(
    "address",
    ["/api/v1/coverage/series?last=2022-12-31&months=2", "/api/v1/coverage/targets/64",
     "/api/v1/coverage/changes/64?first=2023-03&last=2025-12",
     "/api/v1/coverage/contributions/64?first=2022-11-30&last=2022-12-31&by=district",
     "/api/v1/publications/open-data"],
)  # fmt: skip
def test_what_is_public_is_public_to_programs(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


def test_a_forecast_that_is_refused_is_a_problem_with_its_reason(client: Client) -> None:
    answer = client.get("/api/v1/coverage/forecasts/64")
    assert answer.status_code == 409
    assert "perlu 12 bulan" in json.loads(answer.content)["detail_id"]


def test_reports_are_made_and_read_within_a_tokens_scope(client: Client) -> None:
    region = Region.objects.filter(code="64").latest("id")
    account = an_account()
    a_grant(account, Role.REGION, region=region)
    token = make_token(account, account.grants.get(), "uji")
    head = {"HTTP_AUTHORIZATION": f"Bearer {token}"}

    def ask(code: str) -> tuple[int, dict[str, Any]]:
        body = {"kind": "branch", "region_code": code, "as_of": "2022-12-31"}
        answer = client.post("/api/v1/publications", body, content_type="application/json", **head)
        return answer.status_code, json.loads(answer.content)

    status, made = ask("64.74")
    assert (status, made["reference"]) == (201, "CAB-64.74-20221231-01")
    assert ask("61.01")[0] == 404
    told = json.loads(client.get(f"/api/v1/publications/{made['reference']}", **head).content)
    assert {one["source"] for one in told["trail"]["numbers"]} <= set(range(1, len(told["trail"]["sources"]) + 1))
