"""The door of the benchmarks: measured on this machine, in this run."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

app = typer.Typer(no_args_is_help=True)

Rows = Annotated[int, typer.Option(min=1000, help="berapa baris")]
AsJson = Annotated[bool, typer.Option("--json", help="satu objek JSON")]


@app.command()
def law(rows: Rows = 10_000_000, as_json: AsJson = False) -> None:
    """Iuran PU satu bulan: Numba, DuckDB, PostgreSQL, dan satu orang dari Python."""
    _run("law", rows, as_json)


@app.command()
def close(rows: Rows = 1_000_000, as_json: AsJson = False) -> None:
    """Satu tutup bulan utuh, di samping INSERT telanjang dari baris yang sama."""
    _run("close", rows, as_json)


@app.command()
def intake(rows: Rows = 100_000, as_json: AsJson = False) -> None:
    """Berkas upah CSV dan XLSX: dinilai dan disimpan."""
    _run("intake", rows, as_json)


@app.command()
def planner(rows: Rows = 80_640, as_json: AsJson = False) -> None:
    """Rencana seluruh wilayah: 56 kabupaten/kota x 12 pekerjaan x 10 desil x 12 bulan, setiap tujuan."""
    _run("planner", rows, as_json)


@app.command()
def claims(rows: Rows = 100_000, as_json: AsJson = False) -> None:
    """Klaim JKM dan JHT diputus di dalam basis data, dengan penjelasan yang dibekukan."""
    _run("claims", rows, as_json)


@app.command()
def match(
    rows: Rows = 100_000,
    as_json: AsJson = False,
    curve: Annotated[Path | None, typer.Option(help="lukis presisi terhadap jangkauan ke berkas SVG")] = None,
) -> None:
    """Pemadanan: daftar berisi salah tulis terhadap registri sepuluh kali panjangnya."""
    _run("match", rows, as_json, curve=curve)


@app.command()
def coverage(as_json: AsJson = False) -> None:
    """Semua kabupaten dan kota, 24 bulan: cakupan, peringkat, perubahan."""
    _run("coverage", 0, as_json)


def _run(name: str, rows: int, as_json: bool, **more: object) -> None:
    """Only the benchmark that is asked for is imported: each needs other engines."""
    from naungan.bench.measurement import show_measurement

    measured = import_module(f"naungan.bench.{name}").run(rows, **more)
    if as_json:
        typer.echo(json.dumps(measured.as_object()))
    else:
        show_measurement(Console(), measured)
