"""Refusals of the rooms below, on the pages of an officer who reads English."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.desk.conftest import OCTOBER, Branch
from tests.desk.test_forms import WHY, send
from tests.factories import a_payment

from naungan.access.models import Role

pytestmark = pytest.mark.django_db
Begin = Callable[..., Client]


@pytest.fixture
def officer(branch: Branch, signed_in: Begin) -> Client:
    """An officer of the branch who has switched to English."""
    client = signed_in(Role.BRANCH, branch.region)
    client.cookies["django_language"] = "en"
    return client


def refused(client: Client, page: str, **fields: str) -> str:
    """What the form is sent back with."""
    answer = send(client, page, **fields, **WHY)
    assert answer.status_code == 422
    said: str = answer.content.decode().replace("\u00a0", " ")
    assert all(str(words).replace("\u00a0", " ") for _, words in answer.context["form"].errors)
    return said


def test_the_registry_refuses_a_death_in_english(branch: Branch, officer: Client) -> None:
    said = refused(officer, f"orang/{branch.person.pk}/koreksi/meninggal/", died_on="1980-01-01")
    assert "The date of death 1 January 1980 is before the birth on" in said


def test_the_registry_refuses_a_nik_in_english(branch: Branch, officer: Client) -> None:
    fields = {"name": "Siti", "born_on": "1990-03-15", "sex": "L", "nik": "6471011503910001"}
    said = refused(officer, f"orang/{branch.person.pk}/koreksi/data/", **fields)
    words = "[N03] The birth date differs from the NIK: the NIK says 15 March 1991, filled in is 15 March 1990."
    assert words in said
    assert "If it is right, confirm it." in said


def test_contributions_refuse_a_division_of_money_in_english(branch: Branch, officer: Client) -> None:
    lost = a_payment(None, 500, OCTOBER)
    fields = {"code_1": branch.employer.code, "month_1": "2022-10", "amount_1": "501"}
    said = refused(officer, f"titipan/{lost.pk}/", **fields)
    assert "Rp 501" in said
    assert not any(word in said for word in ("Bagian-bagiannya", "Samakan"))


def test_intake_refuses_a_wage_in_english(branch: Branch, officer: Client) -> None:
    page = f"kepesertaan/{branch.worker.pk}/koreksi/upah/"
    assert "The wage reads Rp 5. Write whole rupiah a month, between Rp 1,000 and" in refused(
        officer, page, month="2022-10", wage="5"
    )
