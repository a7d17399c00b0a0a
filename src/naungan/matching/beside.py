"""A line and a person side by side: what each says, and where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naungan.matching.names import read_name
from naungan.registry.models import Person
from naungan.registry.nik import clean, mask
from naungan.registry.region_facts import by_code
from naungan.web.templatetags.formats import day


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that both may say. `same` is None where one of them says nothing."""

    what: str | Promise
    left: str
    right: str
    same: bool | None


SEXES = {"L": _("Laki-laki"), "P": _("Perempuan")}


def line_beside(line: Mapping[str, Any], person: Person) -> list[Row]:
    """A kept line beside a person of the registry. NIKs are masked; alike means alike as read, not as written."""
    born = date.fromisoformat(line["born_on"]) if line["born_on"] else None
    home = person.region.code if person.region else ""
    nik = clean(line["nik"])
    return [
        _row(_("Nama"), line["name"], person.name, _sound(line["name"]), _sound(person.name)),
        _row(_("Tanggal lahir"), day(born) if born else "", day(person.born_on), born, person.born_on),
        _row(_("Jenis kelamin"), _sex(line["sex"]), _sex(person.sex), line["sex"], person.sex),
        _row(_("NIK"), mask(nik), mask(person.nik or ""), nik, person.nik or ""),
        _row(_("Kabupaten/kota"), _place(line["district_code"]), _place(home), line["district_code"], home),
        _row(_("Desa/kelurahan"), line["village"], "", line["village"], ""),
        _row(
            _("Nama ibu"),
            line["mother_name"],
            person.mother_name,
            _sound(line["mother_name"]),
            _sound(person.mother_name),
        ),
    ]


def people_beside(kept: Person, gone: Person) -> list[Row]:
    """Two people of the registry side by side, each with cards and participations counted by the caller."""
    line = {
        "name": kept.name, "born_on": kept.born_on.isoformat(), "sex": kept.sex, "nik": kept.nik or "", "village": "",
        "district_code": kept.region.code if kept.region else "", "mother_name": kept.mother_name,
    }  # fmt: skip
    return [row for row in line_beside(line, gone) if row.left or row.right]


def _row(what: Promise, left: str, right: str, one: object, other: object) -> Row:
    return Row(what, str(left), str(right), one == other if one and other else None)


def _sound(name: str) -> str:
    return read_name(name).in_order


def _sex(letter: str) -> str:
    return str(SEXES.get(letter, ""))


def _place(code: str) -> str:
    fact = by_code().get(code)
    return fact.name if fact else code
