"""The door `naungan report`: the governor's two pages, the quarter's pack, the branch's month, open data."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from naungan.coverage.reading import read_day
from naungan.errors import WrongUse
from naungan.publications.build import publish
from naungan.publications.models import Kind
from naungan.registry.region_facts import KALIMANTAN

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
AsOf = Annotated[str, typer.Option(help="Per tanggal, TTTT-BB-HH; tanpa ini: tutup bulan terakhir")]
Out = Annotated[Path, typer.Option(help="Berkas, atau folder bila berkasnya beberapa")]
Region = Annotated[str, typer.Option(help="Kode wilayah: KAL, 64, 64.72")]


@app.command("governor")
def governor(province: Annotated[str, typer.Option(help="Kode provinsi: 64")], out: Out, as_of: AsOf = "") -> None:
    """Dua halaman untuk gubernur (PDF), setiap angka dengan sumbernya."""
    _write(Kind.GOVERNOR, province, as_of, out)


@app.command("quarter")
def quarter(region: Region, out: Out, as_of: AsOf = "") -> None:
    """Laporan triwulan untuk Kemendagri (XLSX)."""
    _write(Kind.QUARTER, region, as_of, out)


@app.command("branch")
def branch(region: Region, out: Out, as_of: AsOf = "") -> None:
    """Lembar bulanan cabang (XLSX dan PDF), ke dalam folder."""
    _write(Kind.BRANCH, region, as_of, out)


@app.command("open-data")
def open_data(out: Out, as_of: AsOf = "") -> None:
    """Data terbuka (CSV dengan metadata), angka kecil disembunyikan, ke dalam folder."""
    _write(Kind.OPEN_DATA, KALIMANTAN, as_of, out)


def _write(kind: Kind, region: str, as_of: str, out: Path) -> None:
    """Keep the report, and write its files where they were asked for; nothing half-written."""
    day: date | None = read_day(as_of) if as_of else None
    made = publish(kind, region, day)
    files = list(made.files.order_by("id"))
    single = len(files) == 1 and not out.is_dir()
    folder = out.parent if single else out
    if not folder.is_dir():
        if single or out.exists():
            raise WrongUse(f"Folder {folder} tidak ada. Buat dahulu, atau pilih tempat lain.")
        folder.mkdir(parents=True)
    for file in files:
        target = out if single else out / file.name
        unfinished = target.with_name(f".{target.name}.tmp")
        unfinished.write_bytes(bytes(file.content))
        unfinished.replace(target)
        print(f"{target}: {made.title}, nomor {made.reference}")
