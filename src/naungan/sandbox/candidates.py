"""A candidate list as a local government has it: a real XLSX with what such lists are full of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from django.db import connection

from naungan.registry.nik import compose
from naungan.sandbox.errors import CannotWrite, SandboxMissing

HEAD = ("No", "N I K", "Nama Lengkap", "Tempat, Tgl. Lahir", "L/P", "Nama Ibu", "Desa/Kelurahan", "Kab/Kota",
        "Pekerjaan", "Desil", "No. HP", "Status Disabilitas")  # fmt: skip
# People of the district's province by who covers them on the month's first day: this sponsor, another, an employer,
# nobody any more because they have died.
PEOPLE = """
SELECT h.nik, h.name, h.born_on, h.sex, h.mother_name, h.died_on IS NOT NULL,
       (SELECT y.code FROM registry_participation p JOIN registry_payer y ON y.id = p.payer_id
        WHERE p.person_id = h.id AND p.during @> %(month)s::date ORDER BY p.segment LIMIT 1)
FROM registry_person h JOIN registry_region r ON r.id = h.region_id
WHERE h.nik IS NOT NULL AND left(r.code, 2) = left(%(district)s, 2)
  AND h.born_on BETWEEN %(month)s::date - interval '60 years' AND %(month)s::date - interval '20 years'
ORDER BY md5(h.nik)
"""
WORK = ("nelayan", "petani", "ojek pangkalan", "pedagang sayur", "buruh bangunan", "marbot")
FIRST = ("Siti", "Muhammad", "Abdul", "Nur", "Dewi", "H. Ahmad", "Sri", "Rahmat", "Yuliana", "Bambang")
LAST = ("Rahman", "Aminah", "Wahyuni", "Saputra", "Hidayat", "Kasim", "Lestari", "Syahrani", "Permana", "Daeng")
MOTHERS = ("Fatimah", "Aisyah", "Rohani", "Sumiati", "Hasnah", "Mariam", "Zubaidah")
VILLAGES = ("Bukit Subur", "Babulu Darat", "Nipah-Nipah", "Petung", "Sesumpu")
EACH = 3  # people of the registry of every kind


@dataclass(frozen=True, slots=True)
class CandidateFile:
    """What was written: for which sponsor, where, how many rows below the heading."""

    sponsor: str
    path: Path
    rows: int


@dataclass(frozen=True, slots=True)
class _One:
    nik: str
    name: str
    born_on: date
    sex: str
    mother: str


def write_candidates(sponsor: str, month: date, path: Path, rows: int = 40) -> CandidateFile:
    """Write a list for a sponsor: new people, and people of the registry whom somebody covers already.

    Some rows are without NIK, twice, too old, civil servants, rich, of another province, written otherwise. The
    same sandbox gives the same list. Raises SandboxMissing without that sponsor, CannotWrite.
    """
    district = _district(sponsor)
    people = [*_known(district, month, sponsor), *_new(district, rows)]
    lines = list(_lines(people, _name(district)))
    try:
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet("Data Final (2)")
            sheet.write_string(0, 0, "DAFTAR CALON PENERIMA BANTUAN IURAN PEKERJA RENTAN")
            sheet.write_string(1, 0, f"Tahun Anggaran {month.year}")
            sheet.write_row(3, 0, HEAD)
            for number, line in enumerate(lines, start=4):
                for place, cell in enumerate(line):
                    if isinstance(cell, int):
                        sheet.write_number(number, place, cell)
                    else:
                        sheet.write_string(number, place, cell)
            sheet.write_string(len(lines) + 5, 8, "Mengetahui, Camat")
    except (OSError, xlsxwriter.exceptions.XlsxWriterException) as wrong:
        raise CannotWrite(f"{path} tidak dapat ditulis: {wrong}") from wrong
    return CandidateFile(sponsor, path, len(lines))


def _district(sponsor: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.code FROM registry_payer p JOIN registry_region r ON r.id = p.region_id"
            " WHERE p.code = %s AND p.kind = 3",
            [sponsor],
        )
        row = cursor.fetchone()
    if row is None:
        raise SandboxMissing(f"Penanggung {sponsor} tidak ada. Buat dahulu: naungan sandbox build.")
    return str(row[0])


def _known(district: str, month: date, sponsor: str) -> Iterator[_One]:
    """A few people of the registry of every kind."""
    taken: dict[str, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, {"district": district, "month": month})
        for nik, name, born_on, sex, mother, dead, payer in cursor.fetchall():
            own = "own" if payer == sponsor else "other" if payer else "nobody"
            kind = "dead" if dead else own
            taken[kind] = taken.get(kind, 0) + 1
            if taken[kind] <= EACH:
                yield _One(nik, name, born_on, sex, mother)


def _new(district: str, rows: int) -> Iterator[_One]:
    """People who are not in the registry."""
    for number in range(rows):
        born_on, sex = date(1966, 2, 5) + timedelta(days=number * 397), "LP"[number % 2]
        name = f"{FIRST[number % len(FIRST)]} {LAST[(number * 3 + number // len(FIRST)) % len(LAST)]}"
        nik = compose(district=district, born_on=born_on, sex=sex, serial=7001 + number)
        yield _One(nik, name, born_on, sex, f"{MOTHERS[number % len(MOTHERS)]} {LAST[number // 4 % len(LAST)]}")


def _lines(people: list[_One], place: str) -> Iterator[list[str | int]]:
    for number, one in enumerate(people, start=1):
        line: list[str | int] = [
            number, one.nik, one.name.upper() if number % 3 else one.name,
            f"Penajam, {one.born_on:%d-%m-%Y}", one.sex, one.mother,
            f"Desa {VILLAGES[number % len(VILLAGES)]}", place,
            WORK[number % len(WORK)], number % 6 + 1, f"0812345{number:05d}", "tidak",
        ]  # fmt: skip
        yield _with_mistakes(number, line)
        if number == 20:
            again = list(line)
            again[2] = f"{one.name} bin Abdullah"
            yield again


def _with_mistakes(number: int, line: list[str | int]) -> list[str | int]:
    """What such lists are full of, each at its own rows."""
    mistakes: dict[int, tuple[int, str | int]] = {
        14: (1, ""),
        17: (8, "PNS"),
        19: (9, "9"),
        22: (7, "Kota Pontianak"),
        24: (3, "Penajam, 31-12-1949"),
        26: (1, str(line[1])[:12]),
        28: (9, ""),
        30: (1, f"'{line[1]}"),
    }
    if number in mistakes:
        at, cell = mistakes[number]
        line[at] = cell
    return line


def _name(district: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM registry_region WHERE code = %s ORDER BY upper(valid) DESC LIMIT 1", [district]
        )
        return str(cursor.fetchone()[0])
