"""What else may be claimed after an event, by the programmes of the person and the family left."""

from __future__ import annotations

import pytest
from tests.claims.claiming import DIED, a_sent, a_worker, an_office, by, verified
from tests.claims.entitlement.cases import a_claim
from tests.factories import JKK, JKM, a_participation, a_person, a_self_payer

from naungan.claims.decide import check, decide
from naungan.claims.kinds import ClaimKind
from naungan.claims.moves import State
from naungan.claims.rights import OPENS, rights_opened

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("family", "opened"),
    [
        ({"spouse": 1}, ["jht_death", "jp_widow"]),
        ({"spouse": 1, "children": 2}, ["jht_death", "jp_widow", "scholarship"]),
        ({"children": 1}, ["jht_death", "jp_child", "scholarship"]),
        ({"parents": 1}, ["jht_death", "jp_parent"]),
        ({"siblings": 1}, ["jht_death"]),
    ],
)
def test_a_death_opens_savings_pension_and_scholarship(family: dict[str, int], opened: list[str]) -> None:
    assert list(rights_opened(a_claim("jkm", a_worker().person, DIED, {"family": family}))) == opened


def test_somebody_without_savings_or_pension_leaves_none() -> None:
    person = a_person()
    a_participation(a_self_payer(person), 1_000_000, person=person, programmes=JKK | JKM)
    assert rights_opened(a_claim("jkm", person, DIED, {"family": {"spouse": 1}})) == ()


def test_a_right_that_is_claimed_already_is_not_told_again() -> None:
    person = a_worker().person
    claim = a_claim("jkm", person, DIED, {"family": {"spouse": 1}})
    a_claim("jht_death", person, DIED)
    refused = a_claim("jp_widow", person, DIED, state=State.REJECTED)
    assert [refused.kind, *rights_opened(claim)] == ["jp_widow", "jp_widow"]


def test_no_kind_opens_itself() -> None:
    assert {kind for kind, opens in OPENS.items() if kind in {one for one, _when in opens}} == set[ClaimKind]()


def test_the_log_of_a_granted_claim_tells_what_it_opens() -> None:
    office = an_office()
    claim = verified(a_sent(a_worker()), office)
    check(decide(claim.pk, by(office.maker)).pk, by(office.checker), agrees=True)
    assert claim.steps.get(name="approve").detail["opens"] == ["jht_death", "jp_widow"]
