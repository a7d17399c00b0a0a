"""Money to several payees: shares add up to the whole, minors have guardians, nobody is paid twice over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from tests.claims.claiming import DIED, WIFE_BORN, Office, a_worker, an_office, by, the_wife, verified

from naungan.claims.decide import check, decide
from naungan.claims.entitlement import Line, Share
from naungan.claims.errors import NotReady
from naungan.claims.models import Claim, Payable
from naungan.claims.open_claim import Claimant, Opening, open_claim
from naungan.claims.pay_out import added
from naungan.claims.payees import leave_out, name_payee, payees_of
from naungan.claims.submit import submit

TODAY = date(2022, 12, 31)


def a_family(children: int, **facts: object) -> Claim:
    """A widow with so many children under age, each with a guardian unless told."""
    worker = a_worker()
    told = {"family": {"spouse": 1, "children": children}}
    claim = open_claim(
        Opening("jkm", worker.person_id, DIED, Claimant("Sari Dewi", "spouse", WIFE_BORN), told), by(None)
    )
    name_payee(claim.pk, by(None), the_wife())
    born = timezone.localdate() - timedelta(days=3_000)
    for number in range(children):
        child = {"name": f"Anak {number}", "relation": "children", "born_on": born, "guardian_name": "Sari Dewi"}
        name_payee(claim.pk, by(None), the_wife(**(child | facts)))
    return submit(claim.pk, by(None))


def granted(claim: Claim, office: Office) -> list[int]:
    """What each payee is owed after the claim was decided."""
    decision = decide(verified(claim, office).pk, by(office.maker))
    check(decision.pk, by(office.checker), agrees=True)
    return [one.amount for one in Payable.objects.filter(claim=claim).order_by("payee_id")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("children", "amounts"),
    [
        (0, [42_000_000]),
        (1, [21_000_000] * 2),
        (2, [14_000_001, 14_000_000, 13_999_999]),
        (3, [10_500_000] * 4),
        (4, [8_400_000] * 5),
    ],
)
def test_the_widow_and_the_children_share_alike(children: int, amounts: list[int]) -> None:
    assert granted(a_family(children), an_office()) == amounts


@pytest.mark.django_db
def test_a_child_without_a_guardian_is_not_paid_yet() -> None:
    office = an_office()
    claim = verified(a_family(1, guardian_name=""), office)
    with pytest.raises(NotReady, match="wali"):
        decide(claim.pk, by(office.maker))


@pytest.mark.django_db
def test_an_heir_without_an_account_is_waited_for() -> None:
    office = an_office()
    claim = verified(a_family(1, account_number=""), office)
    with pytest.raises(NotReady, match="Rekening"):
        decide(claim.pk, by(office.maker))


@pytest.mark.django_db
def test_a_payee_who_was_left_out_is_not_paid_and_the_family_must_agree() -> None:
    office = an_office()
    claim = verified(a_family(1), office)
    child = payees_of(claim)[1]
    leave_out(claim.pk, by(office.maker), child.pk, "Bukan anak peserta menurut kartu keluarga.")
    with pytest.raises(NotReady, match="anak"):
        decide(claim.pk, by(office.maker))


@pytest.mark.django_db
def test_a_claimant_corrects_a_payee_before_sending() -> None:
    worker = a_worker()
    claim = open_claim(Opening("jkm", worker.person_id, DIED, Claimant("Sari Dewi", "spouse", WIFE_BORN)), by(None))
    first = name_payee(claim.pk, by(None), the_wife())
    mended = replace(the_wife(), name="Sari Dewi Lestari")
    second = name_payee(claim.pk, by(None), mended, first.pk)
    assert (first.pk, [one.name for one in payees_of(claim)]) == (second.pk, ["Sari Dewi Lestari"])


def a_line(amounts: list[int], item: str = "lump", programme: str = "JKM", due_on: str = "") -> Line:
    shares = tuple(Share(number, amount) for number, amount in enumerate(amounts, start=1) if amount)
    return Line(programme, item, sum(amounts), "PP", due_on=due_on, shares=shares)


people = st.lists(st.integers(0, 10**9), min_size=1, max_size=6)
decisions = st.lists(people, min_size=0, max_size=4)


@given(decisions, decisions)
def test_what_is_added_and_what_was_given_come_to_the_new_decision(
    now: list[list[int]], before: list[list[int]]
) -> None:
    lines, given_before = [a_line(one) for one in now], [a_line(one) for one in before]
    dues = added(lines, given_before, TODAY)
    assert sum(due.amount for due in dues) == sum(map(sum, now)) - sum(map(sum, before))


@given(decisions)
def test_the_same_decision_again_adds_nothing(lines: list[list[int]]) -> None:
    assert added([a_line(one) for one in lines], [a_line(one) for one in lines], TODAY) == []


@given(people)
def test_tax_comes_off_what_each_payee_receives(amounts: list[int]) -> None:
    tax = [-(amount // 20) for amount in amounts]
    dues = added([a_line(amounts, "balance", "JHT"), a_line(tax, "tax", "JHT")], [], TODAY)
    assert {due.payee: due.amount for due in dues} == {
        number: amount - amount // 20 for number, amount in enumerate(amounts, start=1) if amount
    }


def test_what_is_due_later_waits_for_its_day() -> None:
    dues = added([a_line([5], due_on="2023-02-01"), a_line([7], due_on="2022-01-01")], [], TODAY)
    assert [(due.amount, due.due_on) for due in dues] == [(7, TODAY), (5, date(2023, 2, 1))]
