"""What can be judged of a candidate alone: name, NIK, birth, age, decile, occupation, district."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from naungan.law.months import age_on
from naungan.registry.nik import Finding, Level, check
from naungan.sponsorship.lists.reasons import Reason
from naungan.sponsorship.lists.values import read_birth
from naungan.sponsorship.models import Candidate, Scheme
from naungan.web.sentences import Part, day, words

_CIVIL = re.compile(r"\b(pns|asn|tni|polri|polisi|tentara|pppk|p3k|pegawai negeri|aparatur sipil)\b")


@dataclass(frozen=True, slots=True)
class Rules:
    """A scheme's rules, and the districts its sponsor is for."""

    scheme: Scheme
    regions: Collection[int]


def reasons_of_row(rules: Rules, one: Candidate) -> Iterator[Reason]:
    """What the row by itself says."""
    if not any(letter.isalpha() for letter in one.name):
        yield Reason("name")
    yield from _nik(rules, one)
    yield from _birth(rules, one)
    yield from _decile(rules.scheme, one)
    yield from _occupation(rules.scheme, one)
    yield from _place(rules, one)


def _nik(rules: Rules, one: Candidate) -> Iterator[Reason]:
    if not one.nik:
        yield Reason("nik-missing")
        return
    reading = check(
        one.nik,
        as_of=rules.scheme.first_month,
        born_on=one.born_on,
        sex=one.sex or None,
        came_as_number=one.nik_as_number,
    )
    if reading.refused:
        yield Reason("nik-bad", {"said": _said(reading.at(Level.HARD))})
    elif soft := reading.at(Level.SOFT):
        yield Reason("nik-doubt", {"said": _said(soft)})


def _said(findings: Collection[Finding]) -> Part:
    return {"all": [words(one.words, **one.parts) for one in findings]}


def _birth(rules: Rules, one: Candidate) -> Iterator[Reason]:
    scheme = rules.scheme
    if one.born_on is None:
        yield Reason("born-missing", {"read": one.born or "-"})
        return
    known = check(one.nik, as_of=scheme.first_month).born_on if one.nik else None
    if one.born and not read_birth(one.born, known)[1]:
        yield Reason("born-unsure", {"read": one.born})
    age = age_on(one.born_on, scheme.first_month)
    if not scheme.youngest <= age <= scheme.oldest:
        yield Reason(
            "age",
            {
                "age": age,
                "day": day(scheme.first_month),
                "youngest": scheme.youngest,
                "oldest": scheme.oldest,
            },
        )


def _decile(scheme: Scheme, one: Candidate) -> Iterator[Reason]:
    highest = scheme.highest_decile
    if highest is None:
        return
    if one.decile is None:
        yield Reason("decile-missing", {"highest": highest})
    elif one.decile > highest:
        yield Reason("decile", {"decile": one.decile, "highest": highest})


def _occupation(scheme: Scheme, one: Candidate) -> Iterator[Reason]:
    if _CIVIL.search(one.occupation):
        yield Reason("civil", {"occupation": one.occupation})
    elif scheme.occupations and not one.occupation:
        yield Reason("occupation-missing")
    elif scheme.occupations and not any(wanted in one.occupation for wanted in scheme.occupations):
        yield Reason("occupation", {"occupation": one.occupation})


def _place(rules: Rules, one: Candidate) -> Iterator[Reason]:
    if one.region_id is None:
        yield Reason("place-missing", {"place": one.place or "-"})
    elif one.region_id not in rules.regions:
        yield Reason("place-outside", {"district": one.place})
