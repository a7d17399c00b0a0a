"""The door `naungan access`: accounts, and the roles they are given."""

from __future__ import annotations

import getpass
from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from naungan.access.grants import Over, account_of, make_account
from naungan.access.grants import grant as give
from naungan.access.grants import grants as in_force
from naungan.access.grants import revoke as take_back
from naungan.access.models import Grant, Role

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.command("account")
def account(
    name: Annotated[str, typer.Option(help="Nama orangnya")],
    email: Annotated[str, typer.Option(help="E-mail untuk masuk")] = "",
    phone: Annotated[str, typer.Option(help="Nomor telepon genggam")] = "",
    password: Annotated[bool, typer.Option(help="Tanyakan kata sandi (petugas dan perusahaan)")] = True,
) -> None:
    """Buat akun. Perannya diberikan dengan naungan access grant."""
    secret = typer.prompt("Kata sandi", hide_input=True, confirmation_prompt=True) if password else None
    made = make_account(name, email, phone, secret)
    typer.echo(f"Akun {made.name} dibuat.")


@app.command("grant")
def grant(
    email: Annotated[str, typer.Argument(help="E-mail akun")],
    role: Annotated[Role, typer.Argument(help="Peran")],
    name: Annotated[str, typer.Option(help="Nama orangnya, bila akunnya belum ada")] = "",
    region: Annotated[str, typer.Option(help="Kode wilayah")] = "",
    payer: Annotated[str, typer.Option(help="Kode pembayar")] = "",
    nik: Annotated[str, typer.Option(help="NIK peserta")] = "",
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Hari pertama tidak berlaku")] = None,
) -> None:
    """Beri akun sebuah peran, mulai hari ini. Akun baru membuat kata sandinya lewat Lupa kata sandi."""
    given = give(account_of(email, name), role, Over(region, payer, nik), _who(), until.date() if until else None)
    typer.echo(f"Peran {given.pk} diberikan: {_words(given)}.")


@app.command("revoke")
def revoke(number: Annotated[int, typer.Argument(help="Nomor peran, dari naungan access list")]) -> None:
    """Cabut sebuah peran, mulai hari ini."""
    ended = take_back(number, _who())
    typer.echo(f"Peran {ended.pk} dicabut: {_words(ended)}.")


@app.command("list")
def show(email: Annotated[str, typer.Option(help="Hanya akun ini")] = "") -> None:
    """Peran yang sedang berlaku."""
    table = Table("nomor", "akun", "e-mail", "peran")
    for one in in_force(email):
        table.add_row(str(one.pk), one.account.name, one.account.email or "", _words(one))
    Console().print(table)


def _words(one: Grant) -> str:
    over = one.region or one.payer or one.person
    return f"{Role(one.role).label}, {over}" if over else str(Role(one.role).label)


def _who() -> str:
    return f"{getpass.getuser()} di baris perintah"
