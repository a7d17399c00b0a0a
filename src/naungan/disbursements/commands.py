"""The door `naungan disburse`: what is due goes to the bank, and what the bank says comes back."""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone
from rich.console import Console

from naungan.access.actor import Actor, actor_as, grants_of
from naungan.access.models import Account, Role
from naungan.disbursements.act import Order
from naungan.disbursements.check import check as check_batch
from naungan.disbursements.errors import AnswerRefused, BooksDisagree, NothingDue, WrongMove
from naungan.disbursements.funds import covers_of
from naungan.disbursements.gather import gather as gather_due
from naungan.disbursements.listing import names_to_judge, waiting_sums
from naungan.disbursements.models import Batch, OrderFile
from naungan.disbursements.moves import BEFORE, OFFICERS, State
from naungan.disbursements.proof import places, prove
from naungan.disbursements.read_answer import read_answer
from naungan.disbursements.release import release as release_batch
from naungan.disbursements.sources import open_source, source_called
from naungan.registry.models import Region
from naungan.screen import Column, show
from naungan.wording import day_of, rupiah, whole

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

As = Annotated[str, typer.Option("--as", help="e-mail petugas yang melakukannya")]
Number = Annotated[str, typer.Argument(help="nomor batch, BYR-TTTTBBHH-NNNN")]
Json = Annotated[bool, typer.Option("--json", help="satu objek JSON")]


@app.command("account")
def account(
    code: Annotated[str, typer.Argument(help="nama pendek rekening, huruf besar dan angka")],
    bank: Annotated[str, typer.Option(help="kode bank")],
    number: Annotated[str, typer.Option(help="nomor rekening")],
    holder: Annotated[str, typer.Option(help="pemilik rekening")],
    office: Annotated[str, typer.Option(help="nama pemberi perintah di bank")],
    region: Annotated[str, typer.Option(help="kode wilayah; kosong untuk seluruh Indonesia")] = "",
) -> None:
    """Daftarkan rekening pembayar."""
    place = Region.objects.filter(code=region).order_by("-id").first() if region else None
    if region and place is None:
        raise WrongMove(f"Wilayah {region} tidak dikenal.")
    made = open_source(code.upper(), bank, number, holder, office, place.pk if place else None)
    typer.echo(f"Rekening pembayar {made} terdaftar.")


@app.command("gather")
def gather(
    by: As,
    source: Annotated[str, typer.Option(help="rekening pembayar")],
    until: Annotated[str, typer.Option(help="jatuh tempo sampai, TTTT-BB-HH")] = "",
    on: Annotated[str, typer.Option(help="dibayar bank pada, TTTT-BB-HH")] = "",
) -> None:
    """Susun batch dari manfaat yang jatuh tempo dan belum dibayar."""
    today = timezone.localdate()
    batch = gather_due(source_called(source), _day(until, today), _day(on, today), _order(by))
    typer.echo(f"{batch.number}: {whole(batch.lines)} transfer, {rupiah(batch.total)}.")
    unjudged = len(names_to_judge(batch))
    if unjudged:
        typer.echo(f"{whole(unjudged)} nama rekening berbeda dari nama penerima: nilai di situs sebelum diperiksa.")


@app.command("check")
def check(number: Number, by: As) -> None:
    """Nyatakan batch siap: nama, dana dan berkas untuk bank diperiksa."""
    batch = check_batch(_batch(number), _order(by))
    typer.echo(f"{batch.number} siap. Petugas lain melepasnya dengan naungan disburse release.")


@app.command("release")
def release(
    number: Number,
    by: As,
    out: Annotated[Path | None, typer.Option(help="tulis berkas pain.001 ke sini")] = None,
) -> None:
    """Lepas batch ke bank. Batch yang sudah dilepas ditulis ulang, byte demi byte sama."""
    batch, order = _batch(number), _order(by)
    file = OrderFile.objects.filter(batch=batch).first() or release_batch(batch, order)
    place = out or Path(file.name)
    place.write_bytes(bytes(file.content))
    typer.echo(f"{batch.number} dilepas: {place} ({len(bytes(file.content))} byte, SHA-256 {file.sha256}).")


@app.command("answer")
def answer(file: Annotated[Path, typer.Argument(help="camt.053, camt.054, pain.002 atau MT940")], by: As) -> None:
    """Masukkan jawaban bank. Berkas yang sama sekali lagi tidak mengubah apa pun."""
    if not file.is_file():
        raise AnswerRefused(f"Berkas {file} tidak ada.")
    taken = read_answer(file.read_bytes(), file.name, _actor(by))
    if taken.already_seen:
        typer.echo(f"{file.name} sudah pernah masuk; tidak ada yang berubah.")
        return
    typer.echo(
        f"{taken.kind}: {whole(taken.lines)} baris, {whole(taken.new)} baru; {whole(taken.paid)} dibayar, "
        f"{whole(taken.returned)} kembali, {whole(taken.contributions)} iuran; {whole(taken.waiting)} menunggu orang."
    )


BATCHES = (
    Column("batch"),
    Column("keadaan"),
    Column("dibayar pada", detail=True),
    Column("transfer", number=True),
    Column("jumlah", number=True),
    Column("dana cukup", detail=True),
)
PROOFS = (Column("pembuktian"), Column("satu sisi", number=True), Column("sisi lain", number=True), Column("sama"))


@app.command("status")
def status(as_json: Json = False) -> None:
    """Di mana semua uang, dan apakah buku besar sama dengan transfernya."""
    now, proofs, waiting = places(), prove(), waiting_sums()
    recent = list(Batch.objects.order_by("-id")[:10])
    if as_json:
        told = {
            "places": asdict(now),
            "waiting": asdict(waiting),
            "proofs": [asdict(one) | {"holds": one.holds} for one in proofs],
            "batches": [{"number": one.number, "state": one.state, "total": one.total} for one in recent],
        }
        typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        console = Console()
        show(console, "Batch terbaru", BATCHES, [_row(one) for one in recent])
        console.print(
            f"Diputus {rupiah(now.decided)} = dibayar {rupiah(now.paid)} + dikirim {rupiah(now.sent)} "
            f"+ terutang {rupiah(now.owed)} + kembali {rupiah(now.returned)}."
        )
        console.print(f"{whole(waiting.lines)} mutasi bank menunggu keputusan.")
        rows = [(one.what, whole(one.one), whole(one.other), "ya" if one.holds else "TIDAK") for one in proofs]
        show(console, "Pembuktian", PROOFS, rows)
    wrong = [one.what for one in proofs if not one.holds]
    if wrong:
        raise BooksDisagree(f"Buku besar dan transfer berbeda: {'; '.join(wrong)}.")


def _row(one: Batch) -> tuple[str, ...]:
    covered = ("ya" if covers_of(one).enough else "TIDAK") if one.state in BEFORE else ""
    state = str(State(one.state).label)
    return (one.number, state, f"{one.execute_on}", whole(one.lines), rupiah(one.total), covered)


def _day(text: str, today: date) -> date:
    return day_of(text) if text else today


def _batch(number: str) -> Batch:
    found = Batch.objects.filter(number=number).first()
    if found is None:
        raise NothingDue(f"Batch {number} tidak ada. Lihat naungan disburse status.")
    return found


def _order(email: str) -> Order:
    return Order(_actor(email), uuid.uuid4())


def _actor(email: str) -> Actor:
    """The officer with that address, in the first of their grants that may disburse."""
    found = Account.objects.filter(email=email.lower()).first()
    grant = next((one for one in grants_of(found) if Role(one.role) in OFFICERS), None) if found else None
    if found is None or grant is None:
        raise WrongMove(f"{email} bukan petugas yang boleh membayar manfaat. Lihat naungan access list.")
    return actor_as(found, grant)
