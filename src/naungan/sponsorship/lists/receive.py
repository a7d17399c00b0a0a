"""Take a candidate list in: its rows as they came, with where they came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from django.db import transaction

from naungan.intake.cells import Number
from naungan.registry.models import Region
from naungan.registry.nik import check, clean
from naungan.sponsorship.lists.reading import ListRow, ReadList, read_list
from naungan.sponsorship.lists.values import (
    born_text,
    district_of,
    heir_of,
    place_of,
    read_birth,
    read_decile,
    read_sex,
)
from naungan.sponsorship.models import Candidate, CandidateList, Scheme

AT_ONCE = 2_000
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Received:
    """A list that came in; `again`: the same file was there already, nothing was done."""

    listing: CandidateList
    again: bool


def receive_list(
    path: Path, scheme: Scheme, *, source: str, given_by: str, name: str = "", account_id: int | None = None
) -> Received:
    """Read a list and keep its rows for a scheme. Only columns that the scheme needs are taken in.

    `name` is what the file was called (its own name unless told). Raises NoSuchFile and FileRefused.
    """
    read = read_list(path)
    with transaction.atomic():
        listing, new = CandidateList.objects.get_or_create(
            scheme=scheme,
            sha256=read.sha256,
            defaults={
                "payer_id": scheme.payer_id,
                "name": (name or read.name)[:LONGEST],
                "source": source,
                "given_by": given_by,
                "account_id": account_id,
                "rows": len(read.rows),
                "header_row": read.columns.row,
                "columns": read.columns.read_as,
                "ignored": list(read.columns.ignored),
            },
        )
        if new:
            _keep(listing, read, scheme.first_month)
    return Received(listing, not new)


def _keep(listing: CandidateList, read: ReadList, day: date) -> None:
    regions = dict(
        Region.objects.filter(level=2, code_system="kemendagri", valid__contains=day).values_list("code", "id")
    )
    rows: Iterator[Candidate] = _candidates(listing, read.rows, day, regions)
    while batch := list(islice(rows, AT_ONCE)):
        Candidate.objects.bulk_create(batch)


def _candidates(
    listing: CandidateList, rows: Iterable[ListRow], day: date, regions: dict[str, int]
) -> Iterator[Candidate]:
    for row in rows:
        nik = row.cell("nik")
        reading = check(nik, as_of=day, came_as_number=isinstance(nik, Number))
        born_on, _ = read_birth(born_text(row), reading.born_on)
        yield Candidate(
            listing=listing,
            line=row.line,
            nik=(reading.nik or clean(nik))[:LONGEST],
            nik_as_number=isinstance(nik, Number),
            name=row.cell("name")[:LONGEST],
            born=born_text(row)[:LONGEST],
            born_on=born_on or (None if born_text(row) else reading.born_on),
            sex=read_sex(row.cell("sex")) or reading.sex or "",
            mother_name=row.cell("mother_name")[:LONGEST],
            place=place_of(row)[:LONGEST],
            region_id=regions.get(district_of(row)),
            occupation=row.cell("occupation").lower()[:LONGEST],
            decile=read_decile(row.cell("decile")),
            decile_vintage=row.cell("decile_vintage")[:LONGEST],
            phone=row.cell("phone")[:LONGEST],
            heir=heir_of(row)[:LONGEST],
        )
