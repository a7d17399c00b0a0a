"""The doors `naungan serve` and `naungan worker`."""

from __future__ import annotations

import os
from typing import Annotated

import typer
from rich.console import Console

from naungan.operations.jobs import run_worker
from naungan.sandbox.signins import sandbox_sign_ins
from naungan.site.serve import serve as serve_site


def serve(
    host: Annotated[str, typer.Option(help="Alamat yang didengar")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Pintu")] = 8000,
    workers: Annotated[int, typer.Option(help="Proses web")] = min(4, os.cpu_count() or 2),
    jobs: Annotated[bool, typer.Option("--jobs/--no-jobs", help="Jalankan juga pekerja tugas")] = True,
) -> None:
    """Jalankan situs di atas basis data bawaan, atau DATABASE_URL; Ctrl-C menghentikannya."""
    console = Console()
    console.print(f"Naungan di [bold]http://{host}:{port}/[/bold]  (Ctrl-C untuk berhenti)", highlight=False)
    _tell(console, sandbox_sign_ins())
    serve_site(host, port, workers, jobs=jobs)


def worker() -> None:
    """Kerjakan tugas yang antre (tutup bulan dan lainnya); naungan serve menjalankannya sendiri."""
    run_worker()
