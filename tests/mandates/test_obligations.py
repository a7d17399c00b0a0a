"""An obligation from nothing to proven: who may do what, what it needs, and what the database holds."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from naungan.access.actor import Actor
from naungan.access.models import Role
from naungan.access.scope import scoped
from naungan.claims.errors import BadPaper
from naungan.errors import Refused
from naungan.mandates.act import Order, act, reject, submit, verify, withdraw
from naungan.mandates.errors import BadEvidence, NoEvidence, ObligationChanged, SamePerson, WrongMove
from naungan.mandates.evidence import Facts, attach
from naungan.mandates.facts import duties
from naungan.mandates.models import Command, Evidence, Obligation, Reminder
from naungan.mandates.moves import MOVES, State
from naungan.mandates.opening import open_obligations
from naungan.mandates.reminders import remind

DPA = Facts("dpa", "900/12/2022", "DPA Disnaker 2022", date(2022, 1, 5), valid_until=date(2099, 12, 31))
Acting, Orders = Callable[..., Actor], Callable[..., Order]


def proven(obligation: Obligation, order: Orders, facts: Facts = DPA) -> Obligation:
    attach(obligation.pk, order(), facts)
    submit(obligation.pk, order())
    return verify(obligation.pk, order(Role.REGION), "lengkap")


def test_every_verified_duty_opens_for_every_government_once(kalimantan: dict[str, int]) -> None:
    seen = {code for code, duty in duties().items() if duty.seen}
    assert set(Obligation.objects.values_list("duty", flat=True)) == seen
    assert Obligation.objects.values("region").distinct().count() == 61
    before = Obligation.objects.count()
    assert open_obligations(2022) == 0
    assert Obligation.objects.count() == before


def test_governments_outside_the_region_are_not_asked(kalimantan: dict[str, int]) -> None:
    assert not Obligation.objects.filter(region__code__startswith="73").exists()


def test_from_evidence_to_proven_each_step_is_logged(obligation: Obligation, order: Orders) -> None:
    found = proven(obligation, order)
    assert (found.state, found.version) == (State.VERIFIED, 4)
    logged = list(Command.objects.filter(obligation=found).order_by("id").values_list("name", "before", "after"))
    assert logged == [
        ("attach", "not-started", "in-progress"), ("submit", "in-progress", "submitted"),
        ("verify", "submitted", "verified"),
    ]  # fmt: skip


def test_nothing_is_sent_in_without_evidence_that_holds(obligation: Obligation, order: Orders) -> None:
    attach(obligation.pk, order(), replace(DPA, valid_until=date(2022, 12, 31)))
    with pytest.raises(NoEvidence, match="dpa, rkpd"):
        submit(obligation.pk, order())


def test_whoever_made_it_does_not_verify_it(obligation: Obligation, acting: Acting, order: Orders) -> None:
    officer = acting(Role.REGION)
    attach(obligation.pk, order(actor=officer), DPA)
    submit(obligation.pk, order())
    for check in (
        lambda: verify(obligation.pk, order(actor=officer)),
        lambda: reject(obligation.pk, order(actor=officer), "x"),
    ):
        with pytest.raises(SamePerson):
            check()


def test_a_government_does_not_verify_and_a_branch_neither(obligation: Obligation, order: Orders) -> None:
    attach(obligation.pk, order(), DPA)
    submit(obligation.pk, order())
    for role in (Role.SPONSOR, Role.BRANCH):
        with pytest.raises(WrongMove, match="tidak dapat menyatakan terbukti"):
            verify(obligation.pk, order(role))


def test_sent_back_it_says_what_is_missing_and_can_be_mended(obligation: Obligation, order: Orders) -> None:
    attach(obligation.pk, order(), DPA)
    submit(obligation.pk, order())
    with pytest.raises(WrongMove, match="Tulis apa yang kurang"):
        reject(obligation.pk, order(Role.REGION), " ")
    assert reject(obligation.pk, order(Role.REGION), "halaman 3 tidak terbaca").state == State.REJECTED
    assert proven(obligation, order).state == State.VERIFIED


def test_the_same_key_again_and_an_old_version_change_nothing(obligation: Obligation, acting: Acting) -> None:
    first = Order(acting(Role.SPONSOR), uuid.uuid4(), 1)
    attach(obligation.pk, first, DPA)
    attach(obligation.pk, first, DPA)
    assert Evidence.objects.count() == 1
    with pytest.raises(ObligationChanged):
        submit(obligation.pk, Order(acting(Role.SPONSOR), uuid.uuid4(), 1))
    assert withdraw_refused(obligation, acting)


def withdraw_refused(obligation: Obligation, acting: Acting) -> bool:
    with pytest.raises(WrongMove):
        withdraw(obligation.pk, Order(acting(Role.SPONSOR), uuid.uuid4()))
    return True


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"kind": "minutes"}, "tidak membuktikan"), ({"number": " "}, "nomor dan judul"),
     ({"valid_until": None}, "sampai kapan"), ({"valid_until": date(2021, 1, 1)}, "mendahului")],
)  # fmt: skip
def test_evidence_that_proves_nothing_is_refused(
    obligation: Obligation, order: Orders, changed: dict[str, Any], said: str
) -> None:
    with pytest.raises(BadEvidence, match=said):
        attach(obligation.pk, order(), replace(DPA, **changed))
    obligation.refresh_from_db()
    assert obligation.state == State.NOT_STARTED


def test_a_file_that_is_not_what_it_says_leaves_nothing_behind(obligation: Obligation, order: Orders) -> None:
    with pytest.raises(BadPaper):
        attach(obligation.pk, order(), DPA, SimpleUploadedFile("dpa.pdf", b"MZ not a pdf"))
    assert Evidence.objects.count() == 0


def test_what_the_table_of_moves_does_not_have_the_database_refuses(obligation: Obligation, order: Orders) -> None:
    attach(obligation.pk, order(), DPA)
    allowed = {(source, move.target) for move in MOVES for source in move.sources}
    for before, after in product(State, State):
        if before == after or (before, after) in allowed:
            continue
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL session_replication_role = replica")
                cursor.execute("UPDATE mandates_obligation SET state = %s WHERE id = %s", [before, obligation.pk])
                cursor.execute("SET LOCAL session_replication_role = origin")
            with pytest.raises(DatabaseError, match="cannot go"), transaction.atomic():
                Obligation.objects.filter(pk=obligation.pk).update(state=after, version=99)
            transaction.set_rollback(True)


def test_the_database_refuses_a_state_without_evidence_a_delete_and_a_changed_proof(
    obligation: Obligation, order: Orders
) -> None:
    with connection.cursor() as cursor:
        for statement, said in (
            ("UPDATE mandates_obligation SET state = 'verified', version = version + 1", "cannot go"),
            ("UPDATE mandates_obligation SET duty = 'X', version = version + 1", "stays what it is"),
            ("DELETE FROM mandates_obligation", "stays"),
        ):
            with pytest.raises(DatabaseError, match=said), transaction.atomic():
                cursor.execute(statement)
        attach(obligation.pk, order(), DPA)
        for table in ("mandates_evidence", "mandates_command"):
            with pytest.raises(DatabaseError, match="never"), transaction.atomic():
                cursor.execute(f"UPDATE {table} SET at = now()")


def test_the_maker_cannot_be_written_in_as_verifier_past_the_verbs(
    obligation: Obligation, acting: Acting, order: Orders
) -> None:
    officer = acting(Role.REGION)
    attach(obligation.pk, order(actor=officer), DPA)
    submit(obligation.pk, order())
    found = Obligation.objects.get(pk=obligation.pk)
    found.state, found.version, found.verified_by_id = State.VERIFIED, found.version + 1, officer.account_id
    with pytest.raises(DatabaseError, match="does not verify"), transaction.atomic():
        found.save()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=some.lists(some.tuples(some.sampled_from([m.name for m in MOVES if m.by]), some.integers(0, 2)), max_size=9)
)
def test_in_any_order_by_anybody_the_log_is_a_path_through_the_moves(
    steps: list[tuple[str, int]], obligation: Obligation, acting: Acting
) -> None:
    with transaction.atomic():
        people = [acting(Role.SPONSOR), acting(Role.REGION), acting(Role.HEAD_OFFICE)]
        for name, who in steps:
            order = Order(people[who], uuid.uuid4())
            try:
                attach(obligation.pk, order, DPA) if name == "attach" else act(name, obligation.pk, order, "kurang")
            except Refused:
                continue
        found = Obligation.objects.get(pk=obligation.pk)
        path = list(Command.objects.filter(obligation=found).order_by("id"))
        assert found.version == 1 + len(path)
        assert [one.after for one in path[:-1]] == [one.before for one in path[1:]]
        allowed = {(move.name, source, move.target) for move in MOVES for source in move.sources}
        assert {(one.name, one.before, one.after) for one in path} <= allowed
        makers = {one.account_id for one in path if one.name in ("attach", "submit")}
        assert found.verified_by_id is None or found.verified_by_id not in makers
        transaction.set_rollback(True)


def test_reminders_come_once_at_each_step_and_the_missed_one_is_made_good(kalimantan: dict[str, int]) -> None:
    q3 = {"obligation__duty": "SE5193-2", "obligation__period": "2022-Q3", "region_id": kalimantan["64"]}
    for on in (date(2022, 9, 20), date(2022, 9, 27), date(2022, 9, 28), date(2022, 10, 9), date(2022, 10, 12)):
        remind(on)
        assert remind(on).due == 0
    found = Reminder.objects.filter(**q3).order_by("id").values_list("kind", "days", "on")
    assert list(found) == [
        ("due", 14, date(2022, 9, 27)), ("due", 3, date(2022, 10, 9)), ("overdue", 1, date(2022, 10, 12)),
    ]  # fmt: skip


def test_what_is_proven_is_not_reminded_of(obligation: Obligation, order: Orders) -> None:
    proven(obligation, order)
    remind(date(2022, 12, 30))
    assert not Reminder.objects.filter(obligation=obligation).exists()


def test_evidence_that_ends_is_announced_and_then_ends_what_it_proved(obligation: Obligation, order: Orders) -> None:
    proven(obligation, order, replace(DPA, valid_until=date(2030, 3, 31)))
    assert remind(date(2030, 1, 1)).evidence == 1
    assert remind(date(2030, 3, 31)).expired == 0
    assert (remind(date(2030, 4, 1)).expired, remind(date(2030, 4, 1)).expired) == (1, 0)
    obligation.refresh_from_db()
    assert obligation.state == State.EXPIRED
    assert proven(obligation, order).state == State.VERIFIED


def test_a_government_sees_its_own_and_everybody_only_what_is_proven(
    obligation: Obligation, acting: Acting, order: Orders
) -> None:
    samarinda, officer, elsewhere = (
        acting(Role.SPONSOR, "64.72"),
        acting(Role.REGION, "64"),
        acting(Role.BRANCH, "61.01"),
    )
    attach(obligation.pk, order(), replace(DPA, public=True))
    counts = {}
    for name, actor in (("samarinda", samarinda), ("officer", officer), ("elsewhere", elsewhere), ("public", None)):
        with scoped(actor):
            codes = set(Obligation.objects.values_list("region__code", flat=True))
            counts[name] = (codes, Evidence.objects.count())
    assert counts["samarinda"] == ({"64.72"}, 0)
    assert (len(counts["officer"][0]), counts["officer"][1]) == (11, 1)
    assert counts["elsewhere"] == ({"61.01"}, 0)
    assert counts["public"] == (set(), 0)
    submit(obligation.pk, order())
    verify(obligation.pk, order(Role.HEAD_OFFICE))
    with scoped(None):
        assert list(Obligation.objects.values_list("region__code", "state")) == [("64", "verified")]
        assert Evidence.objects.count() == 1
        assert Command.objects.count() == 0
