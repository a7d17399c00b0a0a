"""The doors `naungan serve` and `naungan worker`."""

from __future__ import annotations

import os
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from naungan.operations.jobs import run_worker
from naungan.sandbox.signins import SignIn, sandbox_sign_ins
from naungan.site.serve import serve as serve_site


def serve(
    host: Annotated[str, typer.Option(help="Alamat yang didengar")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Pintu")] = 8000,
    workers: Annotated[int, typer.Option(help="Proses web")] = min(4, os.cpu_count() or 2),
    jobs: Annotated[bool, typer.Option("--jobs/--no-jobs", help="Jalankan juga pekerja tugas")] = True,
) -> None:
    """Jalankan situs di atas basis data bawaan, atau DATABASE_URL; Ctrl-C menghentikannya."""
    console = Console()
    _tell(console, f"http://{host}:{port}", sandbox_sign_ins())
    serve_site(host, port, workers, jobs=jobs)


def worker() -> None:
    """Kerjakan tugas yang antre (tutup bulan dan lainnya); naungan serve menjalankannya sendiri."""
    run_worker()


def _tell(console: Console, address: str, sign_ins: list[SignIn]) -> None:
    """Where the site is, and in a sandbox who can sign in to try it."""
    console.print(f"\nNaungan: [bold]{address}/[/bold]   (Ctrl-C untuk berhenti)", highlight=False)
    if not sign_ins:
        console.print("Akun dan peran diberikan dengan: naungan access grant\n", highlight=False)
        return
    staff, participants = [one for one in sign_ins if one.email], [one for one in sign_ins if one.nik]
    table = Table("peran", box=None, title=f"Petugas: {address}/masuk/")
    for heading in ("surel", "kata sandi", "kode kedua"):
        table.add_column(heading, no_wrap=True)
    for one in staff:
        table.add_row(str(one.role.label), one.email, one.password, one.code or "-")
    console.print(table)
    table = Table("peran", "NIK", "lahir", "kontak", box=None, title=f"Peserta: {address}/masuk/peserta/")
    for one in participants:
        table.add_row(str(one.role.label), one.nik, one.born_on, one.contact)
    console.print(table)
    console.print(
        "Sandbox: semua orang ini rekaan. Kode kedua berlaku setengah menit (naungan sandbox signins memberi yang "
        "baru); kode sekali pakai peserta ditulis di sini.\n",
        highlight=False,
    )
