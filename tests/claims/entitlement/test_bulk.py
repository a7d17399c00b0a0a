"""Deciding many claims in the database: the same rupiah and the same words as one by one, and checks still needed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import pytest
from django.db import connection
from tests.claims.entitlement.many import fill_savers, fill_with_everything

from naungan.access.actor import Actor
from naungan.access.models import Account, Role
from naungan.bench.claims_filling import fill_jht, fill_jkm
from naungan.claims.entitlement import assess_many, recompute_many
from naungan.claims.entitlement.bulk import GROUPS, JHT_KINDS, JKM_KINDS, decide_many
from naungan.claims.errors import WrongMove
from naungan.claims.models import Claim, Decision, DecisionCheck
from naungan.claims.moves import State

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("many_people")]
ON = date(2023, 2, 1)
ALL_KINDS = tuple(kind for group in GROUPS for kind in group)


def an_officer(role: Role = Role.HEAD_OFFICE) -> Actor:
    account = Account.objects.create(name="Petugas", email=f"petugas{Account.objects.count()}@example.org")
    return Actor(account.pk, account.name, role, None, None, None)


def bases(kinds: Sequence[str]) -> dict[int, dict[str, object]]:
    decided = Decision.objects.filter(claim__kind__in=kinds).values_list("claim_id", "basis")
    return dict(decided)


def one_by_one(kinds: Sequence[str]) -> dict[int, dict[str, object]]:
    ids = Claim.objects.filter(kind__in=kinds).values_list("id", flat=True)
    found = assess_many(ids, ON)
    return {claim: json.loads(json.dumps(one.as_json())) for claim, one in found.items() if one.eligible}


def test_every_decision_about_a_death_says_what_one_by_one_says() -> None:
    assert fill_with_everything() > 300
    expected = one_by_one(JKM_KINDS)
    done = decide_many(an_officer(), JKM_KINDS, ON)
    decided = bases(JKM_KINDS)
    assert {claim: expected.get(claim) for claim in decided} == decided
    assert done.decided == len(decided) > 50
    # whoever is left although entitled has something that somebody should look at
    assert set(done.left) == {
        "not-protected", "money-not-allocated", "heirs", "guardian", "account", "competing", "scholarship",
        "signal", "day-of-death",
    }  # fmt: skip


def test_every_decision_about_savings_says_what_one_by_one_says() -> None:
    assert fill_savers() > 150
    expected = one_by_one(JHT_KINDS)
    done = decide_many(an_officer(), JHT_KINDS, ON)
    decided = bases(JHT_KINDS)
    assert {claim: expected.get(claim) for claim in decided} == decided
    assert done.decided == len(decided) > 50
    assert set(done.left) == {"too-early", "account", "work", "signal", "works-again"}
    taxes = [line for basis in decided.values() for line in basis["lines"] if line["item"] == "tax"]  # type: ignore[attr-defined]
    assert taxes == []  # nobody has saved more than the band in three months


def test_the_plain_claims_of_the_benchmark_are_nearly_all_decided() -> None:
    deaths, savers = fill_jkm(300), fill_jht(300)
    done = decide_many(an_officer(), ALL_KINDS, ON, turn=128)
    assert done.decided > 0.8 * (deaths + savers)
    assert done.decided + sum(done.left.values()) == deaths + savers


def test_what_is_decided_waits_for_somebody_else() -> None:
    fill_jkm(50)
    maker = an_officer()
    done = decide_many(maker, JKM_KINDS, ON)
    made = Decision.objects.all()
    assert {(one.made_by_id, one.final_at, one.needed_checks, one.outcome) for one in made} == {
        (maker.account_id, None, 1, "approved")
    }
    assert DecisionCheck.objects.count() == 0
    assert Claim.objects.filter(state=State.CHECKING, version=2).count() == done.decided
    steps = {step.claim_id: step for claim in Claim.objects.all() for step in claim.steps.all()}
    assert {(one.name, one.before, one.after, one.who) for one in steps.values()} == {
        ("decide", State.VERIFYING, State.CHECKING, "Petugas")
    }
    assert {step.detail["decision"] for step in steps.values()} == {one.pk for one in made}


def test_the_lines_are_those_of_the_basis_and_add_up() -> None:
    fill_jht(50)
    decide_many(an_officer(), JHT_KINDS, ON)
    for one in Decision.objects.all():
        lines = [(line.programme, line.item, line.amount, line.article) for line in one.lines.order_by("id")]
        assert lines == [
            (line["programme"], line["item"], line["amount"], line["article"]) for line in one.basis["lines"]
        ]
        assert one.total == sum(amount for _, _, amount, _ in lines) == one.basis["total"]


def test_an_auditor_computes_them_again_from_what_was_frozen() -> None:
    fill_jkm(100)
    fill_jht(100)
    decide_many(an_officer(), ALL_KINDS, ON)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registry_person SET born_on = '1990-01-01', died_on = NULL")
        cursor.execute("UPDATE registry_participation SET wage = wage + 1")
    again = list(recompute_many(Decision.objects.order_by("id").iterator(chunk_size=50)))
    assert len(again) > 150
    assert {one.same for one in again} == {True}


def test_deciding_again_finds_nothing_more() -> None:
    fill_jkm(50)
    maker = an_officer()
    first = decide_many(maker, JKM_KINDS, ON)
    again = decide_many(maker, JKM_KINDS, ON)
    assert again.decided == 0
    assert again.left == first.left


def test_only_officers_decide() -> None:
    with pytest.raises(WrongMove):
        decide_many(an_officer(Role.AUDITOR), JKM_KINDS, ON)
