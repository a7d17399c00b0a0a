"""How well the search finds people of the sandbox whose names were written as people miswrite them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from random import Random

import pytest
from tests.conftest import Databases
from tests.desk.conftest import an_officer

from naungan.access.models import Role
from naungan.access.scope import scoped
from naungan.desk.search import find
from naungan.registry.models import Person
from naungan.sandbox.build import build

pytestmark = pytest.mark.slow
ASKED, SHOWN = 250, 10
NEAR_KEYS = {"a": "s", "s": "a", "e": "r", "r": "t", "t": "y", "i": "o", "o": "i", "n": "m", "m": "n", "u": "i"}


@pytest.fixture(scope="module")
def people(migrated: Databases, django_db_blocker: pytest.FixtureRequest) -> Iterator[list[Person]]:
    """People of a small sandbox, chosen without looking at them."""
    name = migrated.copy()
    with django_db_blocker.unblock(), migrated.using(name):  # type: ignore[attr-defined]
        build(Fraction(1, 500), date(2022, 12, 1), date(2022, 12, 1))
        rows = list(Person.objects.order_by("id"))
        yield Random(7).sample(rows, ASKED)


def a_letter_left_out(name: str, dice: Random) -> str:
    at = dice.randrange(1, len(name))
    return name[:at] + name[at + 1 :]


def two_letters_swapped(name: str, dice: Random) -> str:
    at = dice.randrange(1, len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def the_key_beside(name: str, dice: Random) -> str:
    places = [at for at, letter in enumerate(name) if at and letter in NEAR_KEYS]
    at = dice.choice(places or [0])
    return name[:at] + NEAR_KEYS.get(name[at], name[at]) + name[at + 1 :]


def a_letter_doubled(name: str, dice: Random) -> str:
    at = dice.randrange(1, len(name))
    return name[:at] + name[at - 1] + name[at:]


def the_old_spelling(name: str, dice: Random) -> str:
    return name.replace("u", "oe").replace("J", "Dj").replace("C", "Tj").replace("y", "j" if "Sy" in name else "y")


def with_a_title(name: str, dice: Random) -> str:
    return f"{dice.choice(['H.', 'Hj.', 'Drs.', 'Ir.'])} {name}"


def the_last_word_left_out(name: str, dice: Random) -> str:
    return name.rsplit(" ", 1)[0]


MISTAKES = (
    a_letter_left_out, two_letters_swapped, the_key_beside, a_letter_doubled, the_old_spelling, with_a_title,
    the_last_word_left_out,
)  # fmt: skip


def recall(people: list[Person], mistake: Callable[[str, Random], str], with_birth: bool) -> float:
    """The part of people who are among the first ten, or somebody of their very name where no birth is given."""
    dice, found = Random(11), 0
    with scoped(an_officer(Role.HEAD_OFFICE)):
        for one in people:
            words = mistake(one.name, dice)
            shown = find(f"{words} {one.born_on:%d-%m-%Y}" if with_birth else words).people[:SHOWN]
            found += one.pk in {hit.id for hit in shown} if with_birth else one.name in {hit.name for hit in shown}
    return found / len(people)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.__name__)
def test_with_the_day_of_birth_hardly_anybody_is_missed(
    people: list[Person], mistake: Callable[[str, Random], str]
) -> None:
    assert recall(people, mistake, with_birth=True) >= 0.96


# A name without its last word is another's whole name: nobody can tell them apart by it.
@pytest.mark.parametrize("mistake", MISTAKES[:-1], ids=lambda mistake: mistake.__name__)
def test_by_the_name_alone_somebody_of_that_name_is_among_the_first(
    people: list[Person], mistake: Callable[[str, Random], str]
) -> None:
    assert recall(people, mistake, with_birth=False) >= 0.85
