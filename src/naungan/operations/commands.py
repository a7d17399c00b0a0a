"""The door of the month close."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from naungan.operations.close import Closed, StepDone, close_month
from naungan.operations.steps import STEPS
from naungan.screen import Column, show
from naungan.wording import day_of, day_words, month_of_text, month_words, rupiah, whole


def close(
    month: Annotated[str, typer.Argument(help="bulan iuran, TTTT-BB")],
    as_of: Annotated[
        str | None, typer.Option(help="hari terakhir pembayaran yang dihitung; biasanya akhir bulan")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="satu objek JSON")] = False,
) -> None:
    """Tutup satu bulan: bekukan, hitung, tagih, alokasikan, bukukan, kedudukan, cakupan."""
    console = Console(stderr=as_json)
    with Progress(
        TextColumn("{task.description:<20}"), BarColumn(), TextColumn("{task.fields[told]:>40}"),
        TimeElapsedColumn(), console=console, transient=True,
    ) as progress:  # fmt: skip
        bars = {step.number: progress.add_task(step.name, total=None, told="") for step in STEPS}

        def tell(done: StepDone) -> None:
            told = f"{whole(done.rows)} baris  {rupiah(done.rupiah)}"
            progress.update(bars[done.step.number], total=done.parts, completed=done.parts_done, told=told)

        closed = close_month(month_of_text(month), day_of(as_of) if as_of else None, tell)
    if as_json:
        typer.echo(json.dumps(_as_object(closed), ensure_ascii=False))
    else:
        _show(console, closed)


COLUMNS = (
    Column("langkah"),
    Column("isi", detail=True),
    Column("baris", number=True),
    Column("rupiah", number=True),
    Column("detik kerja", number=True),
)


def _show(console: Console, closed: Closed) -> None:
    rows = [
        (
            one.step.name,
            one.step.does,
            whole(one.rows),
            rupiah(one.rupiah) if one.rupiah else "",
            f"{one.seconds:.2f}".replace(".", ","),
        )
        for one in closed.steps
    ]
    show(console, f"Tutup bulan {month_words(closed.month)}", COLUMNS, rows)
    if closed.already_closed:
        console.print("Bulan ini sudah ditutup sebelumnya; tidak ada yang berubah.")
    else:
        console.print(
            f"Selesai dalam {closed.seconds:.1f} detik. Pembayaran sampai {day_words(closed.as_of)} dihitung."
        )


def _as_object(closed: Closed) -> dict[str, object]:
    return {
        "month": f"{closed.month:%Y-%m}",
        "as_of": closed.as_of.isoformat(),
        "already_closed": closed.already_closed,
        "seconds": round(closed.seconds, 3),
        "steps": [
            {
                "step": one.step.number,
                "name": one.step.name,
                "parts": one.parts,
                "rows": one.rows,
                "rupiah": one.rupiah,
                "seconds": round(one.seconds, 3),
            }
            for one in closed.steps
        ],
    }
