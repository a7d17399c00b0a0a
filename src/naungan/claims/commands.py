"""The door `naungan claim`: open, send, verify, decide, check, look at a claim, and compute decisions again."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from typing import Annotated, Any

import typer
from rich.console import Console

from naungan.access.actor import Actor, actor_as, grants_of
from naungan.access.models import Account, Role
from naungan.claims.act import Order
from naungan.claims.decide import check as check_decision
from naungan.claims.decide import checks_left, latest
from naungan.claims.decide import decide as decide_claim
from naungan.claims.entitlement import Recomputed, recompute_many
from naungan.claims.entitlement.show import show_basis
from naungan.claims.errors import NoSuchClaim, WrongMove
from naungan.claims.models import Claim, Decision
from naungan.claims.moves import PARTIES, Party, State
from naungan.claims.open_claim import Claimant, Opening, open_claim
from naungan.claims.payees import PayeeFacts, name_payee
from naungan.claims.submit import submit
from naungan.claims.verify import start_verifying
from naungan.errors import Refused, WrongUse
from naungan.registry.models import Person
from naungan.screen import Column, show
from naungan.wording import day_of, day_words, rupiah, whole

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

As = Annotated[str, typer.Option("--as", help="e-mail petugas yang melakukannya")]
Number = Annotated[str, typer.Argument(help="nomor klaim, misalnya JKM-2022-000001")]
AsJson = Annotated[bool, typer.Option("--json", help="satu objek JSON")]


class DecisionDiffers(Refused):
    """A decision does not come to the same when it is computed again."""


@app.command("open")
def open_(
    kind: Annotated[str, typer.Argument(help="jenis klaim, misalnya jkm atau jht_resign")],
    by: As,
    nik: Annotated[str, typer.Option(help="NIK peserta")],
    event_on: Annotated[str, typer.Option(help="hari kejadian, TTTT-BB-HH")],
    name: Annotated[str, typer.Option(help="nama pemohon; kosong bila peserta sendiri")] = "",
    relation: Annotated[str, typer.Option(help="hubungan pemohon, misalnya spouse")] = "self",
    born_on: Annotated[str, typer.Option(help="tanggal lahir pemohon")] = "",
    facts: Annotated[str, typer.Option(help="jawaban klaim, objek JSON")] = "{}",
) -> None:
    """Buka klaim sebagai konsep."""
    person = Person.objects.filter(nik=nik).first()
    if person is None:
        raise NoSuchClaim(f"NIK {nik} tidak terdaftar.")
    claimant = Claimant(name, relation, day_of(born_on) if born_on else None)
    opening = Opening(kind, person.pk, day_of(event_on), claimant, _object(facts))
    typer.echo(f"Klaim {open_claim(opening, _order(by)).number} dibuka.")


@app.command("payee")
def payee(
    number: Number,
    by: As,
    name: Annotated[str, typer.Option(help="nama penerima")],
    relation: Annotated[str, typer.Option(help="self, spouse, children, parents, employer, facility")],
    bank: Annotated[str, typer.Option(help="kode bank")],
    account: Annotated[str, typer.Option(help="nomor rekening")],
    born_on: Annotated[str, typer.Option(help="tanggal lahir")] = "",
    guardian: Annotated[str, typer.Option(help="wali, bila belum dewasa")] = "",
    holder: Annotated[str, typer.Option(help="pemilik rekening, bila lain dari penerima")] = "",
) -> None:
    """Catat penerima dengan rekeningnya."""
    facts = PayeeFacts(
        name, relation, day_of(born_on) if born_on else None, guardian_name=guardian, bank_code=bank,
        account_number=account, account_name=holder or name,
    )  # fmt: skip
    written = name_payee(_claim(number).pk, _order(by), facts)
    typer.echo(f"{written.name} dicatat sebagai penerima {number}.")


@app.command("send")
def send(number: Number, by: As) -> None:
    """Kirim klaim; sejak itu waktu layanannya berjalan."""
    _say(submit(_claim(number).pk, _order(by)))


@app.command("verify")
def verify(number: Number, by: As) -> None:
    """Mulai memeriksa klaim."""
    _say(start_verifying(_claim(number).pk, _order(by)))


@app.command("decide")
def decide(number: Number, by: As) -> None:
    """Putus klaim menurut hukum hari kejadian; orang lain memeriksanya."""
    made = decide_claim(_claim(number).pk, _order(by))
    words = rupiah(made.total) if made.outcome == "approved" else f"ditolak: {made.fact}"
    typer.echo(f"Putusan {number}: {words}. Menunggu {checks_left(made)} pemeriksa lain.")


@app.command("check")
def check(
    number: Number,
    by: As,
    no: Annotated[str, typer.Option(help="tidak setuju, dengan alasannya")] = "",
) -> None:
    """Setujui putusan orang lain, atau kembalikan."""
    checked = check_decision(_decision(number).pk, _order(by), not no, no)
    left = checks_left(checked)
    typer.echo(f"Putusan {number}: {'final' if checked.final_at else f'menunggu {left} pemeriksa lain'}.")


@app.command("list")
def list_(
    state: Annotated[str, typer.Option(help="keadaan, misalnya submitted; kosong untuk semua")] = "",
    rows: Annotated[int, typer.Option(min=1, max=1000, help="paling banyak sekian")] = 20,
) -> None:
    """Klaim terbaru."""
    if state and state not in State.values:
        raise WrongUse(f"Keadaan {state!r} tidak dikenal: {', '.join(State.values)}.")
    claims = Claim.objects.select_related("person").order_by("-id")
    found = (claims.filter(state=state) if state else claims)[:rows]
    columns = (
        Column("nomor"),
        Column("jenis"),
        Column("kejadian"),
        Column("keadaan"),
        Column("peserta", detail=True),
    )
    lines = [
        (one.number, one.get_kind_display(), day_words(one.event_on), one.get_state_display(), one.person.name)
        for one in found
    ]
    show(Console(), "Klaim", columns, lines)


@app.command("show")
def show_claim(number: Number, as_json: AsJson = False) -> None:
    """Klaim dengan putusan terakhir dan penjelasannya."""
    claim = _claim(number)
    decision = latest(claim)
    if as_json:
        told = {"number": claim.number, "state": claim.state, "basis": decision.basis if decision else None}
        typer.echo(json.dumps(told, ensure_ascii=False, default=str))
        return
    console = Console()
    console.print(f"[bold]{claim.number}[/bold] {claim.get_kind_display()}: {claim.get_state_display()}")
    if decision is None:
        console.print("Belum diputus.")
    else:
        show_basis(console, decision.basis)


@app.command("recompute")
def recompute(
    numbers: Annotated[list[str] | None, typer.Argument(help="nomor klaim; kosong dengan --all")] = None,
    every: Annotated[bool, typer.Option("--all", help="semua putusan, untuk pemeriksa")] = False,
    as_json: AsJson = False,
) -> None:
    """Hitung lagi putusan hanya dari fakta yang dibekukan dan hukum hari kejadian."""
    if bool(numbers) == every:
        raise WrongUse("Sebut nomor klaim, atau --all untuk semua putusan.")
    wanted = Decision.objects.select_related("claim").order_by("id")
    if numbers:
        wanted = wanted.filter(pk__in=[_decision(number).pk for number in numbers])
    counted = _tell(recompute_many(wanted.iterator(chunk_size=500)), every, as_json)
    if counted["different"]:
        raise DecisionDiffers(f"{counted['different']} dari {counted['all']} putusan berbeda bila dihitung lagi.")


def _tell(again: Iterable[Recomputed], every: bool, as_json: bool) -> dict[str, int]:
    """Show each decision computed again; of all of them those that differ, and how many there were."""
    counted, console = {"all": 0, "different": 0}, Console()
    for one in again:
        counted["all"] += 1
        counted["different"] += not one.same
        if as_json:
            typer.echo(json.dumps(_as_object(one), ensure_ascii=False, default=str))
        elif not one.same or not every:
            _show_again(console, one, steps=not every)
    if every and not as_json:
        typer.echo(f"{whole(counted['all'])} putusan dihitung lagi, {whole(counted['different'])} berbeda.")
    return counted


def _as_object(one: Recomputed) -> dict[str, Any]:
    differences = [{"what": d.what, "decided": d.decided, "computed": d.computed} for d in one.differences]
    return {
        "number": one.number, "same": one.same, "differences": differences,
        "law_then": one.law_then, "law_now": one.law_now,
    }  # fmt: skip


def _show_again(console: Console, one: Recomputed, *, steps: bool) -> None:
    if steps:
        show_basis(console, one.entitlement.as_json())
    if one.law_changed:
        console.print(f"Data hukum berubah sejak putusan: versi {one.law_then} menjadi {one.law_now}.")
    for difference in one.differences:
        console.print(f"{difference.what}: diputus {difference.decided}, dihitung lagi {difference.computed}")
    console.print(f"{one.number}: [bold]{'sama' if one.same else 'BERBEDA'}[/bold].")


def _say(claim: Claim) -> None:
    typer.echo(f"Klaim {claim.number}: {claim.get_state_display()}.")


def _claim(number: str) -> Claim:
    found = Claim.objects.filter(number=number.upper()).first()
    if found is None:
        raise NoSuchClaim(f"Tidak ada klaim {number}. Lihat naungan claim list.")
    return found


def _decision(number: str) -> Decision:
    found = latest(_claim(number))
    if found is None:
        raise NoSuchClaim(f"Klaim {number} belum diputus.")
    return found


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError as wrong:
        raise WrongUse(f"--facts terbaca {text!r}: bukan objek JSON ({wrong}).") from wrong
    if not isinstance(found, dict):
        raise WrongUse('--facts berisi objek JSON, misalnya {"family": {"spouse": 1}}.')
    return found


def _order(email: str) -> Order:
    """The officer with that address, in the first of their grants that decides claims."""
    return Order(_actor(email), uuid.uuid4())


def _actor(email: str) -> Actor:
    found = Account.objects.filter(email=email.lower()).first()
    grants = grants_of(found) if found else []
    grant = next((one for one in grants if Party.OFFICER in PARTIES.get(Role(one.role), ())), None)
    if found is None or grant is None:
        raise WrongMove(f"{email} bukan petugas yang memproses klaim. Lihat naungan access list.")
    return actor_as(found, grant)
