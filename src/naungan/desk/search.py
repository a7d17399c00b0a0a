"""Find a person or a payer by what somebody says of them: a number, or a name as it was heard."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy

from naungan.saying import gettext
from naungan.web.forms import Unreadable, read_day

MOST = 20
# How many candidates are tried for being visible, in turn: who sees everything needs few, a district more.
BATCHES = (60, 600, 6_000)
LEAST_LETTERS = 3

PEOPLE = """
SELECT h.id, h.name, h.nik, h.born_on, h.died_on, r.name,
       (SELECT kpj FROM registry_card c WHERE c.person_id = h.id ORDER BY issued_on DESC, kpj LIMIT 1),
       p.payer_id, y.code, y.name, p.during, {likeness}
FROM {found}
JOIN registry_person h ON h.id = f.id
LEFT JOIN registry_region r ON r.id = h.region_id
LEFT JOIN LATERAL (
    SELECT payer_id, during FROM registry_participation p WHERE p.person_id = h.id
    ORDER BY upper_inf(during) DESC, upper(during) DESC, id DESC LIMIT 1
) p ON true
LEFT JOIN registry_payer y ON y.id = p.payer_id
ORDER BY {order}f.place LIMIT {most}
"""
# Of names that sound the same, those that are written the same come first.
LIKEST = "f.likeness DESC, similarity(lower(h.name), lower(%(asked)s)) DESC, "
OF_CANDIDATES = "unnest(%(ids)s::bigint[], %(likeness)s::real[]) WITH ORDINALITY AS f (id, likeness, place)"
CALLED = "SELECT person_id, likeness FROM naungan_people_called(%s, %s, %s, %s)"
BY_NUMBER = "(SELECT id, row_number() OVER (ORDER BY id) AS place FROM registry_person WHERE {where}) AS f"
PAYERS = """
SELECT y.id, y.kind, y.code, y.name, r.name, y.life
FROM {found} JOIN registry_payer y ON y.id = f.id JOIN registry_region r ON r.id = y.region_id
ORDER BY f.place LIMIT {most}
"""
PAYERS_CALLED = "(SELECT payer_id AS id, -likeness AS place FROM naungan_payers_called(%(name)s, 200)) AS f"
PAYERS_CODED = "(SELECT payer_id AS id, code AS place FROM naungan_payers_coded(%(start)s, 400)) AS f"
YEAR = re.compile(r"\b(19|20)\d{2}\b")
DAY = re.compile(r"\b(\d{1,2}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ](?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})\b")


@dataclass(frozen=True, slots=True)
class PersonFound:
    """A person as found: enough to choose by. The NIK is to be masked by whoever shows it."""

    id: int
    name: str
    nik: str | None
    born_on: date
    died_on: date | None
    region: str | None
    kpj: str | None
    payer_id: int | None
    payer_code: str | None
    payer: str | None
    during: Any
    likeness: float


@dataclass(frozen=True, slots=True)
class PayerFound:
    """A payer as found."""

    id: int
    kind: int
    code: str
    name: str
    region: str
    life: Any


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, and what the words were read as. `more`: others fit as well; narrow it down."""

    read_as: Any
    people: tuple[PersonFound, ...] = ()
    payers: tuple[PayerFound, ...] = ()
    more: bool = False


def find(words: str) -> Found:
    """People and payers by NIK, KPJ, NPP or payer code, phone, or a name with a birth day or year beside it.

    Only whom the actor may see. Raises Unreadable where there is too little to go by.
    """
    asked = " ".join(words.split())
    compact = re.sub(r"[\s.\-]", "", asked)
    for shape, reader in _NUMBERS:
        if shape.fullmatch(compact) and (compact.lstrip("+").isdigit() or " " not in asked):
            return reader(compact, asked)
    return _by_name(asked)


def _by_nik(compact: str, _: str) -> Found:
    return Found(gettext_lazy("NIK"), people=_people("nik = %(number)s", compact))


def _by_kpj(compact: str, asked: str) -> Found:
    holders = "id IN (SELECT person_id FROM registry_card WHERE kpj = %(number)s)"
    people = _people(holders, compact.upper())
    return Found(gettext_lazy("KPJ"), people=people) if people else _by_code(compact, asked)


def _by_phone(compact: str, _: str) -> Found:
    number = "+62" + re.sub(r"^(\+?62|0)", "", compact)
    return Found(gettext_lazy("nomor telepon"), people=_people("phone = %(number)s", number))


def _by_code(_: str, asked: str) -> Found:
    start = asked.upper().replace(" ", "")
    return Found(gettext_lazy("kode pembayar"), payers=_payers(PAYERS_CODED, {"start": start}))


def _by_name(asked: str) -> Found:
    name, born_from, born_to = _with_birth(asked)
    # Few are born on one day: one letter tells them apart.
    least = 1 if born_from and born_from == born_to else LEAST_LETTERS
    if len(re.sub(r"[^A-Za-z]", "", name)) < least:
        raise Unreadable(
            gettext(
                "Tulis paling sedikit tiga huruf nama, atau nomor lengkap: NIK 16 angka, KPJ 11 tanda, NPP, telepon."
            )
        )
    people, more = _visible(name, born_from, born_to)
    payers = () if born_from else _payers(PAYERS_CALLED, {"name": name})
    return Found(gettext_lazy("nama"), people, payers, more)


def _visible(name: str, born_from: date | None, born_to: date | None) -> tuple[tuple[PersonFound, ...], bool]:
    """The most alike of those that the actor may see."""
    seen: list[PersonFound] = []
    tried = 0
    for size in BATCHES:
        with connection.cursor() as cursor:
            cursor.execute(CALLED, [name, born_from, born_to, size])
            candidates = cursor.fetchall()
        batch, tried = candidates[tried:], len(candidates)
        bound = {"ids": [one[0] for one in batch], "likeness": [one[1] for one in batch], "asked": name}
        seen += _rows(
            PEOPLE.format(found=OF_CANDIDATES, likeness="f.likeness", order=LIKEST, most=MOST + 1 - len(seen)), bound
        )
        if len(seen) > MOST or len(candidates) < size:
            break
    return tuple(seen[:MOST]), len(seen) > MOST


def _with_birth(asked: str) -> tuple[str, date | None, date | None]:
    """The name, and the days between which its bearer was born where a day or a year stands beside it."""
    day = DAY.search(asked)
    if day:
        born = read_day(day[0])
        return asked.replace(day[0], " "), born, born
    year = YEAR.search(asked)
    if year:
        first = date(int(year[0]), 1, 1)
        return asked.replace(year[0], " "), first, date(first.year + 1, 1, 1) - timedelta(days=1)
    return asked, None, None


def _people(where: str, number: str) -> tuple[PersonFound, ...]:
    query = PEOPLE.format(found=BY_NUMBER.format(where=where), likeness="1::real", order="", most=MOST)
    return tuple(_rows(query, {"number": number}))


def _rows(query: str, bound: dict[str, Any]) -> list[PersonFound]:
    with connection.cursor() as cursor:
        cursor.execute(query, bound)
        return [PersonFound(*row) for row in cursor.fetchall()]


def _payers(found: str, bound: dict[str, Any]) -> tuple[PayerFound, ...]:
    with connection.cursor() as cursor:
        cursor.execute(PAYERS.format(found=found, most=MOST), bound)
        return tuple(PayerFound(*row) for row in cursor.fetchall())


# The shape of a number (without spaces, dots and dashes), and how it is looked up; tried in this order.
_NUMBERS: tuple[tuple[re.Pattern[str], Callable[[str, str], Found]], ...] = (
    (re.compile(r"[0-9]{16}"), _by_nik),
    (re.compile(r"(\+?62|0)8[0-9]{7,12}"), _by_phone),
    (re.compile(r"[0-9A-Za-z]{11}(?<=[0-9])"), _by_kpj),
    (re.compile(r"(?=.*[0-9]{2})[0-9A-Za-z]{6,24}"), _by_code),
)
