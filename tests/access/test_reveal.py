"""A NIK is masked; a reason shows it, is logged, and is limited; the person can read who looked."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.access.world import World, an_actor
from tests.signing_in import sign_in

from naungan.access.looks import looked, looked_at_many, looks_at
from naungan.access.models import Look, Role

pytestmark = pytest.mark.django_db
REASON = "Mencocokkan KTP di loket"


def page_of(world: World) -> str:
    return f"/akun/nik/{world.here.worker.pk}/"


def grouped(nik: str) -> str:
    return f"{nik[:2]} {nik[2:4]}"


def test_the_nik_is_shown_for_a_reason_and_the_person_can_read_it(client: Client, world: World) -> None:
    account = sign_in(client, Role.BRANCH, region=world.here.district)
    nik = str(world.here.worker.nik)
    before = client.get(page_of(world)).content.decode()
    assert nik not in before
    assert nik[-4:] in client.post(page_of(world), {"reason": REASON}).content.decode()
    assert [(one.by, one.role, one.what, one.reason) for one in looks_at(world.here.worker.pk)] == [
        (account.name, Role.BRANCH, "NIK lengkap", REASON)
    ]


@pytest.mark.parametrize("reason", ["", "   ", "x", "." * 301, " a " * 3])
def test_without_a_real_reason_it_stays_masked_and_nothing_is_logged(
    client: Client, world: World, reason: str
) -> None:
    sign_in(client, Role.BRANCH, region=world.here.district)
    answer = client.post(page_of(world), {"reason": reason})
    assert answer.status_code == 422
    assert str(world.here.worker.nik) not in answer.content.decode().replace(" ", "")
    assert Look.objects.count() == 0


def test_a_reason_is_shown_as_text(client: Client, world: World) -> None:
    sign_in(client, Role.BRANCH, region=world.here.district)
    answer = client.post(page_of(world), {"reason": "<script>alert('x')</script>"})
    assert b"<script>alert" not in answer.content


def test_somebody_elses_person_is_not_there(client: Client, world: World) -> None:
    for role, scope in (
        (Role.BRANCH, {"region": world.there.district}),
        (Role.EMPLOYER_MAKER, {"payer": world.there.employer}),
    ):
        sign_in(client, role, **scope)
        assert client.post(page_of(world), {"reason": REASON}).status_code == 404
    assert Look.objects.count() == 0


@pytest.mark.parametrize("role", [Role.WORKER, Role.HEIR])
def test_workers_and_heirs_reveal_nobody(client: Client, world: World, role: Role) -> None:
    sign_in(client, role, person=world.here.sponsored)
    assert client.post(page_of(world), {"reason": REASON}).status_code == 403


def test_thirty_an_hour_and_then_no_more(client: Client, world: World) -> None:
    sign_in(client, Role.HEAD_OFFICE)
    tried = [client.post(page_of(world), {"reason": REASON}).status_code for _ in range(31)]
    assert tried == [200] * 30 + [429]
    assert Look.objects.count() == 30


def test_the_answer_is_kept_by_no_cache(client: Client, world: World) -> None:
    sign_in(client, Role.HEAD_OFFICE)
    assert "no-store" in client.post(page_of(world), {"reason": REASON}).headers["Cache-Control"]


def test_a_look_at_oneself_is_none(world: World) -> None:
    looked(an_actor(Role.WORKER, world.here), world.here.worker.pk, "pernyataan")
    assert Look.objects.count() == 0


def test_a_list_is_a_look_at_each_on_it(world: World) -> None:
    looked_at_many(an_actor(Role.BRANCH, world.here), sorted(world.here.people), "daftar")
    assert set(Look.objects.values_list("person_id", flat=True)) == world.here.people
