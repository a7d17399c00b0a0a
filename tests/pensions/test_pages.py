"""The pages and the API of pensions: officers of the region, a pensioner's own, nobody else."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.factories import a_person, a_region, month
from tests.pensions.people import a_pension, an_order
from tests.signing_in import a_grant, an_account, sign_in

from naungan.access.models import Look, Role
from naungan.access.tokens import make_token
from naungan.pensions.act import suspend
from naungan.pensions.models import Award, ProofOfLife
from naungan.pensions.run import pay_month

pytestmark = pytest.mark.django_db


@pytest.fixture
def award() -> Award:
    """A pension with a paid month and a withheld one."""
    made = a_pension(amount=1_000_000)
    pay_month(month("2025-01"))
    suspend(made.pk, an_order(), "rekening diperiksa")
    pay_month(month("2025-02"))
    return made


def signed_in(role: Role, **scope: Any) -> Client:
    client = Client()
    sign_in(client, role, **scope)
    return client


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def test_an_officer_finds_a_pension_by_its_number_and_sees_its_months(award: Award) -> None:
    desk = signed_in(Role.BRANCH, region=a_region())
    assert desk.get(f"/pensiun/?nomor={award.pk}").headers["Location"] == f"/pensiun/{award.pk}/"
    page = text(desk, f"/pensiun/{award.pk}/")
    assert [words in page for words in ("Januari 2025", "Rp 1.000.000", "Ditahan petugas")] == [True, True, True]
    assert Look.objects.filter(person=award.person).count() == 1


def test_the_withheld_are_listed_and_filtered_by_reason(award: Award) -> None:
    desk = signed_in(Role.BRANCH, region=a_region())
    assert award.payee.name in text(desk, "/pensiun/ditahan/?sebab=suspended")
    assert award.payee.name not in text(desk, "/pensiun/ditahan/?sebab=life")
    assert desk.get("/pensiun/ditahan/?sesudah=kemarin").status_code == 404


def test_head_office_sees_what_the_runs_came_to(award: Award) -> None:
    page = text(signed_in(Role.HEAD_OFFICE), "/pensiun/")
    assert "Pembayaran tiap bulan" in page
    assert "Pembayaran tiap bulan" not in text(signed_in(Role.BRANCH, region=a_region()), "/pensiun/")


def test_a_proof_of_life_is_recorded_once_by_a_form_sent_twice(award: Award) -> None:
    desk = signed_in(Role.BRANCH, region=a_region())
    form = {"key": str(uuid.uuid4()), "on": "2025-03-03", "how": "video"}
    for _ in range(2):
        assert desk.post(f"/pensiun/{award.pk}/bukti-hidup/", form).status_code == 302
    assert ProofOfLife.objects.filter(award=award, how="video").count() == 1


@pytest.mark.parametrize(
    ("move", "form", "state"),
    [
        ("lanjutkan", {"said": "sudah jelas"}, "running"),
        ("akhiri", {"said": "akta 1", "reason": "death", "on": "2025-01-15"}, "ended"),
        ("akhiri", {"said": "akta 1", "reason": "bosan", "on": "2025-01-15"}, "suspended"),
        ("lanjutkan", {"said": ""}, "suspended"),
        ("tahan", {"said": "lagi"}, "suspended"),
    ],
)
def test_a_form_moves_the_pension_or_says_why_not(award: Award, move: str, form: dict[str, str], state: str) -> None:
    desk = signed_in(Role.BRANCH, region=a_region())
    desk.post(f"/pensiun/{award.pk}/{move}/", form | {"key": str(uuid.uuid4())})
    award.refresh_from_db()
    assert award.state == state


def test_a_move_that_does_not_exist_and_a_form_without_a_key_are_not_found(award: Award) -> None:
    desk = signed_in(Role.BRANCH, region=a_region())
    assert desk.post(f"/pensiun/{award.pk}/hapus/", {"key": str(uuid.uuid4())}).status_code == 404
    assert desk.post(f"/pensiun/{award.pk}/tahan/", {"said": "x"}).status_code == 404


def test_officers_of_another_region_find_nothing(award: Award) -> None:
    other = signed_in(Role.BRANCH, region=a_region("64.72", "Kota Samarinda"))
    assert other.get(f"/pensiun/{award.pk}/").status_code == 404
    assert other.post(f"/pensiun/{award.pk}/tahan/", {"key": str(uuid.uuid4()), "said": "x"}).status_code == 404
    assert award.payee.name not in text(other, "/pensiun/ditahan/")


def test_a_pensioner_sees_their_own_months_and_when_to_come(award: Award) -> None:
    page = text(signed_in(Role.WORKER, person=award.person), "/pensiun/saya/")
    assert [words in page for words in ("Januari 2025", "1 Januari 2026")] == [True, True]
    other = text(signed_in(Role.WORKER, person=a_person(date(1960, 1, 1))), "/pensiun/saya/")
    assert "Belum ada pensiun" in other


def test_an_auditor_reads_and_has_no_form(award: Award) -> None:
    auditor = signed_in(Role.AUDITOR)
    assert "Catat bukti" not in text(auditor, f"/pensiun/{award.pk}/")
    assert auditor.post(f"/pensiun/{award.pk}/tahan/", {"key": str(uuid.uuid4()), "said": "x"}).status_code == 403


def called(role: Role, path: str, **scope: Any) -> Any:
    account = an_account()
    token = make_token(account, a_grant(account, role, **scope), "uji")
    return Client().get(f"/api/v1/pensions{path}", headers={"Authorization": f"Bearer {token}"})


def test_the_api_tells_a_pension_with_its_months(award: Award) -> None:
    told = called(Role.BRANCH, f"/{award.pk}", region=a_region()).json()
    assert [one["state"] for one in told["months"]] == ["withheld", "paid"]
    assert called(Role.BRANCH, f"/{award.pk}", region=a_region("64.72", "Kota Samarinda")).status_code == 404


def test_the_api_lists_who_is_withheld(award: Award) -> None:
    told = called(Role.HEAD_OFFICE, "/withheld").json()
    assert [(one["award_id"], one["months"], one["why"]) for one in told["pensions"]] == [(award.pk, 1, "suspended")]
