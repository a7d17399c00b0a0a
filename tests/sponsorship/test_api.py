"""The sponsor's year, its lists and the planner as REST."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from tests.signing_in import a_grant, an_account
from tests.sponsorship.people import a_government, a_list, a_row, a_scheme
from tests.sponsorship.test_flow import a_budget, a_decree

from naungan.access.models import Role
from naungan.access.tokens import make_token
from naungan.registry.models import Payer
from naungan.sponsorship.enrol import enrol

pytestmark = pytest.mark.django_db
API = "/api/v1/sponsorship"


def a_program(payer: Payer) -> Client:
    """A program that acts for a sponsor."""
    account = an_account()
    shown = make_token(account, a_grant(account, Role.SPONSOR, payer=payer), "SIPD")
    return Client(headers={"Authorization": f"Bearer {shown}"})


def test_the_year_says_what_the_page_says(tmp_path: Path) -> None:
    scheme = a_scheme()
    a_budget(scheme.payer, 1_000_000)
    enrol(a_decree(tmp_path, scheme))
    told = a_program(scheme.payer).get(f"{API}/{scheme.payer_id}/years/2023").json()
    assert (told["payer"], told["budget"], told["paid"]) == (scheme.payer.code, 1_000_000, 0)
    assert told["outlook"]["left"] == 1_000_000
    stranger = a_program(a_government())
    assert stranger.get(f"{API}/{scheme.payer_id}/years/2023").status_code == 404
    assert Client().get(f"{API}/{scheme.payer_id}/years/2023").status_code == 401


def test_a_list_comes_in_pieces_with_reasons_and_without_nik(tmp_path: Path) -> None:
    scheme = a_scheme(highest_decile=4)
    listing = a_list(tmp_path, scheme, [a_row(1, "Siti Aminah"), a_row(2, "Budi", decile="9")])
    program = a_program(scheme.payer)
    told = program.get(f"{API}/{scheme.payer_id}/lists/{listing.pk}?after=4").json()
    assert told == {
        "rows": [
            {
                "line": 5, "name": "Budi", "district": "64.09", "verdict": "rejected",
                "reasons": ["Desil 9; skema menerima sampai desil 4."],
            }
        ],
        "next_line": None,
    }  # fmt: skip
    assert program.get(f"{API}/{scheme.payer_id}/lists/{2**70}").status_code == 404


def test_a_plan_is_answered_and_what_cannot_be_is_a_problem() -> None:
    program = a_program(a_government())
    asked = {
        "groups": [{"district": "64.09", "people": 15_000}], "money": 3_000_000_000, "first_month": "2025-01-01",
    }  # fmt: skip
    told = program.post(f"{API}/plans", asked, content_type="application/json").json()
    assert (told["people"], told["left"], told["proven"]) == (14_880, 192_000, True)
    assert told["lines"] == [
        {"group": 0, "package": "JKK+JKM", "first_month": "2025-01-01", "months": 12, "people": 14_880,
         "rupiah": 2_999_808_000}
    ]  # fmt: skip
    wrong = asked | {"groups": [{"district": "64.09", "people": 5, "covered": 9}]}
    answer = program.post(f"{API}/plans", wrong, content_type="application/json")
    assert (answer.status_code, answer.headers["Content-Type"]) == (409, "application/problem+json")
