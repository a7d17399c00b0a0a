"""Changes, contributions, targets, forecasts and the next point on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from naungan.coverage.arithmetic import in_points
from naungan.coverage.contribution import Contributions, shown_points
from naungan.coverage.decompose import Change, Reading
from naungan.coverage.forecast import LEVEL, Forecast
from naungan.coverage.growth_words import BOUNDS, COMPARABLE, METHODS, PAYERS, WHY, said, signed
from naungan.coverage.next_point import NextPoint
from naungan.coverage.report import CoverageRow
from naungan.coverage.targets import Measured
from naungan.screen import Column, show
from naungan.web.templatetags.formats import day, percent, whole

FIRST = 15  # groups shown


def change(found: Change, console: Console) -> None:
    """A waterfall as a table: from the first rate through every reason to the last."""
    levels = found.levels
    rows = [(_end(found.before), "", percent(levels[0], 2), _sum(found.before))]
    for part, level in zip(found.parts, levels[1:], strict=True):
        if part.share:
            rows.append((str(said(found, part)), signed(part.shown), percent(level, 2), ""))
    rows.append((_end(found.after), signed(levels[-1] - levels[0]), percent(levels[-1], 2), _sum(found.after)))
    columns = (Column("apa"), Column("poin", number=True), Column("cakupan", number=True), Column("orang"))
    show(console, f"Mengapa cakupan {found.before.region} berubah", columns, rows)
    for reading in (found.before, found.after):
        console.print(f"{day(reading.on)}: {reading.source}", markup=False, highlight=False, soft_wrap=True)
    if not found.before.definition:
        console.print("Siapa yang dihitung aktif tidak disebut pada angka terbitan; dianggap sama.")


def shares(found: Contributions, console: Console) -> None:
    """What each member adds, largest first, and what is left over."""
    rows = [
        (
            f"{one.region_code} {one.region}", percent(in_points(one.before), 2), percent(in_points(one.after), 2),
            f"{one.more_people:+,}".replace(",", "."), *(
                signed(shown_points(part), 4) for part in (one.by_rate, one.by_weight, one.total)
            ),
        )
        for one in found.members
    ]  # fmt: skip
    if found.residual:
        rows.append(
            (
                "sisa: penyebut wilayah bukan jumlah bagiannya",
                "",
                "",
                "",
                "",
                "",
                signed(shown_points(found.residual), 4),
            )
        )
    columns = (
        Column("Wilayah"), Column(f"{found.first:%Y-%m}", number=True), Column(f"{found.last:%Y-%m}", number=True),
        Column("orang", number=True), Column("dari cakupannya", number=True, detail=True),
        Column("dari bobotnya", number=True, detail=True), Column("poin", number=True),
    )  # fmt: skip
    total = (
        found.region, percent(in_points(found.before), 2), percent(in_points(found.after), 2), "", "", "",
        signed(shown_points(found.change), 4),
    )  # fmt: skip
    show(console, f"Sumbangan pada perubahan {found.region}, dasar {found.basis}", columns, rows, total)


def targets(row: CoverageRow, found: Sequence[Measured], console: Console) -> None:
    """Each target beside the figure, with what is missing and how fast it would have to come."""
    rows = [
        (
            "nasional" if one.target.region_code == "ID" else row.region, one.target.series, f"{one.target.on:%Y-%m}",
            percent(one.target.percent, 2), "" if one.points is None else signed(one.points),
            "" if one.people is None else whole(one.people), "" if one.pace is None else whole(one.pace),
            str(COMPARABLE[one.comparable]),
        )
        for one in found
    ]  # fmt: skip
    columns = (
        Column("Target"), Column("Seri"), Column("Untuk"), Column("Target %", number=True),
        Column("Poin lagi", number=True), Column("Orang lagi", number=True), Column("Per bulan", number=True),
        Column("Perbandingan", detail=True),
    )  # fmt: skip
    held = percent(row.rate, 2) if row.rate is not None else "tidak dapat dihitung"
    show(console, f"Target {row.region}: {held} per {day(row.as_of)}, dasar {row.basis}", columns, rows)
    for one in found:
        note = f" ({one.target.note})" if one.target.note else ""
        console.print(
            f"{one.target.series} {one.target.on.year}: {one.target.source}, {one.target.status}{note}",
            markup=False, highlight=False, soft_wrap=True,
        )  # fmt: skip


def ahead(found: Forecast, console: Console) -> None:
    """The months ahead with their interval, and how wrong the method was before."""
    rows = [
        (
            day(one.on), whole(one.people), f"{whole(one.low)} – {whole(one.high)}", percent(one.rate, 2),
            f"{percent(one.rate_low, 2)} – {percent(one.rate_high, 2)}", whole(one.error), str(one.tried),
        )
        for one in found.ahead
    ]  # fmt: skip
    columns = (
        Column("Per tanggal"), Column("Peserta", number=True), Column(f"Selang {LEVEL}%", number=True),
        Column("Cakupan", number=True), Column("Selang cakupan", number=True),
        Column("Meleset rata-rata", number=True), Column("Diuji", number=True, detail=True),
    )  # fmt: skip
    show(console, f"Prakiraan {found.region}, dasar {found.basis}", columns, rows)
    console.print(
        f"Cara: {METHODS[found.method]}; {found.months} bulan dari {day(found.first)} sampai {day(found.last)}. "
        f"Satu bulan ke depan meleset rata-rata {whole(found.own_error)} orang; bila dianggap tetap, "
        f"{whole(found.naive_error)}. "
        f"Penyebut dianggap tetap {whole(found.denominator)}.",
        highlight=False,
    )


def nearest(found: NextPoint, console: Console) -> None:
    """Where the next point is: groups known by name, then the districts' gaps."""
    row = found.row
    groups = [
        (
            one.region, one.segment, str(PAYERS[one.payers]), str(WHY[one.why]), whole(one.people),
            signed(in_points(one.reached)),
        )
        for one in found.groups[:FIRST]
    ]  # fmt: skip
    columns = (
        Column("Wilayah"), Column("Segmen"), Column("Pembayar"), Column("Mengapa", detail=True),
        Column("Orang", number=True), Column("Terkumpul", number=True),
    )  # fmt: skip
    console.print(
        f"Satu poin cakupan {row.region} ({percent(row.rate, 2)} per {day(row.as_of)}, dasar {row.basis}) adalah "
        f"{whole(found.one_point)} orang.",
        highlight=False,
    )
    show(console, "Yang sudah dikenal dan belum dihitung aktif", columns, groups)
    places = [
        (
            one.region, percent(one.rate, 2), "" if one.gap is None else whole(one.gap), whole(one.known),
            "" if one.unknown is None else whole(one.unknown),
            "" if one.points is None else signed(in_points(one.points)),
        )
        for one in found.districts
    ]  # fmt: skip
    columns = (
        Column("Wilayah"), Column("Cakupan", number=True), Column("Kurang", number=True),
        Column("dikenal", number=True), Column("baru", number=True), Column("Poin", number=True),
    )  # fmt: skip
    show(
        console,
        "Kurang: belum terlindungi; dikenal: pernah terdaftar; baru: belum terdaftar; poin bila semuanya tercapai",
        columns,
        places,
    )


def bounded(reading: Reading) -> str:
    """A rate with the word of its bound."""
    return f"{BOUNDS[reading.bound]} {percent(in_points(reading.rate), 2)}".strip()


def _end(reading: Reading) -> str:
    return f"{day(reading.on)}, {bounded(reading)}, dasar {reading.basis}"


def _sum(reading: Reading) -> str:
    return f"{whole(reading.numerator)} / {whole(reading.denominator)}"
