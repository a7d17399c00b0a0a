"""Breaking into people, regions, classes, cards and payers with raw SQL."""

from __future__ import annotations

import pytest
from django.db import DataError, transaction
from tests.factories import a_person, a_region, a_sponsor, an_employer
from tests.registry.breaking import database_refuses, run

pytestmark = pytest.mark.django_db


def _put_person(nik: str | None, name: str = "Budi", died_on: str | None = None) -> None:
    run(
        "INSERT INTO registry_person (nik, passport, name, born_on, sex, died_on) "
        "VALUES (%s, '', %s, '1990-03-15', 'L', %s)",
        nik,
        name,
        died_on,
    )


def _put_region(code: str, valid: str, system: str = "kemendagri") -> None:
    run(
        "INSERT INTO registry_region (code_system, code, level, kind, name, bps_code, aliases, valid, latitude, "
        "longitude, source) VALUES (%s, %s, 2, 'kota', 'Kota', '', '', %s::daterange, '', '', 'test')",
        system,
        code,
        valid,
    )


def test_a_nik_is_of_one_person() -> None:
    _put_person("6471011503900001")
    with database_refuses("registry_person_nik_key"):
        _put_person("6471011503900001", "Bukan Budi")


@pytest.mark.parametrize(
    "nik", ["", "647101150390000", "64710115039000O1", "6471 1503900001", "６４７１０１１５０３９００００１"]
)
def test_a_nik_of_another_shape_is_refused(nik: str) -> None:
    with database_refuses("person_nik_16_digits"):
        _put_person(nik)


def test_a_nik_that_is_too_long_is_refused() -> None:
    with pytest.raises(DataError), transaction.atomic():
        _put_person("64710115039000011")


def test_a_nik_is_not_updated_to_that_of_another() -> None:
    first, second = a_person(), a_person()
    with database_refuses("registry_person_nik_key"):
        run("UPDATE registry_person SET nik = %s WHERE id = %s", first.nik, second.pk)


def test_a_person_has_a_name() -> None:
    with database_refuses("person_name_given"):
        _put_person(None, "")


def test_nobody_dies_before_birth() -> None:
    with database_refuses("person_died_after_birth"):
        _put_person(None, died_on="1990-03-14")


def test_a_region_code_means_one_region_at_a_time() -> None:
    _put_region("64.99", "[2000-01-01,2012-10-25)")
    with database_refuses("region_code_once_at_a_time"):
        _put_region("64.99", "[2012-10-24,)")
    _put_region("64.99", "[2012-10-25,)")
    with database_refuses("region_code_once_at_a_time"):
        _put_region("64.99", "[2022-01-01,2022-01-02)")


def test_the_same_digits_may_mean_another_region_in_another_system() -> None:
    _put_region("6402", "[2000-01-01,)")
    _put_region("6402", "[2000-01-01,)", system="bps")
    assert run("SELECT count(*) FROM registry_region WHERE code = '6402'") == [(2,)]


def test_two_risk_classes_at_once_are_refused() -> None:
    mill = an_employer(jkk_class=3)
    with database_refuses("risk_class_one_at_a_time"):
        run("INSERT INTO registry_riskclass (payer_id, jkk_class, during) VALUES (%s, 4, '[2022-01-01,)')", mill.pk)


def test_a_risk_class_is_not_stretched_over_the_next() -> None:
    mill = an_employer(jkk_class=3)
    run("UPDATE registry_riskclass SET during = '[2015-07-01,2022-01-01)' WHERE payer_id = %s", mill.pk)
    run("INSERT INTO registry_riskclass (payer_id, jkk_class, during) VALUES (%s, 4, '[2022-01-01,)')", mill.pk)
    with database_refuses("risk_class_one_at_a_time"):
        run("UPDATE registry_riskclass SET during = '[2015-07-01,)' WHERE jkk_class = 3")


@pytest.mark.parametrize("jkk_class", [0, 6])
def test_a_risk_class_is_one_to_five(jkk_class: int) -> None:
    mill = an_employer()
    with database_refuses("risk_class_one_to_five"):
        run("UPDATE registry_riskclass SET jkk_class = %s WHERE payer_id = %s", jkk_class, mill.pk)


@pytest.mark.parametrize("kpj", ["2200000001", "22-00000001", "2200000000a"])
def test_a_card_of_another_shape_is_refused(kpj: str) -> None:
    person = a_person()
    with database_refuses("card_kpj_11_characters"):
        run("INSERT INTO registry_card (kpj, person_id, issued_on) VALUES (%s, %s, '2022-01-01')", kpj, person.pk)


def test_a_payer_code_is_given_once() -> None:
    first, second = a_sponsor(), a_sponsor()
    with database_refuses("registry_payer_code_key"):
        run("UPDATE registry_payer SET code = %s WHERE id = %s", first.code, second.pk)


def test_only_a_self_payer_is_a_person() -> None:
    sponsor = a_sponsor()
    with database_refuses("payer_self_is_a_person"):
        run("UPDATE registry_payer SET person_id = %s WHERE id = %s", a_person().pk, sponsor.pk)
    with database_refuses("payer_self_is_a_person"):
        run("UPDATE registry_payer SET kind = 2 WHERE id = %s", sponsor.pk)


def test_a_region_in_use_is_not_deleted() -> None:
    place = a_region()
    an_employer()
    run("SET CONSTRAINTS ALL IMMEDIATE")
    (name,) = run(
        "SELECT conname FROM pg_constraint WHERE contype = 'f' AND conrelid = 'registry_payer'::regclass "
        "AND confrelid = 'registry_region'::regclass"
    )[0]
    with database_refuses(name):
        run("DELETE FROM registry_region WHERE id = %s", place.pk)
