"""Starting, ending and changing participations, and the sentence for each refusal."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from naungan.registry.errors import (
    AlreadyActive,
    AnotherPayerThisMonth,
    BadParticipation,
    OutsidePayerLife,
    UnknownParticipation,
    UnknownPayer,
    UnknownPerson,
    UnknownRegion,
)
from naungan.registry.models import Participation, Payer, Person
from naungan.registry.participate import change_wage, end_participation, start_participation
from naungan.registry.payers import register_employer, register_project, register_self_payer, register_sponsor

pytestmark = pytest.mark.django_db
SINCE = date(2022, 3, 14)


def _start(person: Person, payer: Payer, **facts: Any) -> Participation:
    ordinary: dict[str, Any] = {
        "segment": 1, "programmes": 31, "region": "64.71", "since": SINCE, "wage": 5_000_000,
    }  # fmt: skip
    return start_participation(person_id=person.pk, payer_id=payer.pk, **(ordinary | facts))


def _bpu(person: Person, payer: Payer, since: date, until: date | None = None) -> Participation:
    return _start(person, payer, segment=2, programmes=3, since=since, until=until, wage=1_000_000)


@pytest.fixture
def pemkot(regions: None) -> Payer:
    """A city that pays for vulnerable workers."""
    return register_sponsor(
        code="PEMDA-64.71", name="Pemkot Balikpapan", region="64.71", since=date(2022, 1, 1), fund_source="apbd"
    )


@pytest.fixture
def pemprov(regions: None) -> Payer:
    """A province that pays for vulnerable workers."""
    return register_sponsor(
        code="PEMDA-64", name="Pemprov Kaltim", region="64", since=date(2022, 1, 1), fund_source="apbd"
    )


def test_a_job_is_stored_as_stated(siti: Person, mill: Payer) -> None:
    row = _start(siti, mill, contract="PKWT", until=date(2023, 3, 14), sector="sawit")
    row.refresh_from_db()
    assert (row.during, row.wage, row.programmes, row.contract, row.sector, row.left_because) == (
        DateRange(SINCE, date(2023, 3, 14)), 5_000_000, 31, "PKWT", "sawit", "",
    )  # fmt: skip
    assert row.region.code == "64.71"


def test_the_same_payer_twice_names_the_day_and_the_payer(siti: Person, mill: Payer) -> None:
    _start(siti, mill)
    with pytest.raises(AlreadyActive) as refused:
        _start(siti, mill, since=date(2022, 9, 1))
    assert str(refused.value) == ("Siti Aminah sudah aktif pada KT001234-000 PT Sawit Jaya sejak 14 Maret 2022.")
    assert Participation.objects.count() == 1


def test_two_jobs_at_once_are_two_participations(siti: Person, mill: Payer) -> None:
    shop = register_employer(
        npp="KT000009", name="Toko", region="64.71", since=date(2020, 1, 1), scale="micro", jkk_class=1
    )
    assert _start(siti, mill).pk != _start(siti, shop, programmes=3).pk


def test_a_job_may_begin_again_on_the_day_it_ended(siti: Person, mill: Payer) -> None:
    first = _start(siti, mill)
    end_participation(participation_id=first.pk, on=date(2022, 9, 1), because="resigned")
    assert _start(siti, mill, since=date(2022, 9, 1)).during.lower == date(2022, 9, 1)


def test_a_second_sponsor_in_a_month_is_refused_with_the_first(siti: Person, pemkot: Payer, pemprov: Payer) -> None:
    _bpu(siti, pemkot, date(2022, 1, 1), date(2022, 7, 1))
    with pytest.raises(AnotherPayerThisMonth) as refused:
        _bpu(siti, pemprov, date(2022, 6, 1))
    assert str(refused.value) == (
        "Siti Aminah sudah ditanggung pada PEMDA-64.71 Pemkot Balikpapan sejak 1 Januari 2022 "
        "sampai sebelum 1 Juli 2022. Satu pekerja BPU satu pembayar sebulan: "
        "akhiri dahulu, lalu mulai bulan berikutnya."
    )


def test_days_that_only_share_a_month_are_the_same_month(siti: Person, pemkot: Payer, pemprov: Payer) -> None:
    _bpu(siti, pemkot, date(2022, 1, 1), date(2022, 6, 15))
    with pytest.raises(AnotherPayerThisMonth, match="Pemkot Balikpapan"):
        _bpu(siti, pemprov, date(2022, 6, 20))


def test_the_next_month_another_sponsor_may_pay(siti: Person, pemkot: Payer, pemprov: Payer) -> None:
    _bpu(siti, pemkot, date(2022, 1, 1), date(2022, 6, 15))
    assert _bpu(siti, pemprov, date(2022, 7, 1)).during.lower == date(2022, 7, 1)


def test_a_self_payer_cannot_be_sponsored_in_the_same_month(siti: Person, pemkot: Payer) -> None:
    own = register_self_payer(person_id=siti.pk, region="64.71", since=date(2021, 1, 1))
    _bpu(siti, own, date(2021, 1, 1))
    with pytest.raises(AnotherPayerThisMonth, match=f"{own.code} Siti Aminah sejak 1 Januari 2021"):
        _bpu(siti, pemkot, date(2022, 2, 1))


def test_a_job_beside_a_sponsor_is_allowed(siti: Person, mill: Payer, pemkot: Payer) -> None:
    _start(siti, mill)
    assert _bpu(siti, pemkot, SINCE).segment == 2


def test_nobody_takes_part_before_the_payer_lives(siti: Person, mill: Payer) -> None:
    with pytest.raises(OutsidePayerLife) as refused:
        _start(siti, mill, since=date(2015, 6, 30))
    assert str(refused.value) == (
        "KT001234-000 PT Sawit Jaya membayar sejak 1 Juli 2015; kepesertaan sejak 30 Juni 2015 di luarnya."
    )


def test_nobody_takes_part_longer_than_the_payer_lives(siti: Person, regions: None) -> None:
    bridge = register_project(
        number="1", name="Jembatan", region="64.72", contractor="PT B", contract_value=1, wages_known=False,
        work_order_on=SINCE, since=SINCE, until=date(2022, 9, 1),
    )  # fmt: skip
    with pytest.raises(OutsidePayerLife, match="sampai sebelum 1 September 2022; kepesertaan sejak 14 Maret 2022 di"):
        _start(siti, bridge, segment=3, programmes=3)
    assert _start(siti, bridge, segment=3, programmes=3, until=date(2022, 9, 1)).segment == 3


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"wage": 0}, "Upah harus lebih dari nol rupiah; terbaca 0."),
        ({"wage": -1}, "Upah harus lebih dari nol rupiah; terbaca -1."),
        ({"until": SINCE}, "Masa 14 Maret 2022 sampai 14 Maret 2022 kosong."),
        ({"segment": 2}, "Pemberi kerja KT001234-000 tidak membayar untuk segmen 2."),
        ({"programmes": 1}, "Program JKK tidak dapat untuk PU (penerima upah): "
                            "wajib JKK+JKM, boleh JKK+JKM+JHT+JP+JKP."),
        ({"programmes": 0}, "Program (tidak ada) tidak dapat untuk PU (penerima upah): "
                            "wajib JKK+JKM, boleh JKK+JKM+JHT+JP+JKP."),
        ({"programmes": 35}, "Program JKK+JKM tidak dapat untuk PU (penerima upah): "
                             "wajib JKK+JKM, boleh JKK+JKM+JHT+JP+JKP."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(siti: Person, mill: Payer, wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(BadParticipation) as refused:
        _start(siti, mill, **wrong)
    assert str(refused.value) == said
    assert Participation.objects.count() == 0


def test_a_sponsored_person_has_no_pension_programme(siti: Person, pemkot: Payer) -> None:
    with pytest.raises(BadParticipation, match=r"Program JKK\+JKM\+JP .* boleh JKK\+JKM\+JHT\."):
        _start(siti, pemkot, segment=2, programmes=11)
    assert _start(siti, pemkot, segment=2, programmes=7).programmes == 7


def test_a_self_payer_pays_for_nobody_else(siti: Person) -> None:
    own = register_self_payer(person_id=siti.pk, region="64.71", since=date(2021, 1, 1))
    other = Person.objects.create(name="Budi", born_on=date(1985, 3, 2), sex="L")
    with pytest.raises(BadParticipation, match="hanya membayar untuk dirinya sendiri"):
        _bpu(other, own, date(2022, 1, 1))


def test_the_work_place_must_be_a_region_of_its_day(siti: Person, mill: Payer) -> None:
    with pytest.raises(UnknownRegion, match=r"pakai 65\.71"):
        _start(siti, mill, region="64.73")


def test_unknown_people_and_payers_are_named(siti: Person, mill: Payer) -> None:
    with pytest.raises(UnknownPerson):
        start_participation(
            person_id=siti.pk + 1, payer_id=mill.pk, segment=1, programmes=3, region="64.71", since=SINCE, wage=1
        )
    with pytest.raises(UnknownPayer):
        start_participation(
            person_id=siti.pk, payer_id=mill.pk + 1, segment=1, programmes=3, region="64.71", since=SINCE, wage=1
        )


def test_an_end_keeps_its_reason_and_comes_twice_without_harm(siti: Person, mill: Payer) -> None:
    job = _start(siti, mill)
    for _ in range(2):
        ended = end_participation(participation_id=job.pk, on=date(2022, 12, 1), because="dismissed")
        assert (ended.during, ended.left_because) == (DateRange(SINCE, date(2022, 12, 1)), "dismissed")


def test_an_end_may_be_moved_earlier_but_not_later(siti: Person, mill: Payer) -> None:
    job = _start(siti, mill, until=date(2022, 12, 1))
    end_participation(participation_id=job.pk, on=date(2022, 11, 1), because="resigned")
    with pytest.raises(BadParticipation, match="tidak dapat diakhiri per 1 Desember 2022: di luar masanya"):
        end_participation(participation_id=job.pk, on=date(2022, 12, 1), because="resigned")


@pytest.mark.parametrize("on", [SINCE, date(2021, 1, 1)])
def test_nothing_ends_before_it_began(siti: Person, mill: Payer, on: date) -> None:
    job = _start(siti, mill)
    with pytest.raises(BadParticipation, match="di luar masanya"):
        end_participation(participation_id=job.pk, on=on, because="resigned")


def test_an_unknown_reason_lists_the_known_ones(siti: Person, mill: Payer) -> None:
    with pytest.raises(BadParticipation, match="'bosan' tidak dikenal: resigned, contract_ended, dismissed"):
        end_participation(participation_id=_start(siti, mill).pk, on=date(2022, 12, 1), because="bosan")


def test_a_wage_changes_and_stays_positive(siti: Person, mill: Payer) -> None:
    job = _start(siti, mill)
    assert change_wage(participation_id=job.pk, wage=6_000_000).wage == 6_000_000
    with pytest.raises(BadParticipation, match="terbaca 0"):
        change_wage(participation_id=job.pk, wage=0)
    job.refresh_from_db()
    assert job.wage == 6_000_000


def test_an_unknown_participation_is_neither_ended_nor_changed() -> None:
    with pytest.raises(UnknownParticipation):
        end_participation(participation_id=7, on=SINCE, because="died")
    with pytest.raises(UnknownParticipation):
        change_wage(participation_id=7, wage=1)
