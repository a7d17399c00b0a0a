"""What holds of every benefit: more wage never less money, shares add up, order does not matter."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.claims.entitlement.frozen import a_participation, a_payee, frozen, paid_bills, worked

from naungan.claims.entitlement.accidents import REFUNDED
from naungan.claims.entitlement.deaths import JKM_PARTS
from naungan.claims.entitlement.work import RULES, work_out
from naungan.claims.kinds import ClaimKind
from naungan.claims.words import ITEMS
from naungan.law.benefits.claims import kinds
from naungan.law.statute import load

DISABLED = {"total_disability": True}
THUMB = {"injuries": [{"injury": "thumb", "side": "left"}]}
OFF = {"off_from": "2022-03-01", "off_until": "2022-05-11"}


def test_every_kind_of_the_law_has_its_rule() -> None:
    assert set(RULES) == set(ClaimKind.values) == set(kinds(load()))


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("jkk_death", {"family": {"spouse": 1}}),
        ("jkk_disability", DISABLED),
        ("jkk_disability", THUMB),
        ("jkk_stmb", OFF),
    ],
)
@settings(deadline=None, max_examples=40)
@given(wage=st.integers(1, 50_000_000), more=st.integers(0, 50_000_000))
def test_a_higher_wage_never_gives_less(kind: str, facts: dict[str, Any], wage: int, more: int) -> None:
    less = worked(kind, "2022-03-01", "2022-06-01", facts, participations=[a_participation(wage=wage)])
    rich = worked(kind, "2022-03-01", "2022-06-01", facts, participations=[a_participation(wage=wage + more)])
    assert rich.total >= less.total > 0


@settings(deadline=None, max_examples=40)
@given(wage=st.integers(1, 12_000_000), more=st.integers(0, 12_000_000))
def test_a_higher_wage_never_gives_less_cash_after_a_dismissal(wage: int, more: int) -> None:
    facts = {"reason": "dismissal", "month": 1}
    told = {"bills": paid_bills("2020-01", "2022-02")}
    less = worked("jkp", "2022-03-01", None, facts, participations=[a_participation(wage=wage)], **told)
    rich = worked("jkp", "2022-03-01", None, facts, participations=[a_participation(wage=wage + more)], **told)
    assert rich.total >= less.total >= 0


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 1), st.integers(0, 7), st.integers(400_000, 9_999_999))
def test_the_shares_of_heirs_add_up_to_the_whole(spouse: int, children: int, wage: int) -> None:
    if not spouse + children:
        return
    payees = [a_payee("spouse", 1)] * spouse + [
        a_payee("children", 10 + one, f"Anak {one}") for one in range(children)
    ]
    facts = {"family": {"spouse": spouse, "children": children}}
    found = worked("jkk_death", "2022-03-01", None, facts, payees=payees, participations=[a_participation(wage=wage)])
    assert all(sum(share.amount for share in line.shares) == line.amount for line in found.lines)
    parts = found.by_payee().values()
    assert sum(parts) == found.total
    assert max(parts) - min(parts) <= len(found.lines)


@settings(deadline=None, max_examples=40)
@given(st.permutations(range(4)), st.permutations(range(3)))
def test_the_order_of_what_was_read_does_not_matter(bills: list[int], jobs: list[int]) -> None:
    facts = {"family": {"spouse": 1}}
    paid = paid_bills("2022-01", "2022-04")
    held = [a_participation(id=one + 1, payer=7 + one, payer_code=f"KT{one}") for one in range(3)]
    once = frozen("jkm", "2022-06-01", facts=facts, bills=paid, participations=held)
    other = once | {"bills": [paid[one] for one in bills], "participations": [held[one] for one in jobs]}
    first, second = work_out(once, load()), work_out(other, load())
    assert (first.lines, first.eligible) == (second.lines, second.eligible)


@pytest.mark.parametrize("kind", sorted(RULES))
def test_a_claim_that_says_nothing_is_asked_or_refused_never_broken(kind: str) -> None:
    for participations in ([], [a_participation()]):
        found = work_out(frozen(kind, "2022-12-20", participations=participations, payees=[]), load())
        assert (found.eligible, found.lines, found.total) == (False, (), 0)
        assert all(reason.fact and reason.next_step for reason in found.reasons)


@pytest.mark.parametrize("kind", sorted(RULES))
def test_every_answer_can_be_kept_as_json(kind: str) -> None:
    import json

    found = work_out(frozen(kind, "2022-12-20"), load())
    assert json.loads(json.dumps(found.as_json())) == found.as_json()


def test_every_item_of_a_line_has_its_words() -> None:
    others = "scholarship balance return tax care transport stmb disability total_disability pension cash"
    assert set(ITEMS) == {*JKM_PARTS, *(item for item, _, _ in REFUNDED), *others.split()}
