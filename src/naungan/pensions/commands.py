"""Doors of the monthly pension: run a month, list who is withheld, show one, record a proof of life."""

from __future__ import annotations

import json
import uuid
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from naungan.access.actor import Actor
from naungan.access.models import Account, Role
from naungan.claims.act import Order
from naungan.errors import WrongUse
from naungan.pensions.listing import award_months, find_award, withheld_awards
from naungan.pensions.opening import open_awards
from naungan.pensions.proof import HOW, prove_life
from naungan.pensions.run import Paid, PartDone, pay_month
from naungan.screen import Column, show
from naungan.wording import day_of, day_words, month_of_text, month_words, rupiah, whole

app = typer.Typer(no_args_is_help=True)
JSON = Annotated[bool, typer.Option("--json", help="satu objek JSON")]


@app.command("run")
def run(
    month: Annotated[str, typer.Argument(help="bulan pensiun, TTTT-BB")],
    pay_on: Annotated[str | None, typer.Option(help="hari uangnya dibayarkan; biasanya akhir bulan")] = None,
    as_json: JSON = False,
) -> None:
    """Jalankan pensiun satu bulan; dijalankan lagi, tidak ada yang berubah."""
    console = Console(stderr=as_json)
    opened = open_awards()
    with Progress(console=console, transient=True) as progress:
        bar = progress.add_task("pensiun", total=None)

        def tell(done: PartDone) -> None:
            progress.update(bar, description=f"{whole(done.lines)} baris", advance=1)

        paid = pay_month(month_of_text(month), day_of(pay_on) if pay_on else None, tell)
    for decision, why in opened.left:
        console.print(f"[yellow]Klaim {decision.claim.number}[/yellow]: {why}")
    if as_json:
        typer.echo(json.dumps(_as_object(paid, len(opened.awards)), ensure_ascii=False))
    else:
        _show(console, paid, len(opened.awards))


@app.command("list")
def withheld(as_json: JSON = False, most: Annotated[int, typer.Option(min=1, max=10_000)] = 50) -> None:
    """Pensiun yang bulannya ditahan, yang terlama lebih dahulu."""
    rows = withheld_awards()[:most]
    if as_json:
        typer.echo(json.dumps([row.as_object() for row in rows], ensure_ascii=False))
        return
    columns = (
        Column("nomor", number=True), Column("penerima"), Column("sejak"), Column("bulan", number=True),
        Column("rupiah", number=True), Column("sebab"),
    )  # fmt: skip
    lines = [
        (str(row.award_id), row.payee, f"{row.since:%Y-%m}", whole(row.months), whole(row.amount), row.why_words)
        for row in rows
    ]
    show(Console(), "Pensiun yang ditahan", columns, lines)


@app.command("show")
def one(number: Annotated[int, typer.Argument(help="nomor pensiun")], as_json: JSON = False) -> None:
    """Satu pensiun dengan bulan-bulannya."""
    award = find_award(number)
    months = award_months(award)
    if as_json:
        typer.echo(json.dumps([month.as_object() for month in months], ensure_ascii=False))
        return
    columns = (Column("bulan"), Column("rupiah", number=True), Column("keadaan"), Column("jatuh tempo", detail=True))
    lines = [
        (f"{m.month:%Y-%m}", whole(m.amount), m.words, f"{m.due_on:%Y-%m-%d}" if m.due_on else "") for m in months
    ]
    title = f"{award.get_kind_display()} nomor {award.pk}: {award.payee.name}, {award.get_state_display().lower()}"
    show(Console(), title, columns, lines)
    typer.echo(f"Bukti masih hidup berlaku sampai {day_words(award.alive_until)}.")


@app.command("proof")
def proof(
    number: Annotated[int, typer.Argument(help="nomor pensiun")],
    on: Annotated[str, typer.Option(help="hari penerima terlihat, TTTT-BB-HH")],
    by: Annotated[str, typer.Option(help="alamat surel petugas yang mencatat")],
    how: Annotated[str, typer.Option(help=", ".join(HOW))] = "branch",
) -> None:
    """Catat bukti masih hidup."""
    award = prove_life(number, day_of(on), how, Order(_officer(by), uuid.uuid4()))
    typer.echo(f"Tercatat. Berlaku sampai {day_words(award.alive_until)}.")


def _officer(email: str) -> Actor:
    """The officer of an address. Raises WrongUse."""
    account = Account.objects.filter(email=email.lower(), is_active=True).first()
    roles = (Role.BRANCH, Role.REGION, Role.HEAD_OFFICE)
    grant = account.grants.filter(role__in=roles, during__endswith=None).first() if account else None
    if account is None or grant is None:
        raise WrongUse(f"{email} bukan petugas. Periksa alamatnya: naungan access list")
    return Actor(account.pk, account.name, Role(grant.role), grant.region_id, None, None, grant.pk)


def _show(console: Console, paid: Paid, opened: int) -> None:
    if paid.already_done:
        console.print("Bulan ini sudah dijalankan sebelumnya; tidak ada yang berubah.")
    console.print(f"Pensiun [bold]{month_words(paid.run.month)}[/bold], jatuh tempo {day_words(paid.run.pay_on)}")
    console.print(f"{whole(opened)} pensiun baru dibuka dari putusan.")
    console.print(
        f"{whole(paid.lines)} bulan-orang: {whole(paid.lines - paid.withheld)} dibayar, "
        f"{whole(paid.withheld)} ditahan ({rupiah(paid.withheld_amount)}), "
        f"{whole(paid.released)} dilepas dari bulan sebelumnya."
    )
    console.print(f"[bold]{rupiah(paid.amount)}[/bold] menjadi utang manfaat JP ({paid.seconds:.1f} detik).")


def _as_object(paid: Paid, opened: int) -> dict[str, object]:
    return {
        "month": f"{paid.run.month:%Y-%m}",
        "pay_on": f"{paid.run.pay_on}",
        "opened": opened,
        "lines": paid.lines,
        "withheld": paid.withheld,
        "withheld_amount": paid.withheld_amount,
        "released": paid.released,
        "amount": paid.amount,
        "already_done": paid.already_done,
        "seconds": round(paid.seconds, 3),
    }
