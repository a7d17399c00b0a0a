"""Cards: several a person, one person a number."""

from __future__ import annotations

from datetime import date

import pytest

from naungan.registry.errors import AlreadyRegistered, BadNumber, UnknownPerson
from naungan.registry.models import Card, Person
from naungan.registry.numbers import make_kpj
from naungan.registry.people import add_card, find_card_holder, issue_card, register_person

pytestmark = pytest.mark.django_db
DAY = date(2022, 5, 1)


def _another() -> Person:
    return register_person(name="Budi", born_on=date(1985, 3, 2), sex="L", as_of=DAY)


def test_a_person_may_hold_several_cards(siti: Person) -> None:
    for kpj in ("98000000001", "22000000777"):
        add_card(person_id=siti.pk, kpj=kpj, issued_on=DAY)
    assert sorted(siti.cards.values_list("kpj", flat=True)) == ["22000000777", "98000000001"]
    assert find_card_holder("98000 000001") == siti


def test_the_same_card_again_changes_nothing(siti: Person) -> None:
    first = add_card(person_id=siti.pk, kpj="98000000001", issued_on=DAY)
    again = add_card(person_id=siti.pk, kpj="98000000001", issued_on=date(2023, 1, 1))
    assert (first.pk, again.issued_on, Card.objects.count()) == (again.pk, DAY, 1)


def test_a_card_of_somebody_else_is_refused_with_their_name(siti: Person) -> None:
    add_card(person_id=siti.pk, kpj="98000000001", issued_on=DAY)
    with pytest.raises(AlreadyRegistered, match="KPJ 98000000001 sudah dipegang Siti Aminah"):
        add_card(person_id=_another().pk, kpj="98000000001", issued_on=DAY)


def test_a_card_of_a_wrong_shape_is_refused(siti: Person) -> None:
    with pytest.raises(BadNumber):
        add_card(person_id=siti.pk, kpj="123", issued_on=DAY)


def test_an_unknown_card_says_to_search_by_nik(siti: Person) -> None:
    with pytest.raises(UnknownPerson, match="KPJ 98000000009 tidak ditemukan"):
        find_card_holder("98000000009")


def test_issued_numbers_carry_the_year_and_differ(siti: Person) -> None:
    numbers = {issue_card(person_id=siti.pk, issued_on=DAY).kpj for _ in range(3)}
    assert (len(numbers), {kpj[:2] for kpj in numbers}, {len(kpj) for kpj in numbers}) == (3, {"22"}, {11})


def test_a_number_that_came_from_elsewhere_is_skipped(siti: Person) -> None:
    issued = issue_card(person_id=siti.pk, issued_on=DAY)
    serial = int(issued.kpj[2:])
    taken = {make_kpj(serial + step, DAY) for step in (1, 2)}
    for kpj in sorted(taken):
        Card.objects.create(id=10**9 + int(kpj), kpj=kpj, person=siti, issued_on=DAY)
    assert issue_card(person_id=siti.pk, issued_on=DAY).kpj == make_kpj(serial + 3, DAY)


def test_nobody_unknown_gets_a_card() -> None:
    with pytest.raises(UnknownPerson):
        issue_card(person_id=7, issued_on=DAY)
