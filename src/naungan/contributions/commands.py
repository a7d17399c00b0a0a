"""Doors of contributions: one bill, one worker's statement, the ledger's proof."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from naungan.contributions.bill_view import BillView, view_bill
from naungan.contributions.models import Standing
from naungan.contributions.payments import import_payments
from naungan.contributions.proof import prove
from naungan.contributions.statement import Statement, statement
from naungan.errors import Refused
from naungan.ledger.balance import trial_balance
from naungan.registry.models import Segment
from naungan.wording import day_of, day_words, masked_nik, month_of_text, month_words, rupiah, whole

ledger_app = typer.Typer(no_args_is_help=True)

STANDINGS = dict(Standing._meta.get_field("standing").choices or ())
CHARGES = {
    "stage": "Termin proyek ke-",
    "penalty": "Denda, bulan terlambat ke-",
    "deferral": "Angsuran JP ke-",
}
JSON = Annotated[bool, typer.Option("--json", help="satu objek JSON")]


class BooksDisagree(Refused):
    """The ledger and a sub-ledger differ."""


def bill(
    npp: Annotated[str, typer.Option(help="NPP (atau NPP-divisi), kode penanggung atau proyek")],
    month: Annotated[str, typer.Option(help="bulan iuran, TTTT-BB")],
    as_json: JSON = False,
) -> None:
    """Satu tagihan dengan rinciannya."""
    view = view_bill(npp, month_of_text(month))
    if as_json:
        typer.echo(json.dumps(asdict(view), default=str, ensure_ascii=False))
    else:
        _show_bill(Console(), view)


def _show_bill(console: Console, view: BillView) -> None:
    table = Table(title=f"Tagihan {view.payer_code} {view.payer}, {month_words(view.month)}", title_justify="left")
    for name in ("nama", "untuk", "upah", "JKK", "JKM", "JHT", "JP", "jumlah"):
        table.add_column(name, justify="left" if name in ("nama", "untuk") else "right")
    for line in view.lines:
        table.add_row(
            line.name, f"{line.for_month:%Y-%m}", whole(line.wage), whole(line.jkk), whole(line.jkm),
            whole(line.jht_employer + line.jht_employee), whole(line.jp_employer + line.jp_employee),
            whole(line.total),
        )  # fmt: skip
    for charge in view.charges:
        amount = charge.jkk + charge.jkm + charge.jp + charge.penalty
        table.add_row(
            f"{CHARGES[charge.kind]}{charge.sequence}", "", "", whole(charge.jkk), whole(charge.jkm), "",
            whole(charge.jp), whole(amount),
        )  # fmt: skip
    table.add_section()
    table.add_row("Jumlah", "", "", *(whole(n) for n in (view.jkk, view.jkm, view.jht, view.jp, view.total)))
    console.print(table)
    for label, amount in (
        ("Denda", view.penalty), ("JP ditunda", view.jp_deferred), ("Kredit dipakai", view.credit_used),
        ("Kredit untuk bulan berikut", view.credit_forward),
    ):  # fmt: skip
        if amount:
            console.print(f"{label}: {rupiah(amount)}")
    console.print(
        f"[bold]{rupiah(view.total)}[/bold], jatuh tempo {day_words(view.due_on)}, "
        f"kode bayar [bold]{view.payment_code}[/bold]"
    )
    console.print(_payment_sentence(view))


def _payment_sentence(view: BillView) -> str:
    if view.settled_on and view.settled_by_payment:
        return f"Lunas pada {day_words(view.settled_on)}."
    if view.settled_on:
        return "Dibatalkan: kepesertaan berhenti, bulan lama tidak ditagih lagi."
    if view.allocated:
        return f"Diterima {rupiah(view.allocated)}, kurang {rupiah(view.total - view.allocated)}."
    return "Belum ada pembayaran."


def show_statement(nik: Annotated[str, typer.Option(help="NIK, 16 angka")], as_json: JSON = False) -> None:
    """Bulan-bulan satu pekerja: siapa membayar, sudah lunas atau belum, dan saldo JHT."""
    found = statement(nik)
    if as_json:
        typer.echo(json.dumps(asdict(found), default=str, ensure_ascii=False))
    else:
        _show_statement(Console(), found)


def _show_statement(console: Console, found: Statement) -> None:
    title = f"{found.name}  NIK {masked_nik(found.nik)}  KPJ {', '.join(found.kpj) or '-'}"
    table = Table(title=title, title_justify="left")
    for name in ("bulan", "dibayar oleh", "segmen", "upah", "JKK", "JKM", "JHT", "JP", "iuran", "kedudukan"):
        table.add_column(name, justify="right" if name in ("upah", "JKK", "JKM", "JHT", "JP", "iuran") else "left")
    for one in found.months:
        amounts = (one.wage, one.jkk, one.jkm, one.jht, one.jp, one.total)
        table.add_row(
            f"{one.month:%Y-%m}", f"{one.payer_code} {one.payer}", Segment(one.segment).name,
            *("" if amount is None else whole(amount) for amount in amounts), _standing_words(one.standing, one.paid),
        )  # fmt: skip
    console.print(table)
    console.print(f"Saldo iuran JHT yang sudah dibukukan: [bold]{rupiah(found.savings)}[/bold]")


def _standing_words(standing: int | None, paid: bool) -> str:
    where = STANDINGS.get(standing, "-") if standing is not None else "-"
    return f"{where}, {'lunas' if paid else 'belum lunas'}"


@ledger_app.command("check")
def check(as_json: JSON = False) -> None:
    """Buktikan bahwa buku pembantu sama dengan buku besar, sampai rupiah."""
    proofs = prove()
    if as_json:
        typer.echo(json.dumps([asdict(one) | {"holds": one.holds} for one in proofs], ensure_ascii=False))
    else:
        table = Table(title="Pembuktian buku", title_justify="left")
        for name in ("akun", "isi", "buku besar", "buku pembantu", "selisih"):
            table.add_column(name, justify="left" if name in ("akun", "isi") else "right")
        for one in proofs:
            difference = one.ledger - one.sub_ledger
            table.add_row(one.account, one.what, whole(one.ledger), whole(one.sub_ledger), whole(difference))
        Console().print(table)
    wrong = [one.what for one in proofs if not one.holds]
    if wrong:
        raise BooksDisagree(f"Buku besar dan buku pembantu berbeda: {'; '.join(wrong)}.")


@ledger_app.command("trial-balance")
def balance(
    until: Annotated[str, typer.Option(help="sampai bulan dari tanggal ini, TTTT-BB-HH")] = "9999-12-31",
    as_json: JSON = False,
) -> None:
    """Neraca saldo."""
    rows = trial_balance(day_of(until))
    if as_json:
        typer.echo(json.dumps([asdict(row) | {"balance": row.balance} for row in rows], ensure_ascii=False))
        return
    table = Table(title="Neraca saldo", title_justify="left")
    for name in ("akun", "nama", "dana", "debit", "kredit", "saldo"):
        table.add_column(name, justify="left" if name in ("akun", "nama", "dana") else "right")
    for row in rows:
        table.add_row(row.code, row.name, row.fund, whole(row.debit), whole(row.credit), whole(row.balance))
    table.add_section()
    debit, credit = sum(row.debit for row in rows), sum(row.credit for row in rows)
    table.add_row("", "Jumlah", "", whole(debit), whole(credit), whole(debit - credit))
    Console().print(table)


def payments(
    file: Annotated[Path, typer.Argument(help="CSV: kode_bayar, jumlah, tanggal_bayar, referensi_bank")],
) -> None:
    """Masukkan pembayaran dari bank; referensi yang sudah ada dilewati."""
    came = import_payments(file)
    console = Console()
    console.print(f"{whole(came.lines)} baris, {whole(came.stored)} pembayaran baru: {rupiah(came.amount)}.")
    if came.seen_before:
        console.print(f"{whole(came.seen_before)} sudah pernah masuk dan dilewati.")
    if came.without_payer:
        console.print(
            f"{whole(came.without_payer)} pembayaran ({rupiah(came.amount_without_payer)}) tanpa pembayar "
            "yang dikenal: menunggu di titipan."
        )
