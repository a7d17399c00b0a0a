"""The `naungan` command: a table of doors, of which only the one asked for is opened."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib import import_module

from naungan.errors import Refused, WrongUse


@dataclass(frozen=True)
class Door:
    """Where a command lives. `server` doors need the database; the law's do not."""

    module: str
    app: str
    help: str
    server: bool = True


DOORS = {
    "law": Door("naungan.law.commands", "law_app", "Hukumnya: jawab, tunjukkan, bandingkan", server=False),
    "calculate": Door("naungan.law.commands", "calculate_app", "Hitung iuran satu orang", server=False),
    "sandbox": Door("naungan.sandbox.commands", "app", "Kalimantan contoh, dari angka terbitan"),
    "import": Door("naungan.intake.commands", "app", "Berkas masuk: pekerja, upah, BPU, penanggung, bayar"),
    "close-month": Door("naungan.operations.commands", "close_app", "Tutup bulan: tujuh langkah"),
    "bill": Door("naungan.contributions.commands", "bill_app", "Satu tagihan dengan rinciannya"),
    "statement": Door("naungan.contributions.commands", "statement_app", "Bulan-bulan satu pekerja"),
    "ledger": Door("naungan.contributions.commands", "ledger_app", "Neraca saldo dan pembuktian buku"),
    "coverage": Door("naungan.coverage.commands", "app", "Cakupan: pembilang, penyebut, dasar"),
    "bench": Door("naungan.bench.commands", "app", "Ukur kecepatan di mesin ini", server=False),
}


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; exit 0 done, 1 refused, 2 wrong use."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        _open(given)
    except WrongUse as no:
        _say(no, 2)
    except Refused as no:
        _say(no, 1)


def _open(given: list[str]) -> None:
    import typer

    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        help="Naungan: jaminan sosial ketenagakerjaan, dari pasal sampai angka yang dapat dipertanggungjawabkan.",
    )
    wanted = given[0] if given else ""
    for name, door in DOORS.items():
        mounted = _load(door) if name == wanted else typer.Typer()
        if name != wanted:
            mounted.callback(invoke_without_command=True)(lambda: None)
        app.add_typer(mounted, name=name, help=door.help)
    app(args=given, prog_name="naungan")


def _load(door: Door) -> typer.Typer:  # type: ignore[name-defined]  # noqa: F821
    if door.server:
        try:
            from naungan.database import prepare
        except ModuleNotFoundError as missing:
            raise WrongUse(
                f"Perintah ini memerlukan basis data ({missing.name} belum terpasang): "
                "pasang dengan pip install 'naungan[server]'."
            ) from missing
        prepare()
    return getattr(import_module(door.module), door.app)


def _say(no: Refused, code: int) -> None:
    print(f"naungan: {no}", file=sys.stderr)
    raise SystemExit(code)


if __name__ == "__main__":
    main()
