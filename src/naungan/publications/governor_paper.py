"""The governor's two pages as data for paper: every number written once, with the number of its source."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import override

from naungan.coverage.arithmetic import in_points
from naungan.coverage.bases import DEFINITIONS
from naungan.coverage.growth_words import PAYERS, SERIES, WHY, said, signed
from naungan.coverage.maps.districts import districts_of_kalimantan
from naungan.coverage.maps.picture import shade, short_name
from naungan.coverage.maps.tiles import tiles
from naungan.coverage.scale import told
from naungan.coverage.words import SEGMENTS, basis_short
from naungan.law.months import first_day, month_of
from naungan.publications import addresses
from naungan.publications.governor import Cost, GovernorReport, cost_of, governor_report
from naungan.publications.keep import Draft, Made
from naungan.publications.models import Kind
from naungan.publications.traced import Trail
from naungan.web.pdf import pdf
from naungan.web.templatetags.formats import day, month, percent, rupiah, whole

TEMPLATE = Path(__file__).parent / "typst" / "governor.typ"
ACTIONS = 2  # of each kind
Words = dict[str, Any]


def governor_draft(region_code: str, as_of: date | None) -> Draft:
    """The report of a province ready to be kept: formal Indonesian, whatever language its maker reads.

    Raises what `governor_report` raises.
    """
    report = governor_report(region_code, as_of)
    with override("id"):
        trail = Trail()
        data = paper(report, trail)
    digest = hashlib.sha256(json.dumps([data, trail.as_json()], sort_keys=True).encode()).hexdigest()
    name = f"laporan-gubernur-{report.region.code}-{report.on.isoformat()}.pdf"

    def files(reference: str) -> Sequence[Made]:
        address = addresses.of_publication(reference)
        whole_data = data | {"reference": reference, "address": address, "qr": addresses.qr_svg(address).decode()}
        return [Made(name, "application/pdf", pdf(TEMPLATE, whole_data))]

    return Draft(Kind.GOVERNOR, report.region, report.on, data["title"], trail, digest, files)


def paper(report: GovernorReport, trail: Trail) -> Words:
    """All words and numbers of the two pages."""
    own = _own_source(report, trail)
    return {
        "title": f"Cakupan Jaminan Sosial Ketenagakerjaan {report.row.region}",
        "to": f"Gubernur {report.row.region}",
        "day": day(report.on),
        "sample": told(report.scale),
        "headline": _headline(report, trail, own),
        "basis": _basis(report, trail, own),
        "map": _map(report, trail),
        "ranks": _ranks(report, trail),
        "changed": _changed(report, trail),
        "districts": _districts(report, trail),
        "costs": _costs(report, trail, own),
        "actions": _actions(report, trail),
        "targets": _targets(report, trail),
        "sources": [one.words for one in trail.sources],
    }


def _own_source(report: GovernorReport, trail: Trail) -> int:
    row = report.row
    words = f"Cakupan {row.region} per {day(report.on)}: {row.source}; penyebut {row.denominator_source}"
    return trail.source(words, addresses.of_figure(row.region_code, report.on))


def _headline(report: GovernorReport, trail: Trail, own: int) -> Words:
    row = report.row
    tell = trail.number
    published = row.published
    beside = ""
    if published:
        printed = trail.source(
            f"Terbitan {day(published.on)}: {published.source}" + (f"; {published.note}" if published.note else ""),
            addresses.of_figure(row.region_code, report.on),
        )
        rate = tell("Cakupan terbitan", percent(published.value, 1), printed)
        beside = f"Angka yang terbit per {day(published.on)} pada dasar yang sama: {rate} [{printed}]."
    return {
        "rate": tell(f"Cakupan {row.region}", percent(row.rate, 2), own),
        "people": tell("Peserta aktif", whole(row.numerator), own),
        "of": tell("Pekerja yang dapat menjadi peserta", whole(row.denominator), own),
        "gap": tell("Belum terlindungi", whole(max(row.gap or 0, 0)), own),
        "rank": str(row.rank),
        "count": str(len(report.provinces)),
        "share": tell("Pangsa peserta Kalimantan", percent(row.share_of_participants, 1), own),
        "largest": row.share_of_participants == max(one.share_of_participants or 0 for one in report.provinces),
        "parts": [[str(SEGMENTS[part.segment]), whole(part.numerator)] for part in row.parts if part.numerator],
        "published": beside,
        "source": own,
    }


def _basis(report: GovernorReport, trail: Trail, own: int) -> Words:
    basis, other = report.figures.basis, report.other
    elsewhere = ""
    if other.rate is not None:
        source = trail.source(
            f"Cakupan {other.region} atas dasar lain: penyebut {other.denominator_source}",
            addresses.of_figure(other.region_code, report.on, other.basis),
        )
        rate = trail.number(f"Cakupan atas {basis_short(other.basis)}", percent(other.rate, 2), source)
        elsewhere = (
            f"Terhadap {basis_short(other.basis)} orang yang sama memberi {rate} [{source}]. Keduanya benar; "
            "yang satu tidak dikurangkan dari yang lain."
        )
    return {
        "name": str(basis.name),
        "leaves_out": str(basis.leaves_out),
        "active": str(DEFINITIONS[report.row.definition].name),
        "elsewhere": elsewhere,
        "source": own,
    }


def _map(report: GovernorReport, trail: Trail) -> Words:
    rows = {row.region_code: row for row in report.districts}
    grid = tiles(one.place for one in districts_of_kalimantan(report.on) if one.code in rows)
    source = trail.source(
        f"Cakupan kabupaten dan kota per {day(report.on)}: penyebut dibagi dari provinsi menurut perkiraan penduduk "
        "bekerja, baik sampai sekitar 15 persen",
        f"/cakupan/?bulan={report.on:%Y-%m}",
    )
    squares: list[dict[str, Any]] = [
        {
            "column": tile.column, "row": tile.row, "short": short_name(tile.code),
            "shade": shade(rows[tile.code].rate), "own": tile.code.startswith(f"{report.region.code}."),
            "rate": trail.number(f"Cakupan {rows[tile.code].region}", _short_rate(rows[tile.code].rate), source),
        }
        for tile in grid
    ]  # fmt: skip
    return {
        "squares": squares,
        "columns": max(tile.column for tile in grid) + 1,
        "rows": max(tile.row for tile in grid) + 1,
        "source": source,
    }


def _short_rate(rate: Any) -> str:
    return "–" if rate is None else percent(rate, 0).removesuffix("%")


def _ranks(report: GovernorReport, trail: Trail) -> list[Words]:
    rows = []
    for row in report.provinces:
        source = trail.source(
            f"Cakupan provinsi di Kalimantan per {day(report.on)}, dasar {basis_short(row.basis)}",
            f"/cakupan/?tingkat=provinsi&bulan={report.on:%Y-%m}",
        )
        cells = [str(row.rank or "–"), row.region, percent(row.rate, 2), whole(row.numerator),
                 percent(row.share_of_participants, 1)]  # fmt: skip
        trail.number(f"Cakupan {row.region}", cells[2], source)
        trail.number(f"Peserta {row.region}", cells[3], source)
        rows.append({"cells": cells, "own": row.region_code == report.region.code, "source": source})
    return rows


def _changed(report: GovernorReport, trail: Trail) -> Words:
    change = report.change
    if change is None or report.before is None:
        return {
            "words": "Ini bulan pertama yang ditutup; belum ada angka sebelumnya pada dasar yang sama.",
            "parts": [],
        }
    source = trail.source(
        f"Perubahan dari {day(report.before)} ke {day(report.on)}: kedua angka pada dasar yang sama",
        addresses.of_change(report.row.region_code, report.on),
    )
    levels = change.levels
    moved = trail.number("Perubahan cakupan", signed(levels[-1] - levels[0]), source)
    more = change.after.numerator - change.before.numerator
    words = (
        f"Sejak {day(report.before)} cakupan berubah {moved} poin, dari {percent(levels[0], 2)} menjadi "
        f"{percent(levels[-1], 2)}; peserta berubah {'+' if more >= 0 else '-'}{whole(abs(more))} orang [{source}]."
    )
    parts = [
        [str(said(change, part)), trail.number(str(said(change, part)), f"{signed(part.shown)} poin", source)]
        for part in change.parts
        if part.share
    ]
    return {"words": " ".join((words, _movers(report, trail, source))).strip(), "parts": parts}


def _movers(report: GovernorReport, trail: Trail, source: int) -> str:
    """Who added most to the change, and who took most from it."""
    if report.members is None:
        return ""
    added = [one for one in report.members.members if one.total > 0][:3]
    lost = [one for one in reversed(report.members.members) if one.total < 0][:2]
    lines = []
    for words, found in (("Penyumbang terbesar", added), ("Yang mengurangi", lost)):
        told_each = [
            f"{one.region} {trail.number(f'Sumbangan {one.region}', signed(in_points(one.total)), source)}"
            for one in found
        ]
        if told_each:
            lines.append(f"{words}: {', '.join(told_each)} poin.")
    return " ".join(lines)


def _districts(report: GovernorReport, trail: Trail) -> Words:
    code = report.region.code
    added = {one.region_code: one.more_people for one in report.members.members} if report.members else {}
    source = trail.source(
        f"Kabupaten dan kota {report.row.region} per {day(report.on)}; biaya setahun menurut hukum tiap bulan",
        f"/cakupan/?bulan={report.on:%Y-%m}",
    )
    below = report.row.denominator or 1
    mine = sorted(
        (row for row in report.districts if row.region_code.startswith(f"{code}.")), key=lambda row: -(row.gap or 0)
    )
    rows = []
    for row in mine:
        gap = max(row.gap or 0, 0)
        cost = cost_of(gap, report.on, below)
        more = added.get(row.region_code)
        cells = [
            row.region, percent(row.rate, 2) if row.rate is not None else "–", whole(row.numerator), whole(gap),
            "–" if more is None else f"{'+' if more >= 0 else '-'}{whole(abs(more))}",
            rupiah(cost.total) if cost else "–",
        ]  # fmt: skip
        for what, written in zip(
            ("Cakupan", "Peserta", "Belum terlindungi", "Perubahan", "Biaya"), cells[1:], strict=True
        ):
            trail.number(f"{what} {row.region}", written, source)
        rows.append(cells)
    return {"rows": rows, "source": source}


def _costs(report: GovernorReport, trail: Trail, own: int) -> Words:
    names = {"point": "Satu poin cakupan", "five": "Lima poin cakupan", "gap": "Seluruh kekurangan"}
    source = trail.source(
        "Biaya menurut hukum tiap bulan: PP 44/2015 dan perubahannya, iuran BPU untuk JKK dan JKM, dibayar APBD",
        "/hitung/perlindungan/",
    )
    rows = []
    for name, cost in report.costs.items():
        cells = [names[name], whole(cost.people), signed(in_points(cost.points)), rupiah(cost.total)]
        for what, written in zip(("orang", "poin", "biaya setahun"), cells[1:], strict=True):
            trail.number(f"{names[name]}: {what}", written, source)
        rows.append(cells)
    each = _each(report.costs)
    words = (
        f"Satu orang {each} sebulan, dari {month(_first_month(report))}, dua belas bulan [{source}]. Yang berupah "
        "menjadi tanggungan pemberi kerjanya; angka ini batas atas beban daerah."
        if each
        else "Tidak ada kekurangan pada dasar ini."
    )
    return {"rows": rows, "words": words, "source": source}


def _first_month(report: GovernorReport) -> Any:
    return first_day(month_of(report.on) + 1)


def _each(costs: Any) -> str:
    cost: Cost | None = next(iter(costs.values()), None)
    if cost is None:
        return ""
    amounts = sorted({one.per_person for one in cost.each.months})
    return " sampai ".join(dict.fromkeys((rupiah(amounts[0]), rupiah(amounts[-1]))))


def _actions(report: GovernorReport, trail: Trail) -> list[str]:
    found = report.next
    source = trail.source(
        f"Registri peserta per {day(report.on)}: dikenal dan tidak dihitung aktif",
        f"/cakupan/{report.region.code}/poin/?bulan={report.on:%Y-%m}",
    )
    actions = []
    if report.due and report.due.period.due_on:
        law = trail.source(f"{report.due.instrument.title}: {report.due.instrument.source}", "/mandat/dasar/")
        due = trail.number("Jatuh tempo laporan triwulan", day(report.due.period.due_on), law)
        actions.append(
            f"Kirim laporan triwulan {report.due.period.code} kepada Mendagri paling lambat {due} [{law}]."
        )
    for one in found.groups[:ACTIONS]:
        people = trail.number(f"{one.region}, {one.segment}, {one.payers}, {one.why}", whole(one.people), source)
        actions.append(
            f"{one.region}: {people} orang {SEGMENTS[one.segment]}, {PAYERS[one.payers]}, {WHY[one.why]}. Hubungi "
            f"pembayar terakhirnya; {signed(in_points(one.points))} poin bila kembali [{source}]."
        )
    for place in found.districts[:ACTIONS]:
        if place.gap and place.points is not None:
            actions.append(
                f"{place.region}: {whole(place.gap)} pekerja belum terlindungi, {whole(place.unknown or 0)} "
                "di antaranya belum pernah terdaftar. Minta daftar pekerja rentan daerah itu; "
                f"{signed(in_points(place.points))} poin bila tercapai [{source}]."
            )
    return actions


def _targets(report: GovernorReport, trail: Trail) -> list[str]:
    lines = []
    for one in list(report.targets)[:3]:
        source = trail.source(f"Target: {one.target.source}", f"/cakupan/{report.region.code}/target/")
        whose = "nasional " if one.target.region_code == "ID" else ""
        what = f"Target {whose}{one.target.on.year}, {SERIES[one.target.series]}"
        value = trail.number(what, percent(one.target.percent, 2), source)
        rest = (
            "dasarnya tidak disebut atau berbeda, jadi tidak dikurangkan"
            if one.people is None
            else f"{whole(one.people)} orang lagi"
        )
        lines.append(f"{what}: {value}; {rest} [{source}].")
    return lines
