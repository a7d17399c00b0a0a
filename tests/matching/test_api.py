"""Somebody looked up over REST: found, seen by whom, and written down."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.factories import a_person, a_region
from tests.signing_in import a_grant, an_account

from naungan.access.models import Look, Role
from naungan.access.tokens import make_token
from naungan.registry.models import Region

pytestmark = pytest.mark.django_db
PATH = "/api/v1/matching/look-ups"
ASKED = {"name": "H. Soetrisno", "born_on": "1970-05-03", "sex": "L", "village": "Ds. Manggar, Kota Balikpapan"}


def ask(role: Role, asked: dict[str, Any], region: Region | None = None) -> tuple[int, Any]:
    account = an_account()
    grant = a_grant(account, role, region)
    token = make_token(account, grant, "uji")
    answer = Client().post(PATH, asked, content_type="application/json", headers={"Authorization": f"Bearer {token}"})
    return answer.status_code, answer.json()


def test_somebody_is_found_and_the_look_is_written_down() -> None:
    person = a_person(date(1970, 5, 3), name="Sutrisno", region=a_region())
    status, answer = ask(Role.BRANCH, ASKED, a_region())
    assert (status, answer["person_id"], answer["verdict"]) == (200, person.pk, "same")
    assert answer["evidence"][:2] == ["Nama sama bunyinya", "Tanggal lahir sama"]
    assert Look.objects.filter(person=person, what="Penilaian padanan").count() == 1


def test_who_is_elsewhere_is_not_told() -> None:
    person = a_person(date(1970, 5, 3), name="Sutrisno", region=a_region())
    status, answer = ask(Role.BRANCH, ASKED, a_region("61.71", "Kota Pontianak"))
    assert (status, answer["person_id"], Look.objects.filter(person=person).count()) == (200, None, 0)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_officers_ask(role: Role) -> None:
    assert ask(role, ASKED)[0] == 403


@pytest.mark.parametrize("wrong", [{"name": ""}, {"nik": "abc"}, {"born_on": "1970-13-01"}, {"name": "a\x00"}])
def test_what_cannot_be_read_is_refused(wrong: dict[str, str]) -> None:
    assert ask(Role.HEAD_OFFICE, ASKED | wrong)[0] == 422
