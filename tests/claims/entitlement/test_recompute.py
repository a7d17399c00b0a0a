"""An old decision computed again from its frozen facts alone, with the law of today's package or a changed one."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from tests.claims.entitlement.cases import a_claim, a_payee_of
from tests.factories import a_participation, an_employer

from naungan.access.models import Account
from naungan.claims.entitlement import assess, lines_of, recompute
from naungan.claims.models import Decision
from naungan.law.statute import load

pytestmark = pytest.mark.django_db


def a_decision(event_on: date = date(2022, 12, 15)) -> Decision:
    worker = a_participation(an_employer())
    claim = a_claim("jkm", worker.person, event_on, {"family": {"spouse": 1, "children": 2}})
    for relation in ("spouse", "children", "children"):
        a_payee_of(claim, relation)
    found = assess(claim, date(2023, 1, 20))
    maker = Account.objects.create(name="Petugas", email="petugas@example.org")
    return Decision.objects.create(
        claim=claim, sequence=1, outcome="approved", total=found.total, eligible=True, basis=found.as_json(),
        law_version=found.law_version, engine_version="1", made_by=maker, made_at=timezone.now(), needed_checks=1,
    )  # fmt: skip


def test_it_comes_to_the_same_whatever_the_registry_says_now() -> None:
    decision = a_decision()
    decision.claim.person.participations.update(wage=1, left_because="died")
    again = recompute(Decision.objects.get(pk=decision.pk))
    assert (again.same, again.differences, again.law_changed) == (True, (), False)
    assert again.entitlement.by_payee() == {
        share.payee: sum(s.amount for line in again.entitlement.lines for s in line.shares if s.payee == share.payee)
        for line in lines_of(decision.basis)
        for share in line.shares
    }


def test_a_law_that_was_edited_since_is_told_with_what_it_changes() -> None:
    edited = load().reform({"jkm.lump": {date(2019, 12, 2): 21_000_000}}, "koreksi data")
    again = recompute(a_decision(), edited)
    assert not again.same
    told = {one.what: (one.decided, one.computed) for one in again.differences}
    assert told["total"] == (42_000_000, 43_000_000)
    assert told["jkm.lump 2019-12-02"] == (20_000_000, 21_000_000)
    assert set(told) == {"total", "JKM lump", "jkm.lump 2019-12-02"}


def test_a_law_edited_elsewhere_changes_nothing() -> None:
    edited = load().reform({"jkm.lump": {date(2026, 1, 1): 50_000_000}}, "kenaikan")
    again = recompute(a_decision(), edited)
    assert (again.same, again.law_changed) == (True, True)


def test_facts_that_were_tampered_with_show() -> None:
    decision = a_decision()
    basis = decision.basis
    basis["lines"][0]["amount"] += 1
    basis["total"] += 1
    decision.basis = basis
    told = [one.what for one in recompute(decision).differences]
    assert told == ["total", "JKM lump"]


def test_the_lines_come_back_as_they_were() -> None:
    decision = a_decision()
    lines = lines_of(decision.basis)
    assert sum(line.amount for line in lines) == decision.total == 42_000_000
    assert [sum(share.amount for share in line.shares) for line in lines] == [line.amount for line in lines]
