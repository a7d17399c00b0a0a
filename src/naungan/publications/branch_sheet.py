"""The branch's monthly sheet for its head of region: participants against target, gap, arrears, who is next."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import override

from naungan.access.scope import reading_as_system
from naungan.coverage.arithmetic import in_points
from naungan.coverage.growth_words import COMPARABLE, PAYERS, SERIES, WHY, signed
from naungan.coverage.next_point import NextPoint, next_point
from naungan.coverage.report import CoverageRow, Figures, figures_of
from naungan.coverage.scale import population_scale, told
from naungan.coverage.targets import Measured, measured_targets
from naungan.coverage.words import SEGMENTS, basis_short
from naungan.publications.books import Leaf, workbook
from naungan.publications.keep import Draft, Made
from naungan.publications.leaves import coverage_leaf, sources_leaf
from naungan.publications.models import Kind as Published
from naungan.publications.money import Billed, by_payer_kind
from naungan.publications.traced import Trail
from naungan.registry.models import PayerKind, Region
from naungan.web.downloads import Column, Kind
from naungan.web.pdf import pdf
from naungan.web.templatetags.formats import day, month, percent, rupiah, whole

TEMPLATE = Path(__file__).parent / "typst" / "branch.typ"
SHOWN = 8


def branch_draft(region_code: str, as_of: date | None) -> Draft:
    """The sheet of a region, province or district for a closed month, as XLSX and as one printed page.

    Raises UnknownRegion, NotComputedYet where the month is not closed, NotComputable without a denominator.
    """
    figures = figures_of(as_of, "bpjs-eligible", "active-or-grace")
    row = figures.row(region_code)
    with reading_as_system():
        nearest = next_point(figures, region_code)
    region = Region.objects.filter(code=region_code).order_by("-id")[0]
    with override("id"):
        trail = Trail()
        bills = by_payer_kind(region_code, figures.day.replace(day=1), figures.day)
        targets = measured_targets(figures, region_code)
        leaves = [coverage_leaf(figures, region_code, trail), _targets(targets), _bills(bills, trail, region_code),
                  _nearest(nearest), sources_leaf(trail)]  # fmt: skip
        about, page = _about(row, figures), _page(row, figures, targets, bills, nearest)
        title = f"Lembar bulanan {row.region} {month(figures.day)}"
    told_all = json.dumps([page, [[leaf.name, leaf.rows] for leaf in leaves]], default=str, sort_keys=True)
    name = f"lembar-bulanan-{region_code}-{figures.day:%Y-%m}"

    def files(reference: str) -> Sequence[Made]:
        paper = pdf(TEMPLATE, page | {"number": reference, "title": title})
        return [workbook(name, {"Nomor": reference, **about}, leaves, figures.day),
                Made(f"{name}.pdf", "application/pdf", paper)]  # fmt: skip

    digest = hashlib.sha256(told_all.encode()).hexdigest()
    return Draft(Published.BRANCH, region, figures.day, title, trail, digest, files)


def _about(row: CoverageRow, figures: Figures) -> dict[str, str]:
    sample = told(population_scale())
    note = {"Perhatian": f"Basis data contoh ({sample}): orang di dalamnya tidak nyata."} if sample else {}
    return note | {
        "Lembar": f"Bulanan {row.region}, keadaan per {day(row.as_of)}",
        "Dasar": f"{figures.basis.name}: {figures.basis.definition}",
        "Terdekat": "Orang yang dikenal registri dan tidak dihitung aktif, menurut pembayar terakhirnya.",
    }


def _targets(targets: Sequence[Measured]) -> Leaf:
    columns = (
        Column("Seri", width=50), Column("Untuk", Kind.DAY), Column("Target (persen)", Kind.PERCENT),
        Column("Poin lagi", Kind.DECIMAL), Column("Orang lagi", Kind.WHOLE), Column("Orang per bulan", Kind.WHOLE),
        Column("Perbandingan", width=30), Column("Sumber", width=60),
    )  # fmt: skip
    rows = [
        (
            ("Nasional: " if o.target.region_code == "ID" else "") + str(SERIES[o.target.series]), o.target.on,
            o.target.percent, o.points, o.people, o.pace, str(COMPARABLE[o.comparable]), o.target.source,
        )
        for o in targets
    ]  # fmt: skip
    return Leaf("Target", columns, rows)


def _bills(bills: Sequence[Billed], trail: Trail, region_code: str) -> Leaf:
    source = trail.source("Tagihan bulan itu dan alokasi pembayarannya", f"/cakupan/{region_code}/")
    columns = (
        Column("Pembayar", width=26), Column("Jumlah pembayar", Kind.WHOLE), Column("Pekerja", Kind.WHOLE),
        Column("Ditagih", Kind.RUPIAH), Column("Dibayar", Kind.RUPIAH), Column("Menunggak", Kind.WHOLE),
    )  # fmt: skip
    for one in bills:
        trail.number(f"{PayerKind(int(one.code)).label}: ditagih", rupiah(one.billed), source)
    rows = [
        (str(PayerKind(int(one.code)).label), one.payers, one.people, one.billed, one.paid, one.late) for one in bills
    ]
    return Leaf("Iuran", columns, rows)


def _nearest(found: NextPoint) -> Leaf:
    columns = (
        Column("Wilayah", width=30), Column("Segmen", width=26), Column("Pembayar terakhir", width=26),
        Column("Mengapa belum dihitung", width=44), Column("Orang", Kind.WHOLE), Column("Poin", Kind.DECIMAL),
    )  # fmt: skip
    rows = [
        (o.region, str(SEGMENTS[o.segment]), str(PAYERS[o.payers]), str(WHY[o.why]), o.people, in_points(o.points))
        for o in found.groups
    ]
    return Leaf("Terdekat", columns, rows)


def _page(
    row: CoverageRow, figures: Figures, targets: Sequence[Measured], bills: Sequence[Billed], found: NextPoint
) -> dict[str, Any]:
    sample = told(population_scale())
    own = next((one for one in targets if one.target.region_code == row.region_code), None)
    return {
        "lang": "id",
        "made": f"keadaan per {day(row.as_of)}",
        "foot": "Naungan; sumber setiap angka di lembar Sumber berkas XLSX bernomor sama.",
        "sample": f"Basis data contoh ({sample}): orang di dalamnya tidak nyata." if sample else "",
        "facts": [
            ["Cakupan", f"{percent(row.rate, 2)} dari {basis_short(row.basis)}"],
            ["Peserta aktif", whole(row.numerator)],
            ["Belum terlindungi", whole(max(row.gap or 0, 0))],
            ["Peringkat di tingkatnya", str(row.rank or "–")],
            ["Target daerah", _own_target(own)],
            ["Satu poin cakupan", f"{whole(found.one_point)} orang"],
        ],
        "bills_head": ["Pembayar", "Pekerja", "Ditagih", "Dibayar", "Belum lunas"],
        "bills": [
            [PayerKind(int(o.code)).label, whole(o.people), rupiah(o.billed), rupiah(o.paid), whole(o.late)]
            for o in bills
        ],
        "near_head": ["Wilayah", "Pembayar terakhir", "Mengapa", "Orang", "Poin"],
        "near": [
            [o.region, f"{o.segment}, {PAYERS[o.payers]}", str(WHY[o.why]), whole(o.people),
             signed(in_points(o.points))]
            for o in found.groups[:SHOWN]
        ],
    }  # fmt: skip


def _own_target(one: Measured | None) -> str:
    if one is None:
        return "belum tercatat"
    rest = "dasarnya tidak disebut atau berbeda" if one.people is None else f"{whole(one.people)} orang lagi"
    return f"{percent(one.target.percent, 2)} pada {one.target.on.year}; {rest}"
