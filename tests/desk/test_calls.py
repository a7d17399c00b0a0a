"""A call is noted once, with what came of it and when to come back to it."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone
from tests.desk.conftest import TODAY, Branch, an_officer

from naungan.access.actor import Actor
from naungan.desk.arrears import Filters, beside, owing_filtered
from naungan.desk.calls import Said, add_contact, end_contact, record_call
from naungan.desk.counting import keep_counts
from naungan.desk.day import desk_state
from naungan.desk.errors import CallRefused
from naungan.desk.models import Call, Contact

pytestmark = pytest.mark.django_db
PROMISE = Said("phone", "promised", "Ibu Rahma", "transfer Jumat", 1_000_000, date(2023, 1, 6))


def note(branch: Branch, said: Said = PROMISE, key: UUID | None = None, by: Actor | None = None) -> Call:
    who = by or an_officer(region=branch.region)
    return record_call(actor=who, payer=branch.employer, said=said, today=TODAY, key=key or uuid4())


def test_a_call_keeps_who_called_and_what_was_said(branch: Branch) -> None:
    call = note(branch)
    assert (call.payer_id, call.outcome, call.promised, call.next_on) == (
        branch.employer.pk, "promised", 1_000_000, date(2023, 1, 6),
    )  # fmt: skip
    assert call.account_name.startswith("Rina Contoh")


def test_a_form_sent_twice_is_one_call(branch: Branch) -> None:
    key, who = uuid4(), an_officer(region=branch.region)
    assert note(branch, key=key, by=who) == note(branch, key=key, by=who)
    assert Call.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Said("phone", ""), "Pilih hasil"),
        (Said("phone", "shrugged"), "Pilih hasil"),
        (Said("merpati", "no-answer"), "Pilih cara"),
        (Said("phone", "promised"), "perlu tanggalnya"),
        (Said("phone", "call-back", next_on=date(2022, 12, 30)), "sudah lewat"),
        (Said("phone", "call-back", promised=0), "lebih dari nol"),
        (Said("phone", "no-answer", note="x" * 1_001), "paling banyak"),
    ],
)
def test_a_note_that_helps_nobody_is_refused(branch: Branch, said: Said, words: str) -> None:
    with pytest.raises(CallRefused, match=words):
        note(branch, said)
    assert Call.objects.count() == 0


def test_the_database_wants_the_day_of_a_promise(branch: Branch) -> None:
    call = note(branch)
    with pytest.raises(IntegrityError, match="call_promise_has_a_day"), transaction.atomic():
        Call.objects.create(
            payer=branch.employer, account_id=call.account_id, account_name="x", channel="phone",
            outcome="promised", key=uuid4(),
        )  # fmt: skip


@pytest.mark.parametrize("statement", ["UPDATE desk_call SET note = ''", "DELETE FROM desk_call"])
def test_a_call_is_never_rewritten(branch: Branch, statement: str) -> None:
    note(branch)
    with pytest.raises(DatabaseError, match="never rewritten"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_list_shows_the_last_call_and_whom_to_ask_for(branch: Branch) -> None:
    who = an_officer(region=branch.region)
    note(branch, Said("phone", "no-answer"), by=who)
    note(branch, by=who)
    add_contact(actor=who, payer=branch.employer, name="Rahma", position="HRD", phone="+628111222333", email="")
    told = beside([branch.employer.pk])[branch.employer.pk]
    assert (told.outcome, told.next_on, told.contact, told.phone) == (
        "promised", date(2023, 1, 6), "Rahma", "+628111222333",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "listed"),
    [
        (Filters(called="belum"), False),
        (Filters(called="promised"), True),
        (Filters(called="no-answer"), False),
        (Filters(due=date(2023, 1, 6)), True),
        (Filters(due=date(2023, 1, 5)), False),
        (Filters(age="1-3"), True),
        (Filters(age="12-"), False),
        (Filters(kind="pemberi-kerja"), True),
        (Filters(kind="penanggung"), False),
        (Filters(words="pembayar kt"), True),
        (Filters(words="lain sekali"), False),
    ],
)
def test_the_list_is_filtered_by_the_last_call_and_by_the_debt(
    branch: Branch, filters: Filters, listed: bool
) -> None:
    keep_counts(desk_state(TODAY), timezone.now())
    note(branch, Said("phone", "no-answer"))
    note(branch)
    assert owing_filtered(filters).exists() is listed


def test_a_contact_is_noted_once_and_ended_not_deleted(branch: Branch) -> None:
    who = an_officer(region=branch.region)
    facts = {"name": "Rahma", "position": "", "phone": "+628111222333", "email": ""}
    first = add_contact(actor=who, payer=branch.employer, **facts)
    assert add_contact(actor=who, payer=branch.employer, **facts) == first
    end_contact(contact=first, now=timezone.now())
    assert add_contact(actor=who, payer=branch.employer, **facts) != first
    assert Contact.objects.count() == 2


@pytest.mark.parametrize("statement", ["UPDATE desk_contact SET name = 'Lain'", "DELETE FROM desk_contact"])
def test_a_contact_is_not_overwritten(branch: Branch, statement: str) -> None:
    add_contact(
        actor=an_officer(region=branch.region), payer=branch.employer, name="R", position="", phone="+628111222333",
        email="",
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="contact"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
