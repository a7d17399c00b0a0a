"""The door `naungan coverage`: figures of a day, two figures compared, and what was published."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from naungan.coverage import show
from naungan.coverage.compare import compare
from naungan.coverage.growth_commands import COMMANDS
from naungan.coverage.listing import published_of
from naungan.coverage.reading import in_json, read_asked, read_day
from naungan.coverage.report import coverage_table

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

Json = Annotated[bool, typer.Option("--json", help="Keluarkan JSON")]


@app.callback(invoke_without_command=True)
def coverage(
    context: typer.Context,
    as_of: Annotated[str, typer.Option(help="Per tanggal, TTTT-BB-HH; tanpa ini: tutup bulan terakhir")] = "",
    by: Annotated[str, typer.Option(help="region, province atau district")] = "province",
    basis: Annotated[str, typer.Option(help="Dasar penyebut")] = "bpjs-eligible",
    definition: Annotated[str, typer.Option(help="Definisi aktif")] = "active-or-grace",
    segment: Annotated[str, typer.Option(help="ALL, PU, BPU, JAKON atau PMI")] = "",
    explain: Annotated[bool, typer.Option("--explain", help="Asal setiap penyebut")] = False,
    as_json: Json = False,
) -> None:
    """Cakupan per wilayah: pembilang, penyebut, dasar, peringkat, dan angka terbitan di sampingnya."""
    if context.invoked_subcommand:
        return
    asked = read_day(as_of) if as_of else None
    rows = coverage_table(asked, by, basis, definition, segment or None)
    if as_json:
        in_json([row.as_json() for row in rows])
    else:
        show.coverage(rows, asked, explain, Console())


@app.command("compare")
def compare_figures(left: str, right: str, as_json: Json = False) -> None:
    """Bandingkan dua angka: 64@2022-12-31 64@2023-03-31, bila perlu dengan /DASAR/DEFINISI/SEGMEN."""
    found = compare(read_asked(left), read_asked(right))
    if as_json:
        in_json(found.as_json())
    else:
        show.comparison(found, Console())


@app.command("published")
def published(
    region: Annotated[str, typer.Option(help="Kode wilayah: KAL, 64, 64.72")],
    period: Annotated[str, typer.Option(help="Awal periode, misalnya 2022 atau 2022-12")] = "",
    as_json: Json = False,
) -> None:
    """Angka terbitan suatu wilayah berdampingan, juga yang bertentangan, dengan sumbernya."""
    found = published_of(region, period)
    if as_json:
        in_json([one.as_json() for one in found])
    else:
        show.published(found, Console())


for name, command in COMMANDS.items():
    app.command(name)(command)
