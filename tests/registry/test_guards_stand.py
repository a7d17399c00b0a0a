"""The guards cannot be switched off by a setting, and stay quick when many rows follow one."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from tests.factories import a_payer, a_person, a_region, lasting
from tests.registry.breaking import database_refuses, put_participation, run

from naungan.registry.apps import guards_always_stand
from naungan.registry.models import PayerKind
from naungan.registry.participate import OUTSIDE_LIFE

pytestmark = pytest.mark.django_db
MANY = 5_000


def test_a_session_cannot_switch_a_guard_off() -> None:
    payer = a_payer(PayerKind.PROJECT, "JK1", life=lasting(date(2022, 1, 1), date(2023, 1, 1)))
    who, place = a_person().pk, a_region().pk
    triggers = run("SELECT array_agg(tgname::text) FROM pg_trigger WHERE NOT tgisinternal")[0][0]
    run("SELECT set_config('pgtrigger.ignore', %s, true)", "{" + ",".join(triggers) + "}")
    with database_refuses(OUTSIDE_LIFE):
        put_participation(who, payer.pk, 3, "[2024-01-01,)", place)


def test_the_setting_comes_back_with_a_migration_and_is_taken_away_again() -> None:
    trigger = apps.get_model("registry", "Participation")._meta.triggers[0]  # type: ignore[attr-defined]
    trigger.install(apps.get_model("registry", "Participation"))
    assert run("SELECT provolatile::text FROM pg_proc WHERE proname = '_pgtrigger_should_ignore'") == [("v",)]
    guards_always_stand(using=connection.alias)
    assert run("SELECT provolatile::text FROM pg_proc WHERE proname = '_pgtrigger_should_ignore'") == [("i",)]


def test_many_updates_after_one_in_a_session_do_not_take_time_squared() -> None:
    run(
        "INSERT INTO registry_person (passport, name, born_on, sex) "
        "SELECT '', 'Orang ' || n, '1990-01-01', 'L' FROM generate_series(1, %s) n",
        MANY,
    )
    run("UPDATE registry_person SET phone = '1' WHERE name = 'Orang 1'")
    run("SET LOCAL statement_timeout = '8s'")
    run("UPDATE registry_person SET phone = '2' WHERE name LIKE 'Orang %%'")
    assert run("SELECT count(*) FROM registry_personevent WHERE pgh_label = 'update'") == [(MANY + 1,)]
