"""Doors to the engines: the contributions of a whole table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from naungan.errors import WrongUse
from naungan.law.inputs import INPUTS
from naungan.wording import month_of_text, whole


def table(
    source: Annotated[Path, typer.Argument(help="Tabel masukan: .parquet, .csv, .arrow")],
    destination: Annotated[Path, typer.Argument(help="Tabel keluaran: .parquet, .csv, .arrow")],
    month: Annotated[str, typer.Option(help="Bulan iuran YYYY-MM")],
    segment: Annotated[str, typer.Option(help="pu, bpu, jakon, jakon_wage atau pmi")] = "pu",
) -> None:
    """Hitung iuran setiap baris sebuah tabel; semua kolomnya dipertahankan, hasilnya ditambahkan."""
    day = month_of_text(month)
    try:
        from naungan.engines.tables import compute
    except ModuleNotFoundError as missing:
        if (missing.name or "naungan").startswith("naungan"):
            raise
        raise WrongUse(
            f"Perintah ini memerlukan mesin tabel ({missing.name} belum terpasang): "
            "pasang dengan pip install 'naungan[engines]'."
        ) from missing
    from rich.console import Console
    from rich.progress import Progress

    screen = Console(stderr=True)
    with Progress(console=screen, transient=True) as bar:
        task = bar.add_task("Menghitung", total=None)
        done = compute(
            source, destination, day, segment, progress=lambda at, size: bar.update(task, completed=at, total=size)
        )
    screen.print(f"{whole(done.rows)} baris ditulis ke {destination}.", highlight=False)
    if done.ordinary:
        screen.print(
            f"Tanpa kolom, dianggap biasa: {', '.join(INPUTS[name].meaning for name in done.ordinary)}.",
            highlight=False,
        )
