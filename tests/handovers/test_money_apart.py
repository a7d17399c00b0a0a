"""The transfer never waits for the ceremony: nothing of the money refers to an event, whatever becomes of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from tests.handovers.people import a_beneficiary, a_granted_claim, an_event
from tests.pensions.people import an_officer

from naungan.claims.models import Payable
from naungan.handovers.events import cancel, hold
from naungan.handovers.paper import paid_words
from naungan.handovers.shown import Said

pytestmark = pytest.mark.django_db

REFERS = """
SELECT conrelid::regclass::text FROM pg_constraint
WHERE contype = 'f' AND confrelid::regclass::text LIKE 'handovers%%'
AND conrelid::regclass::text NOT LIKE 'handovers%%'
"""
TRIGGERS = """
SELECT tgrelid::regclass::text FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
WHERE p.prosrc LIKE '%%handovers\\_%%' AND tgrelid::regclass::text NOT LIKE 'handovers%%'
"""


def rows(statement: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [name for (name,) in cursor.fetchall()]


def test_no_table_of_the_money_refers_to_an_event() -> None:
    assert rows(REFERS) == []
    assert rows(TRIGGERS) == []


def test_no_room_of_the_money_knows_handovers() -> None:
    from pathlib import Path

    for room in ("claims", "pensions", "disbursements", "ledger"):
        folder = Path(apps.get_app_config(room).path)
        naming = [file.name for file in folder.rglob("*.py") if "handovers" in file.read_text(encoding="utf-8")]
        assert (room, naming) == (room, [])


def test_what_is_owed_is_the_same_before_and_after_an_event_is_cancelled() -> None:
    found = a_beneficiary()
    before = list(Payable.objects.values())
    cancel(found.event_id)
    assert list(Payable.objects.values()) == before


def said(paid_on: date | None) -> Said:
    days = (date(2022, 12, 31) - paid_on).days if paid_on else None
    return Said(1, 1, "Aminah", "Ahli waris peserta", 1, (), "", True, False, "", paid_on, days, None)


@pytest.mark.parametrize(
    ("paid_on", "words"),
    [
        (date(2022, 12, 20), "20 Desember 2022, 11 hari sebelum acara ini."),
        (date(2022, 12, 31), "31 Desember 2022, hari acara ini."),
        (date(2023, 1, 2), "2 Januari 2023, 2 hari setelah acara ini."),
        (None, "Transfer manfaat diproses terpisah dari acara ini."),
    ],
)
def test_a_paper_says_when_the_money_came_beside_the_event(paid_on: date | None, words: str) -> None:
    assert paid_words(said(paid_on)).endswith(words)


BREAKS: dict[str, tuple[str, str]] = {
    "a face of a child": ("UPDATE handovers_consent SET minor = true", "a consent is withdrawn once"),
    "a face of a child from the start": (
        "INSERT INTO handovers_consent (beneficiary_id, shows, minor, text_version, given_by, given_on, paper, "
        "recorded_by_id, withdrawn_at, withdrawn_by_id) SELECT beneficiary_id, shows, true, text_version, given_by, "
        "given_on, paper, recorded_by_id, now(), recorded_by_id FROM handovers_consent",
        "consent_no_face_of_a_minor",
    ),
    "two consents in force": (
        "INSERT INTO handovers_consent (beneficiary_id, shows, minor, text_version, given_by, given_on, paper, "
        "recorded_by_id) SELECT beneficiary_id, shows, minor, text_version, given_by, given_on, paper, "
        "recorded_by_id FROM handovers_consent",
        "consent_one_in_force",
    ),
    "a consent widened": ("UPDATE handovers_consent SET shows = '{name}'", "a consent is withdrawn once"),
    "a consent deleted": ("DELETE FROM handovers_consent", "withdrawn, not deleted"),
    "a beneficiary deleted": ("DELETE FROM handovers_beneficiary", "taken off, not deleted"),
    "an event deleted": ("DELETE FROM handovers_event", "cancelled, not deleted"),
    "an event changed when it is over": ("UPDATE handovers_event SET place = 'lain'", "is over is not changed"),
    "an event planned again": ("UPDATE handovers_event SET state = 'planned'", "cannot go from held to planned"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(name: str) -> None:
    found = a_beneficiary()
    hold(found.event_id)
    statement, said_by_it = BREAKS[name]
    with pytest.raises(DatabaseError, match=said_by_it), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_refuses_a_claim_that_is_not_granted() -> None:
    event, payee = an_event(an_officer()), a_granted_claim(final=False)
    values: dict[str, Any] = {"event": event.pk, "claim": payee.claim_id, "payee": payee.pk}
    granted = pytest.raises(DatabaseError, match="only a granted claim")
    with granted, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO handovers_beneficiary (event_id, claim_id, payee_id, place) "
            "VALUES (%(event)s, %(claim)s, %(payee)s, 1)",
            values,
        )
