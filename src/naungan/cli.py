"""The `naungan` command: a table of doors, of which only the one asked for is opened."""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from naungan.errors import Refused, WrongUse

if TYPE_CHECKING:
    import typer


@dataclass(frozen=True)
class Door:
    """Where a command lives: a Typer app or one function. `server` doors need the database.

    `more` are sub-commands of an app that live in a room above it.
    """

    module: str
    app: str
    help: str
    server: bool = True
    more: Mapping[str, Door] = field(default_factory=dict)


DOORS = {
    "law": Door(
        "naungan.law.commands",
        "law_app",
        "Hukumnya: jawab, tunjukkan, bandingkan",
        server=False,
        more={"table": Door("naungan.engines.commands", "table", "Tabel masuk, tabel keluar", server=False)},
    ),
    "calculate": Door("naungan.law.commands", "calculate_app", "Hitung iuran satu orang", server=False),
    "access": Door("naungan.access.commands", "app", "Akun dan peran: beri, cabut, lihat"),
    "sandbox": Door("naungan.sandbox.commands", "app", "Kalimantan contoh, dari angka terbitan"),
    "import": Door(
        "naungan.intake.commands",
        "app",
        "Berkas masuk: pekerja, upah, BPU, penanggung, pembayaran",
        more={"payments": Door("naungan.contributions.commands", "payments", "Pembayaran dari bank (CSV)")},
    ),
    "close-month": Door("naungan.operations.commands", "close", "Tutup bulan: tujuh langkah"),
    "bill": Door("naungan.contributions.commands", "bill", "Satu tagihan dengan rinciannya"),
    "statement": Door("naungan.contributions.commands", "show_statement", "Bulan-bulan satu pekerja"),
    "ledger": Door("naungan.contributions.commands", "ledger_app", "Neraca saldo dan pembuktian buku"),
    "coverage": Door("naungan.coverage.commands", "app", "Cakupan: pembilang, penyebut, dasar"),
    "mandates": Door("naungan.mandates.commands", "app", "Mandat daerah: kewajiban, bukti, pengingat"),
    "report": Door("naungan.publications.commands", "app", "Laporan: gubernur, triwulan, cabang, data terbuka"),
    "regions": Door("naungan.coverage.maps.commands", "app", "Wilayah: batas untuk peta"),
    "serve": Door("naungan.site.commands", "serve", "Situs: halaman, API, dan pekerja tugas di sampingnya"),
    "worker": Door("naungan.site.commands", "worker", "Pekerja tugas saja (naungan serve menjalankannya sendiri)"),
    "plan": Door(
        "naungan.sponsorship.plan_command", "plan_money", "Siapa dilindungi dengan uang sekian, dan mengapa"
    ),
    "list": Door("naungan.sponsorship.list_commands", "app", "Daftar calon: masuk, dinilai, menjadi SK"),
    "pension": Door("naungan.pensions.commands", "app", "Pensiun bulanan: jalankan, yang ditahan, bukti masih hidup"),
    "claim": Door("naungan.claims.commands", "app", "Klaim: buka, putus, periksa, hitung lagi putusannya"),
    "disburse": Door("naungan.disbursements.commands", "app", "Pembayaran manfaat: batch, bank, jawabannya"),
    "bench": Door("naungan.bench.commands", "app", "Ukur kecepatan di mesin ini", server=False),
}


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; exit 0 done, 1 refused, 2 wrong use."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        with _uncollected():
            command = _command(given)
        command(args=given, prog_name="naungan")
    except WrongUse as no:
        _say(no, 2)
    except Refused as no:
        _say(no, 1)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector while modules load: what they make stays, and is not gone through again and again."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
        # At the end everything is let go: what a C++ library still holds by then, it prints as leaked.
        atexit.register(gc.unfreeze)


def _command(given: list[str]) -> typer.Typer:
    """The command line with the doors that were asked for opened, the others only named."""
    import typer

    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        help="Naungan: jaminan sosial ketenagakerjaan, dari pasal sampai angka yang terbukti.",
    )
    wanted, inner = [*given, "", ""][:2]
    for name, door in DOORS.items():
        opened = _load(door) if name == wanted else _closed
        if isinstance(opened, typer.Typer):
            for more, below in door.more.items():
                opened.command(more, help=below.help)(_load(below) if more == inner else _closed)
            app.add_typer(opened, name=name, help=door.help)
        else:
            app.command(name, help=door.help)(opened)
    return app


def _closed() -> None:
    """Named in the list of commands; never run."""


def _load(door: Door) -> Any:
    if door.server:
        from naungan.database import prepare

        try:
            prepare()
            import_module("naungan.row_security_sql").bring()
        except ModuleNotFoundError as missing:
            if (missing.name or "naungan").startswith("naungan"):
                raise
            raise WrongUse(
                f"Perintah ini memerlukan basis data ({missing.name} belum terpasang): "
                "pasang dengan pip install 'naungan[server]'."
            ) from missing
    return getattr(import_module(door.module), door.app)


def _say(no: Refused, code: int) -> None:
    print(f"naungan: {no}", file=sys.stderr)
    raise SystemExit(code)


if __name__ == "__main__":
    main()
