"""The tables of coverage to take away: columns, rows, and lines that say what every number is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.utils.translation import gettext

from naungan.coverage.bases import BASES, DEFINITIONS
from naungan.coverage.history import COMPUTED, History
from naungan.coverage.listing import Published
from naungan.coverage.provenance import Provenance
from naungan.coverage.report import CoverageRow
from naungan.coverage.scale import told
from naungan.coverage.words import HOW, INDICATORS, SEGMENTS, STATUSES, VERDICTS, basis_short, why_not
from naungan.web.downloads import Cell, Column, Kind
from naungan.web.templatetags import formats


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to download: file name without its ending, columns, rows, and what it is about."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    about: Mapping[str, str]


def ranking_sheet(rows: Sequence[CoverageRow], by: str, scale: Fraction, asked_at: datetime) -> Sheet:
    """The ranking of a level; every figure beside its basis, sources and the nearest published rate."""
    first = rows[0]
    columns = (
        Column(gettext("Peringkat"), Kind.WHOLE, 10),
        Column(gettext("Kode wilayah")),
        Column(gettext("Wilayah"), width=30),
        Column(gettext("Cakupan (persen)"), Kind.PERCENT),
        Column(gettext("Pembilang (orang)"), Kind.WHOLE),
        Column(gettext("Penyebut (orang)"), Kind.WHOLE),
        Column(gettext("Belum terlindungi (orang)"), Kind.WHOLE),
        Column(gettext("Pangsa peserta (persen)"), Kind.PERCENT),
        Column(gettext("Cakupan terbitan (persen)"), Kind.PERCENT),
        Column(gettext("Terbitan per tanggal"), Kind.DAY),
        Column(gettext("Sumber terbitan"), width=50),
        Column(gettext("Sumber pembilang"), width=50),
        Column(gettext("Sumber penyebut"), width=80),
    )
    cells = [
        (
            row.rank,
            row.region_code,
            row.region,
            row.rate,
            row.numerator,
            row.denominator,
            row.gap,
            row.share_of_participants,
            *_told(row),
            row.source,
            row.denominator_source,
        )
        for row in rows
    ]
    name = f"naungan-cakupan-{by}-{first.basis}-{first.as_of.isoformat()}"
    return Sheet(name, columns, cells, about(first, scale, asked_at))


def source_sheet(found: Provenance, asked_at: datetime) -> Sheet:
    """Everything behind one figure, a line each."""
    row, below = found.row, found.below
    lines: list[tuple[str, Cell, str]] = [
        (gettext("Cakupan (persen)"), row.rate, "" if row.rate is not None else why_not(row, below)),
        (gettext("Pembilang (orang)"), row.numerator, row.source),
        (gettext("Penyebut (orang)"), row.denominator, row.denominator_source),
        (gettext("Belum terlindungi (orang)"), row.gap, ""),
    ]
    lines += [
        (f"{gettext('Pembilang')}: {SEGMENTS[part.segment]}", part.numerator, formats.percent(part.points, 2))
        for part in row.parts
    ]
    if below:
        lines += [
            (str(INDICATORS[fact.indicator]), fact.value, f"{fact.reference}: {fact.source}") for fact in below.facts
        ]
        lines.append((gettext("Cara penyebut disusun"), str(HOW[below.how]), below.note))
    if found.month:
        lines.append((gettext("Versi hukum tutup bulan"), found.month.law_version, formats.month(found.month.month)))
    columns = (
        Column(gettext("Bagian"), width=44),
        Column(gettext("Nilai"), Kind.DECIMAL, 24),
        Column(gettext("Asal"), width=100),
    )
    name = f"naungan-asal-{row.region_code}-{row.basis}-{row.as_of.isoformat()}"
    return Sheet(name, columns, lines, about(row, found.scale, asked_at))


def history_sheet(past: History, row: CoverageRow, scale: Fraction, asked_at: datetime) -> Sheet:
    """Every point of a history with the run it belongs to; two runs are never one series."""
    runs = {point: number for number, run in enumerate(past.runs, 1) for point in run.points}
    columns = (
        Column(gettext("Per tanggal"), Kind.DAY),
        Column(gettext("Seri"), Kind.WHOLE, 8),
        Column(gettext("Jenis"), width=14),
        Column(gettext("Angka")),
        Column(gettext("Dasar"), width=44),
        Column(gettext("Cakupan (persen)"), Kind.PERCENT),
        Column(gettext("Pembilang (orang)"), Kind.WHOLE),
        Column(gettext("Penyebut (orang)"), Kind.WHOLE),
        Column(gettext("Sumber"), width=80),
    )
    cells = [
        (
            point.on,
            runs[point],
            gettext("dihitung") if point.kind == COMPUTED else gettext("terbitan"),
            str(INDICATORS[point.indicator]),
            basis_short(point.basis),
            point.rate,
            point.numerator,
            point.denominator,
            point.fact.source if point.fact else row.source,
        )
        for point in past.points
    ]
    name = f"naungan-riwayat-{row.region_code}-{row.basis}-{row.as_of.isoformat()}"
    return Sheet(name, columns, cells, about(row, scale, asked_at))


def published_sheet(found: Sequence[Published], row: CoverageRow, scale: Fraction, asked_at: datetime) -> Sheet:
    """Everything published of a region, contradictions side by side."""
    columns = (
        Column(gettext("Periode")),
        Column(gettext("Per tanggal"), Kind.DAY),
        Column(gettext("Angka"), width=34),
        Column(gettext("Segmen")),
        Column(gettext("Dasar"), width=44),
        Column(gettext("Nilai"), Kind.DECIMAL),
        Column(gettext("Satuan"), width=10),
        Column(gettext("Status")),
        Column(gettext("Dihitung ulang (persen)"), Kind.PERCENT),
        Column(gettext("Hasil"), width=34),
        Column(gettext("Sumber"), width=80),
        Column(gettext("Catatan"), width=60),
    )
    cells = [
        (
            one.fact.period,
            one.fact.on,
            str(INDICATORS[one.fact.indicator]),
            one.fact.segment,
            basis_short(one.fact.basis),
            one.fact.people if one.fact.unit == "persons" else one.fact.value,
            gettext("orang") if one.fact.unit == "persons" else gettext("persen"),
            str(STATUSES[one.fact.status]),
            one.check.recomputed if one.check else None,
            str(VERDICTS[one.check.verdict]) if one.check else "",
            one.fact.source,
            one.fact.note,
        )
        for one in found
    ]
    return Sheet(f"naungan-terbitan-{row.region_code}", columns, cells, about(row, scale, asked_at))


def about(row: CoverageRow, scale: Fraction, asked_at: datetime) -> dict[str, str]:
    """Definition, basis, source, day and time of asking: what stands on every table that leaves the site."""
    basis, definition = BASES[row.basis], DEFINITIONS[row.definition]
    lines = {
        gettext("Per tanggal"): formats.day(row.as_of),
        gettext("Dasar"): f"{row.basis}: {basis.name}; {basis.definition}",
        gettext("Tidak termasuk"): str(basis.leaves_out),
        gettext("Definisi aktif"): f"{row.definition}: {definition.name}",
        gettext("Segmen"): f"{row.segments}: {SEGMENTS[row.segments]}",
        gettext("Sumber"): row.source,
        gettext("Diambil pada"): formats.moment(asked_at),
    }
    if told(scale):
        lines[gettext("Peringatan")] = gettext("data contoh (%(scale)s); orang-orang ini tidak ada") % {
            "scale": told(scale)
        }
    return lines


def _told(row: CoverageRow) -> tuple[Cell, Cell, Cell]:
    fact = row.published
    return (fact.value, fact.on, fact.source) if fact else (None, None, "")
