"""Doors of contributions: one bill, one worker's statement, the ledger's proof."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from naungan.contributions.bill_view import BillCharge, BillLine, BillView, view_bill
from naungan.contributions.models import Standing
from naungan.contributions.payments import import_payments
from naungan.contributions.proof import prove
from naungan.contributions.statement import Statement, StatementMonth, statement
from naungan.errors import Refused
from naungan.ledger.balance import trial_balance
from naungan.registry.models import Segment
from naungan.registry.nik import mask
from naungan.screen import Column, show
from naungan.wording import day_of, day_words, month_of_text, month_words, rupiah, whole

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


BILL_COLUMNS = (
    Column("nama"),
    Column("untuk"),
    Column("upah", number=True),
    Column("JKK", number=True, detail=True),
    Column("JKM", number=True, detail=True),
    Column("JHT", number=True, detail=True),
    Column("JP", number=True, detail=True),
    Column("jumlah", number=True),
)


def _show_bill(console: Console, view: BillView) -> None:
    title = f"Tagihan {view.payer_code} {view.payer}, {month_words(view.month)}"
    total = ("Jumlah", "", "", *(whole(n) for n in (view.jkk, view.jkm, view.jht, view.jp, view.total)))
    lines = [_bill_line(line) for line in view.lines] + [_charge_line(charge) for charge in view.charges]
    show(console, title, BILL_COLUMNS, lines, total)
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


def _bill_line(line: BillLine) -> tuple[str, ...]:
    jht, jp = line.jht_employer + line.jht_employee, line.jp_employer + line.jp_employee
    amounts = (line.wage, line.jkk, line.jkm, jht, jp, line.total)
    return (line.name, f"{line.for_month:%Y-%m}", *(whole(amount) for amount in amounts))


def _charge_line(charge: BillCharge) -> tuple[str, ...]:
    amounts = (charge.jkk, charge.jkm, 0, charge.jp, charge.jkk + charge.jkm + charge.jp + charge.penalty)
    return (f"{CHARGES[charge.kind]}{charge.sequence}", "", "", *(whole(amount) for amount in amounts))


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


STATEMENT_COLUMNS = (
    Column("bulan"),
    Column("dibayar oleh"),
    Column("upah", number=True),
    Column("JKK", number=True, detail=True),
    Column("JKM", number=True, detail=True),
    Column("JHT", number=True, detail=True),
    Column("JP", number=True, detail=True),
    Column("iuran", number=True),
    Column("kedudukan"),
)


def _show_statement(console: Console, found: Statement) -> None:
    title = f"{found.name}  NIK {mask(found.nik)}  KPJ {', '.join(found.kpj) or '-'}"
    show(console, title, STATEMENT_COLUMNS, [_statement_line(one) for one in found.months])
    console.print(f"Saldo iuran JHT yang sudah dibukukan: [bold]{rupiah(found.savings)}[/bold]")


def _statement_line(one: StatementMonth) -> tuple[str, ...]:
    payer = f"{one.payer_code} {one.payer} ({Segment(one.segment).name})"
    amounts = (one.wage, one.jkk, one.jkm, one.jht, one.jp, one.total)
    shown = ("" if amount is None else whole(amount) for amount in amounts)
    return (f"{one.month:%Y-%m}", payer, *shown, _standing_words(one.standing, one.paid))


def _standing_words(standing: int | None, paid: bool) -> str:
    where = STANDINGS.get(standing, "-") if standing is not None else "-"
    return f"{where}, {'lunas' if paid else 'belum lunas'}"


PROOF_COLUMNS = (
    Column("akun"),
    Column("isi"),
    Column("buku besar", number=True),
    Column("buku pembantu", number=True),
    Column("selisih", number=True),
)
BALANCE_COLUMNS = (
    Column("akun"),
    Column("nama"),
    Column("dana", detail=True),
    Column("debit", number=True),
    Column("kredit", number=True),
    Column("saldo", number=True),
)


@ledger_app.command("check")
def check(as_json: JSON = False) -> None:
    """Buktikan bahwa buku pembantu sama dengan buku besar, sampai rupiah."""
    proofs = prove()
    if as_json:
        typer.echo(json.dumps([asdict(one) | {"holds": one.holds} for one in proofs], ensure_ascii=False))
    else:
        rows = [
            (one.account, one.what, whole(one.ledger), whole(one.sub_ledger), whole(one.ledger - one.sub_ledger))
            for one in proofs
        ]
        show(Console(), "Pembuktian buku", PROOF_COLUMNS, rows)
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
    lines = [(row.code, row.name, row.fund, whole(row.debit), whole(row.credit), whole(row.balance)) for row in rows]
    debit, credit = sum(row.debit for row in rows), sum(row.credit for row in rows)
    total = ("", "Jumlah", "", whole(debit), whole(credit), whole(debit - credit))
    show(Console(), "Neraca saldo", BALANCE_COLUMNS, lines, total)


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
