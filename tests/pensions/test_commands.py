"""The terminal: run a month, list, show, prove; wrong use is 2, refused work 1."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.factories import a_region
from tests.pensions.people import a_pension, decided
from tests.signing_in import a_grant, an_account
from typer.testing import CliRunner

from naungan.access.models import Role
from naungan.errors import WrongUse
from naungan.pensions.commands import app
from naungan.pensions.errors import OutOfOrder
from naungan.pensions.models import Award

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0
    return done.output.replace("\u00a0", " ")


def told(*arguments: str) -> Any:
    return json.loads(said(*arguments, "--json"))


def test_a_run_opens_what_was_decided_and_tells_what_it_came_to() -> None:
    decided(amount=1_234_000)
    done = told("run", "2025-01")
    assert {name: done[name] for name in ("opened", "lines", "withheld", "amount", "already_done")} == {
        "opened": 1, "lines": 1, "withheld": 0, "amount": 1_234_000, "already_done": False,
    }  # fmt: skip
    assert told("run", "2025-01")["already_done"]


def test_a_run_in_words() -> None:
    decided(amount=1_234_000)
    assert "Rp 1.234.000 menjadi utang manfaat JP" in said("run", "2025-01")


def test_a_month_out_of_order_is_refused() -> None:
    said("run", "2025-01")
    with pytest.raises(OutOfOrder, match="2025-02"):
        said("run", "2025-05")


def test_months_of_one_pension_and_a_proof_of_life() -> None:
    award = a_pension()
    said("run", "2025-01")
    assert [one["state"] for one in told("show", str(award.pk))] == ["paid"]
    account = an_account()
    a_grant(account, Role.BRANCH, a_region())
    assert "2 Maret 2026" in said("proof", str(award.pk), "--on", "2025-03-02", "--by", str(account.email))
    assert Award.objects.get().alive_until.isoformat() == "2026-03-02"


def test_a_proof_is_recorded_by_an_officer_only() -> None:
    with pytest.raises(WrongUse, match="bukan petugas"):
        said("proof", str(a_pension().pk), "--on", "2025-03-02", "--by", "siapa@contoh.test")


def test_the_withheld_are_listed() -> None:
    from datetime import date

    award = a_pension(starts=date(2024, 1, 1), decided_on=date(2024, 1, 10))
    said("run", "2025-02")
    (row,) = told("list")
    assert (row["award_id"], row["months"], row["why"]) == (award.pk, 1, "life")
    assert "Bukti masih hidup" in said("list")
