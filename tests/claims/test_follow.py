"""Following a claim without an account: number and birth date, told nothing else, and not too often."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from itertools import count

import pytest
from tests.claims.claiming import WIFE_BORN, a_sent, a_worker

from naungan.access.errors import TooOften
from naungan.claims.errors import NoSuchClaim
from naungan.claims.find_participant import find_participant
from naungan.claims.follow import FOR_NUMBER, Followed, follow
from naungan.claims.moves import State

pytestmark = pytest.mark.django_db
_addresses = count(1)


def from_somewhere() -> str:
    return f"10.0.0.{next(_addresses)}"


def test_the_claimant_finds_the_claim_however_the_number_is_written() -> None:
    claim = a_sent(a_worker())
    found = follow(f" {claim.number.lower()} ", WIFE_BORN, from_somewhere())
    assert (found.number, found.state, found.own_guest) == (claim.number, State.SUBMITTED, True)


def test_neither_a_wrong_number_nor_a_wrong_date_tells_which_is_wrong() -> None:
    claim = a_sent(a_worker())
    said = []
    for number, born_on in ((claim.number, date(1991, 5, 5)), ("JKM-2022-999999", WIFE_BORN), ("", WIFE_BORN)):
        with pytest.raises(NoSuchClaim) as no:
            follow(number, born_on, from_somewhere())
        said.append(str(no.value))
    assert len(set(said)) == 1


def test_what_is_told_holds_no_name_no_amount_and_no_account() -> None:
    told = {"claim_id", "number", "kind", "state", "reading", "clock", "own_guest"}
    assert {one.name for one in fields(Followed)} == told


def test_guessing_a_birth_date_ends_soon_wherever_one_asks_from() -> None:
    claim = a_sent(a_worker())
    for day in range(1, FOR_NUMBER.times + 1):
        with pytest.raises(NoSuchClaim):
            follow(claim.number, date(1991, 6, day), from_somewhere())
    with pytest.raises(TooOften):
        follow(claim.number, WIFE_BORN, from_somewhere())


def test_a_participant_is_found_by_nik_and_birth_date() -> None:
    person = a_worker().person
    assert find_participant(f"{person.nik}", person.born_on, from_somewhere()) == person.pk


def test_a_participant_is_not_found_by_nik_alone() -> None:
    person = a_worker().person
    with pytest.raises(NoSuchClaim):
        find_participant(f"{person.nik}", date(1990, 3, 16), from_somewhere())
