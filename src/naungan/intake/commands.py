"""Doors of intake: wage files, new workers, self-payers, sponsored people, and empty files to fill in."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from naungan.errors import WrongUse
from naungan.intake.bpu import import_bpu
from naungan.intake.layouts import LAYOUTS
from naungan.intake.models import UploadKind
from naungan.intake.outcome import CodeCount, ImportOutcome
from naungan.intake.sponsored import import_sponsored
from naungan.intake.template import write_template
from naungan.intake.wages import import_wages
from naungan.intake.workers import import_workers
from naungan.screen import Column, show
from naungan.wording import month_of_text, month_words, whole

app = typer.Typer(no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="berkas .xlsx atau .csv", show_default=False)]
Employer = Annotated[str, typer.Option("--employer", "--npp", help="NPP, atau NPP-divisi")]
Month = Annotated[str, typer.Option(help="bulan lapor, TTTT-BB")]
Result = Annotated[Path | None, typer.Option(help="tulis berkas hasil di sini (.xlsx atau .csv)")]
Confirmed = Annotated[bool, typer.Option("--confirmed", help="baris yang menunggu konfirmasi sudah benar")]
HoldSoft = Annotated[
    bool, typer.Option("--hold-soft", help="baris yang perlu dikonfirmasi menunggu, tidak langsung masuk")
]
Encoding = Annotated[str | None, typer.Option(help="utf-8 (bawaan) atau windows-1252, untuk CSV")]
AsJson = Annotated[bool, typer.Option("--json", help="satu objek JSON")]


@app.command("wages")
def wages(
    file: File,
    employer: Employer,
    month: Month,
    result: Result = None,
    confirmed: Confirmed = False,
    hold_soft: HoldSoft = False,
    encoding: Encoding = None,
    as_json: AsJson = False,
) -> None:
    """Upah sebulan satu pemberi kerja."""
    outcome = import_wages(
        file,
        employer=employer,
        month=month_of_text(month),
        result=result,
        confirmed=confirmed,
        hold_soft=hold_soft,
        encoding=encoding,
    )
    show_outcome(outcome, as_json)


@app.command("workers")
def workers(
    file: File,
    employer: Employer,
    month: Month,
    result: Result = None,
    confirmed: Confirmed = False,
    hold_soft: HoldSoft = False,
    encoding: Encoding = None,
    as_json: AsJson = False,
) -> None:
    """Tenaga kerja baru satu pemberi kerja (33 kolom)."""
    outcome = import_workers(
        file,
        employer=employer,
        month=month_of_text(month),
        result=result,
        confirmed=confirmed,
        hold_soft=hold_soft,
        encoding=encoding,
    )
    show_outcome(outcome, as_json)


@app.command("bpu")
def bpu(
    file: File,
    month: Month,
    result: Result = None,
    confirmed: Confirmed = False,
    hold_soft: HoldSoft = False,
    encoding: Encoding = None,
    as_json: AsJson = False,
) -> None:
    """Peserta mandiri (BPU)."""
    outcome = import_bpu(
        file,
        month=month_of_text(month),
        result=result,
        confirmed=confirmed,
        hold_soft=hold_soft,
        encoding=encoding,
    )
    show_outcome(outcome, as_json)


@app.command("sponsored")
def sponsored(
    file: File,
    sponsor: Annotated[str, typer.Option(help="kode penanggung, misalnya PEMDA-64.02")],
    month: Month,
    result: Result = None,
    confirmed: Confirmed = False,
    hold_soft: HoldSoft = False,
    encoding: Encoding = None,
    as_json: AsJson = False,
) -> None:
    """Daftar pekerja yang dibayari satu penanggung."""
    outcome = import_sponsored(
        file,
        sponsor=sponsor,
        month=month_of_text(month),
        result=result,
        confirmed=confirmed,
        hold_soft=hold_soft,
        encoding=encoding,
    )
    show_outcome(outcome, as_json)


@app.command("template")
def template(
    kind: Annotated[str, typer.Argument(help="wages, workers, bpu, atau sponsored")],
    out: Annotated[Path, typer.Argument(help="berkas .xlsx yang ditulis")],
) -> None:
    """Berkas kosong untuk diisi, dengan petunjuk dan pilihan."""
    kinds = {one.value: one for one in LAYOUTS}
    if kind not in kinds:
        raise WrongUse(f"Jenis {kind!r} tidak dikenal. Pilih {', '.join(kinds)}.")
    if out.suffix.lower() != ".xlsx":
        raise WrongUse(f"Contoh ditulis sebagai .xlsx; terbaca {out.name}.")
    write_template(UploadKind(kind), out)
    Console().print(f"{out} ditulis. Isi lembar Data mulai baris 2; lembar Petunjuk menjelaskan tiap kolom.")


def show_outcome(outcome: ImportOutcome, as_json: bool) -> None:
    """Say what an import brought: both counts, what was found, and what to do next."""
    if as_json:
        typer.echo(json.dumps(asdict(outcome), default=str, ensure_ascii=False))
        return
    # What people wrote is shown as they wrote it: brackets in a name are no markup.
    console = Console(markup=False)
    whose = f" dari {outcome.payer}" if outcome.payer else ""
    console.print(f"{LAYOUTS[UploadKind(outcome.kind)].name.capitalize()}{whose}, {month_words(outcome.month)}")
    if outcome.already_seen:
        console.print("Berkas ini sudah pernah diunggah; tidak ada yang berubah. Hasilnya waktu itu:")
    waiting = f" ({whole(outcome.waiting)} menunggu)" if outcome.waiting else ""
    console.print(
        f"{whole(outcome.rows - outcome.hard - outcome.waiting)} dari {whole(outcome.rows)} baris diterima. "
        f"{whole(outcome.hard)} baris ditolak, {whole(outcome.soft)} perlu dikonfirmasi{waiting}."
    )
    if outcome.findings:
        columns = (Column("kode"), Column("tingkat"), Column("baris", number=True), Column("yang pertama"))
        show(console, "Temuan", columns, [_line(one) for one in outcome.findings])
    for sentence in next_steps(outcome):
        console.print(sentence)


def _line(one: CodeCount) -> tuple[str, str, str, str]:
    where = f"baris {one.first_row}: " if one.first_row else ""
    level = "ditolak" if one.level == "hard" else "konfirmasi"
    return one.code, level, whole(one.count), where + one.example


def next_steps(outcome: ImportOutcome) -> list[str]:
    """What to do next, in the order in which it matters."""
    steps = []
    if outcome.adjusts is not None:
        steps.append(
            f"Bulan {month_words(outcome.month)} sudah ditutup: perubahannya menjadi penyesuaian "
            f"pada tagihan {month_words(outcome.adjusts)}."
        )
    if outcome.result is not None:
        steps.append(f"Hasil tiap baris: {outcome.result}")
    if outcome.hard:
        where = "di berkas hasil" if outcome.result else "(minta berkasnya dengan --result HASIL.xlsx)"
        steps.append(
            f"Perbaiki baris DITOLAK {where}, lalu unggah lagi; baris yang sudah diterima tidak dihitung dua kali."
        )
    if outcome.waiting:
        steps.append("Bila baris yang menunggu sudah benar, unggah berkas yang sama dengan --confirmed.")
    return steps
