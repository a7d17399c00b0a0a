"""Registering and closing payers of every kind."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from naungan.registry.errors import (
    AlreadyRegistered,
    BadNumber,
    BadPayer,
    PayerHasParticipations,
    UnknownPayer,
    UnknownPerson,
    UnknownRegion,
)
from naungan.registry.models import Payer, PayerKind, Person, RiskClass
from naungan.registry.participate import end_participation, start_participation
from naungan.registry.payers import (
    close_payer,
    find_payer,
    register_employer,
    register_project,
    register_self_payer,
    register_sponsor,
)

pytestmark = pytest.mark.django_db
SINCE = date(2022, 1, 1)


def _employer(**facts: Any) -> Payer:
    ordinary: dict[str, Any] = {
        "npp": "KT000001", "name": "CV Maju", "region": "64.72", "since": SINCE, "scale": "small", "jkk_class": 2,
    }  # fmt: skip
    return register_employer(**(ordinary | facts))


def _project(**facts: Any) -> Payer:
    ordinary: dict[str, Any] = {
        "number": "202200001", "name": "Jembatan Mahakam", "region": "64.72", "contractor": "PT Bangun",
        "contract_value": 500_000_000, "wages_known": False, "work_order_on": date(2021, 12, 20),
        "since": SINCE, "until": date(2022, 7, 1),
    }  # fmt: skip
    return register_project(**(ordinary | facts))


def test_an_employer_has_a_code_a_scale_and_a_class(regions: None) -> None:
    payer = _employer(division="002", industry="sawit", jkk_paid_through=date(2022, 1, 1))
    assert (payer.kind, payer.code, payer.life, payer.registered_on) == (
        PayerKind.EMPLOYER, "KT000001-002", DateRange(SINCE, None), SINCE,
    )  # fmt: skip
    employer = payer.employer
    assert (employer.npp, employer.division, employer.scale, employer.industry, employer.jkk_paid_through) == (
        "KT000001", "002", "small", "sawit", date(2022, 1, 1),
    )  # fmt: skip
    assert [(row.jkk_class, row.during) for row in payer.risk_classes.all()] == [(2, DateRange(SINCE, None))]


def test_two_divisions_of_one_employer_are_two_payers(regions: None) -> None:
    assert _employer().pk != _employer(division="001").pk


def test_the_same_division_twice_is_refused_and_leaves_nothing(regions: None) -> None:
    _employer()
    with pytest.raises(AlreadyRegistered, match="Kode KT000001-000 sudah dipakai CV Maju"):
        _employer(name="CV Mundur")
    assert (Payer.objects.count(), RiskClass.objects.count()) == (1, 1)


def test_an_old_employer_may_be_registered_in_a_region_that_is_younger_than_it(regions: None) -> None:
    with pytest.raises(UnknownRegion, match="baru berlaku mulai 25 Oktober 2012"):
        _employer(region="65.71", since=date(2005, 1, 1))
    payer = _employer(region="65.71", since=date(2005, 1, 1), registered_on=date(2015, 7, 1))
    assert (payer.life.lower, payer.registered_on) == (date(2005, 1, 1), date(2015, 7, 1))


@pytest.mark.parametrize(
    ("wrong", "error", "said"),
    [
        ({"scale": "huge"}, BadPayer, "Skala usaha 'huge' tidak dikenal: large, medium, micro, small."),
        ({"jkk_class": 6}, BadPayer, "Kelas risiko JKK harus 1 sampai 5; terbaca 6."),
        ({"jkk_class": 0}, BadPayer, "Kelas risiko JKK harus 1 sampai 5; terbaca 0."),
        ({"name": " "}, BadPayer, "Nama kosong."),
        ({"npp": "1"}, BadNumber, "NPP harus 8 angka atau huruf besar, tanpa divisi. Terbaca '1'."),
        ({"division": "1"}, BadNumber, "Divisi harus 3 angka, misalnya 000. Terbaca '1'."),
    ],
)
def test_an_employer_that_cannot_be_is_refused(
    regions: None, wrong: dict[str, Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error) as refused:
        _employer(**wrong)
    assert str(refused.value) == said
    assert Payer.objects.count() == 0


def test_a_person_becomes_their_own_payer_once(siti: Person) -> None:
    payer = register_self_payer(person_id=siti.pk, region="64.72", since=SINCE)
    assert (payer.kind, payer.code, payer.name, payer.person) == (
        PayerKind.SELF, f"BPU{siti.pk:010d}", "Siti Aminah", siti,
    )  # fmt: skip
    with pytest.raises(AlreadyRegistered):
        register_self_payer(person_id=siti.pk, region="64.72", since=SINCE)
    with pytest.raises(UnknownPerson):
        register_self_payer(person_id=siti.pk + 1, region="64.72", since=SINCE)


def test_a_sponsor_has_a_source_of_funds_and_may_have_an_end(regions: None) -> None:
    payer = register_sponsor(
        code="PEMDA-64.02", name="Pemkab Kukar", region="64.02", since=SINCE, fund_source="dbh",
        until=date(2023, 1, 1),
    )  # fmt: skip
    assert (payer.kind, payer.sponsor.fund_source, payer.life) == (
        PayerKind.SPONSOR, "dbh", DateRange(SINCE, date(2023, 1, 1)),
    )  # fmt: skip


def test_a_sponsor_with_an_unknown_source_is_refused(regions: None) -> None:
    with pytest.raises(BadPayer, match="Sumber dana 'lotre' tidak dikenal: apbd, apbdes, apbn, csr, dbh, donor"):
        register_sponsor(code="LOTRE", name="Lotre", region="64", since=SINCE, fund_source="lotre")


def test_a_project_has_a_contract(regions: None) -> None:
    payer = _project(stage_plan="50/25/25")
    project = payer.project
    assert (payer.kind, payer.code, payer.life) == (
        PayerKind.PROJECT, "JK202200001", DateRange(SINCE, date(2022, 7, 1)),
    )  # fmt: skip
    assert (project.contractor, project.contract_value, project.wages_known, project.stage_plan) == (
        "PT Bangun", 500_000_000, False, "50/25/25",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"contract_value": 0}, "Nilai kontrak harus lebih dari nol; terbaca 0."),
        ({"contractor": ""}, "Nama kontraktor kosong."),
        ({"stage_plan": "30/70"}, "Termin '30/70' tidak dikenal: 100, 50/25/25, 20/30/30/20."),
        ({"until": SINCE}, "Masa 1 Januari 2022 sampai 1 Januari 2022 kosong: periksa urutannya."),
    ],
)
def test_a_project_that_cannot_be_is_refused(regions: None, wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(BadPayer) as refused:
        _project(**wrong)
    assert str(refused.value) == said


def test_a_payer_is_found_by_its_code(mill: Payer) -> None:
    assert find_payer(" KT001234-000 ") == mill
    with pytest.raises(UnknownPayer, match="'KT009999-000' tidak dikenal"):
        find_payer("KT009999-000")


def test_a_closed_payer_pays_no_more_from_that_day(mill: Payer) -> None:
    closed = close_payer(payer_id=mill.pk, on=date(2023, 1, 1))
    mill.refresh_from_db()
    assert closed.life == mill.life == DateRange(date(2015, 7, 1), date(2023, 1, 1))
    assert close_payer(payer_id=mill.pk, on=date(2023, 1, 1)).life == mill.life


@pytest.mark.parametrize("on", [date(2015, 7, 1), date(2015, 6, 30)])
def test_a_payer_is_not_closed_before_it_lived(mill: Payer, on: date) -> None:
    with pytest.raises(BadPayer, match="di luar masa hidupnya"):
        close_payer(payer_id=mill.pk, on=on)


def test_a_closed_payer_is_not_closed_later(mill: Payer) -> None:
    close_payer(payer_id=mill.pk, on=date(2022, 1, 1))
    with pytest.raises(BadPayer):
        close_payer(payer_id=mill.pk, on=date(2023, 1, 1))


def test_a_payer_closes_only_when_its_people_have_left(mill: Payer, siti: Person) -> None:
    job = start_participation(
        person_id=siti.pk, payer_id=mill.pk, segment=1, programmes=31, region="64.71",
        since=SINCE, wage=5_000_000,
    )  # fmt: skip
    with pytest.raises(PayerHasParticipations) as refused:
        close_payer(payer_id=mill.pk, on=date(2022, 6, 1))
    assert str(refused.value) == (
        "KT001234-000 PT Sawit Jaya belum dapat ditutup per 1 Juni 2022: 1 kepesertaan masih berlaku, "
        "pertama Siti Aminah. Akhiri dahulu."
    )
    mill.refresh_from_db()
    assert mill.life.upper is None
    end_participation(participation_id=job.pk, on=date(2022, 6, 1), because="payer_closed")
    assert close_payer(payer_id=mill.pk, on=date(2022, 6, 1)).life.upper == date(2022, 6, 1)


def test_nothing_unknown_is_closed() -> None:
    with pytest.raises(UnknownPayer):
        close_payer(payer_id=7, on=SINCE)
