"""More of the door `naungan coverage`: why a figure changed, who made it, what is aimed at, what is next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

import typer
from rich.console import Console

from naungan.coverage import show_growth
from naungan.coverage.contribution import contributions
from naungan.coverage.decompose import explain_change
from naungan.coverage.forecast import forecast
from naungan.coverage.next_point import next_point
from naungan.coverage.publish import load_statistics, stored
from naungan.coverage.published_change import explain_published_change
from naungan.coverage.reading import in_json, read_asked, read_day
from naungan.coverage.report import figures_of
from naungan.coverage.targets import Target, enter_target, measured_targets
from naungan.errors import WrongUse

Json = Annotated[bool, typer.Option("--json", help="Keluarkan JSON")]
Region = Annotated[str, typer.Option(help="Kode wilayah: KAL, 64, 64.72")]
AsOf = Annotated[str, typer.Option(help="Per tanggal, TTTT-BB-HH; tanpa ini: tutup bulan terakhir")]
Basis = Annotated[str, typer.Option(help="Dasar penyebut")]
Definition = Annotated[str, typer.Option(help="Definisi aktif")]


def explain_change_command(
    left: Annotated[
        str, typer.Argument(help="WILAYAH@TANGGAL[/DASAR[/DEFINISI[/SEGMEN]]]; terbitan: WILAYAH@2023-03")
    ],
    right: Annotated[str, typer.Argument(help="Yang sesudahnya; wilayahnya boleh tidak ditulis: @2025-12")],
    published: Annotated[bool, typer.Option("--published", help="Dua angka terbitan, menurut periodenya")] = False,
    as_json: Json = False,
) -> None:
    """Mengapa cakupan berubah: orang, pekerja, dasar, definisi; bagiannya berjumlah perubahannya."""
    region = left.partition("@")[0]
    right = f"{region}{right}" if right.startswith("@") else right
    found = _published(left, right) if published else explain_change(read_asked(left), read_asked(right))
    _told(found, show_growth.change, as_json)


def contributions_command(
    region: Region,
    first: Annotated[str, typer.Option("--from", help="Dari tanggal")],
    last: Annotated[str, typer.Option("--to", help="Sampai tanggal")],
    by: Annotated[str, typer.Option(help="province atau district")] = "district",
    basis: Basis = "bpjs-eligible",
    definition: Definition = "active-or-grace",
    as_json: Json = False,
) -> None:
    """Sumbangan tiap provinsi atau kabupaten pada perubahan wilayah di atasnya."""
    found = contributions(region, read_day(first), read_day(last), by, basis, definition)
    _told(found, show_growth.shares, as_json)


def targets_command(
    region: Region,
    as_of: AsOf = "",
    basis: Basis = "bpjs-eligible",
    definition: Definition = "active-or-grace",
    assume: Annotated[bool, typer.Option("--assume", help="Anggap dasar yang tidak disebut sama")] = False,
    as_json: Json = False,
) -> None:
    """Target dari tiap seri berdampingan, selisihnya, dan laju yang diperlukan."""
    figures = figures_of(read_day(as_of) if as_of else None, basis, definition)
    found = measured_targets(figures, region, assume)
    if as_json:
        in_json({"figure": figures.row(region).as_json(), "targets": [one.as_json() for one in found]})
    else:
        show_growth.targets(figures.row(region), found, Console())


def add_target_command(
    region: Region,
    on: Annotated[str, typer.Option(help="Untuk tanggal")],
    series: Annotated[str, typer.Option(help="plan, ucj, rpjmd atau own")],
    percent: Annotated[str, typer.Option(help="Persen, titik desimal: 48.5")],
    source: Annotated[str, typer.Option(help="Nomor peraturan atau dokumen dengan halamannya, atau alamat")],
    basis: Annotated[str, typer.Option(help="Dasar penyebut; kosong bila tidak disebut")] = "",
    status: Annotated[str, typer.Option(help="published, secondary, derived, unverified")] = "published",
    note: Annotated[str, typer.Option(help="Catatan")] = "",
) -> None:
    """Catat target suatu wilayah dengan sumbernya."""
    try:
        wanted = Decimal(percent.replace(",", "."))
    except InvalidOperation as wrong:
        raise WrongUse(f"Target {percent!r} tidak terbaca. Tulis angka, misalnya 48.5.") from wrong
    entered = enter_target(Target(region, read_day(on), series, wanted, basis, status, source, note))
    print(f"Target {entered.percent} persen untuk {region} ({series}, {on}) dicatat.")


def forecast_command(
    region: Region,
    months: Annotated[int, typer.Option(help="Berapa bulan ke depan")] = 3,
    basis: Basis = "bpjs-eligible",
    definition: Definition = "active-or-grace",
    as_json: Json = False,
) -> None:
    """Prakiraan dengan selang dan kesalahannya yang teruji; ditolak bila bulannya terlalu sedikit."""
    _told(forecast(region, months, basis, definition), show_growth.ahead, as_json)


def next_point_command(
    region: Region,
    as_of: AsOf = "",
    basis: Basis = "bpjs-eligible",
    definition: Definition = "active-or-grace",
    as_json: Json = False,
) -> None:
    """Kabupaten, segmen dan pembayar mana yang memegang satu poin berikutnya."""
    day: date | None = read_day(as_of) if as_of else None
    found = next_point(figures_of(day, basis, definition), region)
    _told(found, show_growth.nearest, as_json)


def _published(left: str, right: str) -> Any:
    (region, _, first), (other, _, last) = left.partition("@"), right.partition("@")
    if region != other or not first or not last:
        raise WrongUse("Tulis dua periode terbitan satu wilayah: 64@2023-03 64@2025-12.")
    load_statistics()
    return explain_published_change(region, first, last, stored())


def _told(found: Any, shown: Any, as_json: bool) -> None:
    if as_json:
        in_json(found.as_json())
    else:
        shown(found, Console())


COMMANDS: dict[str, Callable[..., None]] = {
    "explain-change": explain_change_command,
    "contributions": contributions_command,
    "targets": targets_command,
    "add-target": add_target_command,
    "forecast": forecast_command,
    "next-point": next_point_command,
}
