"""Sheets that several workbooks share: coverage by district and segment, and the sources of it all."""

from __future__ import annotations

from naungan.coverage.bases import SEGMENTS
from naungan.coverage.report import CoverageRow, Figures
from naungan.publications import addresses
from naungan.publications.books import Leaf
from naungan.publications.traced import Trail
from naungan.registry.region_facts import KALIMANTAN
from naungan.web.downloads import Cell, Column, Kind
from naungan.web.templatetags.formats import day, percent, whole


def districts_of(figures: Figures, region_code: str) -> list[CoverageRow]:
    """The districts of a region in the order of their codes; a district alone is its own."""
    rows = figures.table("district")
    if region_code != KALIMANTAN:
        rows = [
            row for row in rows if row.region_code == region_code or row.region_code.startswith(f"{region_code}.")
        ]
    return sorted(rows, key=lambda row: row.region_code)


def coverage_leaf(figures: Figures, region_code: str, trail: Trail) -> Leaf:
    """A line for each district and one for the region; every number is told with its source."""
    columns = (
        Column("Kode"), Column("Wilayah", width=30),
        *(Column(f"Peserta {segment}", Kind.WHOLE) for segment in SEGMENTS), Column("Peserta", Kind.WHOLE),
        Column("Penyebut", Kind.WHOLE), Column("Cakupan (persen)", Kind.PERCENT),
        Column("Belum terlindungi", Kind.WHOLE), Column("Sumber penyebut", width=90),
    )  # fmt: skip
    rows = [*districts_of(figures, region_code), figures.row(region_code)]
    unique = {row.region_code: row for row in rows}
    return Leaf("Cakupan", columns, [_cells(row, trail) for row in unique.values()])


def sources_leaf(trail: Trail) -> Leaf:
    """Every number with where it is from."""
    columns = (Column("Angka", width=50), Column("Tertulis"), Column("Sumber", width=100), Column("Alamat", width=60))
    rows = [
        (one.what, one.written, trail.sources[one.source - 1].words, trail.sources[one.source - 1].address)
        for one in trail.numbers
    ]
    return Leaf("Sumber", columns, rows)


def _cells(row: CoverageRow, trail: Trail) -> tuple[Cell, ...]:
    source = trail.source(
        f"Cakupan {row.region} per {day(row.as_of)}: {row.source}; penyebut {row.denominator_source}",
        addresses.of_figure(row.region_code, row.as_of, row.basis),
    )
    trail.number(f"Peserta {row.region}", whole(row.numerator), source)
    if row.rate is not None:
        trail.number(f"Cakupan {row.region}", percent(row.rate, 2), source)
    people = {part.segment: part.numerator for part in row.parts}
    return (
        row.region_code, row.region, *(people.get(segment) for segment in SEGMENTS), row.numerator, row.denominator,
        row.rate, None if row.gap is None else max(row.gap, 0), row.denominator_source,
    )  # fmt: skip
