"""A truth to measure matching by: a registry of invented people, and a list about some of them, badly written.

A part of the list is nobody in the registry; some of those are twins, brothers or sisters of somebody who is.
The errors are those that lists have (mandates of the lists, spelling before 1972, dates typed the American way)
and are drawn one by one, independently of each other, by rules written here: the matcher is not imported.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib.resources import files

import numpy as np

from naungan.bench.match_errors import Errors
from naungan.bench.match_words import vocabulary
from naungan.registry.nik import compose

TODAY = date(2026, 1, 1)
YOUNGEST, OLDEST = 17, 68
ONE_WORD, TWO_WORDS = 0.25, 0.52
ON_NEW_YEAR = 0.015  # of the registry: the day was not known when the card was made
TWINS = 0.006
MOTHER_KNOWN = 0.7
ISSUED_ELSEWHERE = 0.2
ABSENT = 0.3
ABSENT_RELATIVES = 0.02  # of those absent: half of them a twin, half a brother or sister of somebody registered
TWICE = 0.01


@dataclass(frozen=True, slots=True)
class Human:
    """An invented person, as the registry has them or as a list says it."""

    id: int
    nik: str
    name: str
    born_on: date | None
    sex: str | None
    district: str
    mother: str
    place: str = ""


@dataclass(frozen=True)
class Truth:
    """A registry, a list, and for every line of the list the id of the registered person it is about, or None."""

    registry: Sequence[Human]
    lines: Sequence[Human]
    truth: Sequence[int | None]


def make_truth(lines: int, people: int, seed: int = 1) -> Truth:
    """A list of so many lines and a registry of so many people; the same numbers and seed give the same."""
    chance = np.random.default_rng(seed)
    given: set[str] = set()
    registry = _people(people, chance, 1, given)
    present = int(lines * (1 - ABSENT))
    chosen = chance.choice(people, present, replace=False)
    twice = chosen[: int(present * TWICE)]
    listed = [registry[place] for place in chosen[: present - len(twice)]] + [registry[place] for place in twice]
    strangers = _strangers(lines - present, registry, chance, given)
    errors = Errors(chance, _districts()[0])
    about: list[tuple[Human, int | None]] = [(one, one.id) for one in listed]
    about += [(one, None) for one in strangers]
    order = chance.permutation(len(about))
    written = [replace(errors.written(about[place][0]), id=number) for number, place in enumerate(order)]
    return Truth(registry, written, [about[place][1] for place in order])


def _strangers(many: int, registry: Sequence[Human], chance: np.random.Generator, given: set[str]) -> list[Human]:
    """People who are not registered, some of them near relatives of people who are."""
    relatives = int(many * ABSENT_RELATIVES)
    found = _people(many - relatives, chance, len(registry) + 1, given)
    places = chance.integers(0, len(registry), relatives)
    return found + [_relative(registry[at], chance, number % 2 == 0, given) for number, at in enumerate(places)]


def _people(many: int, chance: np.random.Generator, first: int, given: set[str]) -> list[Human]:
    sexes = chance.choice(["L", "P"], many, p=[0.62, 0.38])
    days = (OLDEST - YOUNGEST) * 365
    born = [TODAY - timedelta(days=YOUNGEST * 365 + int(ago)) for ago in chance.integers(0, days, many)]
    for place in np.flatnonzero(chance.random(many) < ON_NEW_YEAR):
        born[place] = born[place].replace(month=1, day=1)
    codes, shares = _districts()
    homes = chance.choice(codes, many, p=shares)
    issued = np.where(chance.random(many) < ISSUED_ELSEWHERE, chance.choice(codes, many), homes)
    parts = chance.integers(1, 30, many)
    names = {sex: iter(_names(sex, int((sexes == sex).sum()), chance)) for sex in "LP"}
    mothers = _names("P", many, chance)
    known = chance.random(many) < MOTHER_KNOWN
    people: list[Human] = []
    for n in range(many):
        sex = str(sexes[n])
        if people and chance_of_twin(n, many):
            people.append(replace(_relative(people[-1], chance, True, given), id=first + n))
            next(names[sex])
            continue
        nik = _nik(str(issued[n]), born[n], sex, f"{parts[n]:02d}", given)
        mother = mothers[n] if known[n] else ""
        people.append(Human(first + n, nik, next(names[sex]), born[n], sex, str(homes[n]), mother))
    return people


def chance_of_twin(number: int, many: int) -> bool:
    """Whether the n-th person is the twin of the one before; spread evenly."""
    return number % round(1 / TWINS) == round(1 / TWINS) - 1


def _relative(of: Human, chance: np.random.Generator, twin: bool, given: set[str]) -> Human:
    """A twin, or a brother or sister some years apart, with another name that often shares a word or a beginning."""
    assert of.born_on is not None
    assert of.sex is not None
    born = of.born_on if twin else of.born_on + timedelta(days=int(chance.integers(400, 2500)))
    sex = of.sex if chance.random() < 0.7 else ("P" if of.sex == "L" else "L")
    name = _names(sex, 1, chance)[0]
    first, own = of.name.split()[0], name.split()
    if chance.random() < 0.4 and sex == of.sex and len(of.name.split()) > 1:
        name = " ".join([first, *own[-1:]])
    nik = _nik(f"{of.nik[:2]}.{of.nik[2:4]}", born, sex, of.nik[4:6], given)
    return replace(of, id=0, nik=nik, name=name, born_on=born, sex=sex)


def _nik(district: str, born_on: date, sex: str, subdistrict: str, given: set[str]) -> str:
    """The next free NIK of that place and day."""
    for serial in range(1, 10_000):
        nik = compose(district=district, born_on=born_on, sex=sex, serial=serial, subdistrict=subdistrict)
        if nik not in given:
            given.add(nik)
            return nik
    raise ValueError(f"no serial is left for {district} {born_on}")


def _names(sex: str, many: int, chance: np.random.Generator) -> list[str]:
    """Names of one, two or three words; one in four has one."""
    known = vocabulary(sex)
    words = [
        [known.words[place] for place in chance.choice(len(known.words), many, p=known.shares)] for _ in range(3)
    ]
    front = [known.first[place] for place in chance.choice(len(known.first), many, p=known.first_shares)]
    shape, led = chance.random(many), chance.random(many) * 100 < known.first_percent * 1.3
    names = []
    for n in range(many):
        count = 1 if shape[n] < ONE_WORD else 2 if shape[n] < ONE_WORD + TWO_WORDS else 3
        parts = [words[place][n] for place in range(count)]
        if count > 1 and led[n]:
            parts[0] = front[n]
        names.append(" ".join(dict.fromkeys(parts)))
    return names


def _districts() -> tuple[list[str], np.ndarray]:
    """The 56 districts of Kalimantan, and the share of each in the employed."""
    with files("naungan.sandbox").joinpath("data", "districts.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    weights = np.array([int(row["employed"]) for row in rows], dtype=float)
    return [row["code"] for row in rows], weights / weights.sum()
