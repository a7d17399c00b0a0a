"""The door `naungan sandbox`: build, one wage file with mistakes, a few people."""

from __future__ import annotations

import json
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from naungan.sandbox.bank import answer_order
from naungan.sandbox.build import STAGES, Built, StageDone, build
from naungan.sandbox.candidates import write_candidates
from naungan.sandbox.errors import BadPlan
from naungan.sandbox.files import write_wage_file
from naungan.sandbox.samples import some_people
from naungan.sandbox.signins import signins
from naungan.wording import month_of_text, month_words, rupiah, whole

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

ROWS = {
    "people": "orang",
    "employers": "pemberi kerja (divisi)",
    "payers": "pembayar",
    "participations": "kepesertaan",
    "wage_lines": "baris upah",
    "payments": "pembayaran",
}


@app.command("build")
def build_sandbox(
    scale: Annotated[str, typer.Option(help="Bagian dari yang sebenarnya: 0.01 atau 1/100, sampai 1")] = "0.01",
    first: Annotated[str, typer.Option("--from", help="Bulan pertama, TTTT-BB")] = "2022-10",
    last: Annotated[str, typer.Option("--to", help="Bulan terakhir, TTTT-BB")] = "2023-03",
    seed: Annotated[int, typer.Option(help="Benih: benih sama, basis data sama")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Keluarkan JSON")] = False,
) -> None:
    """Isi basis data kosong dengan Kalimantan yang tidak pernah ada, tetapi jumlahnya cocok."""
    console = Console(stderr=as_json)
    with Progress(
        TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        console=console, transient=True,
    ) as progress:  # fmt: skip
        bar = progress.add_task(STAGES[0][0], total=len(STAGES))

        def tell(done: StageDone) -> None:
            coming = STAGES[done.number][0] if done.number < done.of else done.name
            progress.update(bar, completed=done.number, description=coming)

        built = build(_scale(scale), month_of_text(first), month_of_text(last), seed, tell)
    if as_json:
        typer.echo(json.dumps(_as_object(built), ensure_ascii=False))
    else:
        _show(built, console)


@app.command("wage-file")
def wage_file(
    month: Annotated[str, typer.Option(help="Bulan iuran, TTTT-BB")],
    out: Annotated[Path, typer.Option(help="Berkas XLSX yang ditulis", dir_okay=False)],
    npp: Annotated[str, typer.Option(help="NPP; tanpa ini: satu di Balikpapan yang belum melapor")] = "",
) -> None:
    """Tulis berkas upah satu pemberi kerja, dengan kesalahan yang biasa dibuat orang."""
    written = write_wage_file(month_of_text(month), out, npp or None)
    console = Console()
    console.print(f"{written.path}: {written.rows} baris upah {written.name}, {month_words(written.month)}.")
    for mistake in written.mistakes:
        console.print(f"  {f'baris {mistake.row}' if mistake.row else 'kurang'}: {mistake.what}", highlight=False)
    console.print(f"NPP {written.code}", highlight=False)


@app.command("candidate-list")
def candidate_list(
    out: Annotated[Path, typer.Option(help="Berkas XLSX yang ditulis", dir_okay=False)],
    sponsor: Annotated[str, typer.Option(help="Kode penanggung")] = "PEMDA-64.09",
    month: Annotated[str, typer.Option(help="Bulan pertama skema, TTTT-BB")] = "2023-01",
) -> None:
    """Tulis daftar calon seperti yang ada di pemda: judul di atas, kolom lain, orang yang sudah terlindungi."""
    written = write_candidates(sponsor, month_of_text(month), out)
    Console().print(f"{written.path}: {written.rows} baris untuk {written.sponsor}.", highlight=False)


@app.command("bank-answer")
def bank_answer(
    order: Annotated[Path, typer.Argument(help="perintah bayar (pain.001) dari naungan disburse release")],
    out: Annotated[Path, typer.Option(help="Berkas camt.054 yang ditulis", dir_okay=False)],
) -> None:
    """Bank yang tidak pernah ada: bukukan seluruh perintah bayar dan tulis jawabannya."""
    answered = answer_order(order, out)
    Console().print(
        f"{answered.path}: {whole(answered.transfers)} transfer dibukukan, {rupiah(answered.total)}.", highlight=False
    )


@app.command("people")
def people(sample: Annotated[int, typer.Option(min=1, max=1000, help="Berapa orang")] = 3) -> None:
    """Beberapa NIK untuk dicoba, misalnya dengan naungan statement --nik."""
    for one in some_people(sample):
        typer.echo(f"{one.nik}  {one.name}  ({one.why})")


@app.command("signins")
def sign_ins() -> None:
    """Akun contoh untuk tiap peran, dengan kode faktor kedua yang berlaku sekarang."""
    for one in signins():
        typer.echo(one.words())
    typer.echo("Kode petugas berganti tiap 30 detik: jalankan lagi untuk yang baru.")


def _scale(text: str) -> Fraction:
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError) as wrong:
        raise BadPlan(f"--scale terbaca {text!r}. Tulis bagian dari satu, misalnya 0.01 atau 1/100.") from wrong


def _show(built: Built, console: Console) -> None:
    months = f"{month_words(built.first_month)} sampai {month_words(built.last_month)}"
    console.print(f"Sandbox {built.scale}, {months}", highlight=False)
    table = Table()
    table.add_column("isi")
    table.add_column("baris", justify="right")
    counts = asdict(built)
    for name, told in ROWS.items():
        table.add_row(told, whole(counts[name]))
    console.print(table)
    console.print(
        f"Selesai dalam {built.seconds:.1f} detik, benih {built.seed}. "
        f"Berikutnya: naungan close-month {built.first_month:%Y-%m}"
    )


def _as_object(built: Built) -> dict[str, object]:
    return asdict(built) | {
        "scale": str(built.scale),
        "first_month": f"{built.first_month:%Y-%m}",
        "last_month": f"{built.last_month:%Y-%m}",
        "seconds": round(built.seconds, 3),
    }
