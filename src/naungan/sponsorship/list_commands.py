"""The door `naungan list`: a candidate list comes in, is judged, and becomes a decree with its papers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from naungan.screen import Column, show
from naungan.sponsorship.decree import make_decree
from naungan.sponsorship.enrol import enrol
from naungan.sponsorship.errors import NoSuchThing
from naungan.sponsorship.find import listing, scheme, sponsor
from naungan.sponsorship.lists.judge import Judged, judge_list
from naungan.sponsorship.lists.reasons import NAMES, TABLE, Weight, words_of
from naungan.sponsorship.lists.receive import receive_list
from naungan.sponsorship.models import Candidate, Verdict
from naungan.sponsorship.open_scheme import open_scheme, set_quota
from naungan.sponsorship.papers import audit_pack, decree_pdf, decree_xlsx, rejected_xlsx
from naungan.wording import day_of, month_of_text, whole

app = typer.Typer(no_args_is_help=True)
Sponsor = Annotated[str, typer.Option("--sponsor", help="kode penanggung, misalnya PEMDA-64.09")]
SchemeName = Annotated[str, typer.Option("--scheme", help="nama skema")]
AsJson = Annotated[bool, typer.Option("--json", help="satu objek JSON")]
WEIGHTS = {Weight.REJECTS: "ditolak", Weight.ASKS: "dilihat orang", Weight.TELLS: "catatan"}


@app.command("import")
def import_list(
    file: Annotated[Path, typer.Argument(help="XLSX atau CSV seperti yang ada di pemda")],
    code: Sponsor,
    name: SchemeName,
    source: Annotated[str, typer.Option(help="siapa pemilik datanya: DTSEN, Dinsos, desa ...")],
    given_by: Annotated[str, typer.Option("--given-by", help="siapa yang menyerahkan")],
    first: Annotated[str, typer.Option("--from", help="bulan pertama skema, TTTT-BB")],
    months: Annotated[int, typer.Option(help="panjang skema, bulan")] = 12,
    highest_decile: Annotated[int | None, typer.Option("--decile", help="sampai desil berapa")] = None,
    occupation: Annotated[list[str] | None, typer.Option(help="hanya pekerjaan ini; boleh diulang")] = None,
    quota: Annotated[list[str] | None, typer.Option(help="kuota: 64.09=500; boleh diulang")] = None,
) -> None:
    """Masukkan satu daftar calon; skemanya dibuka bila belum ada."""
    payer = sponsor(code)
    opened = open_scheme(
        payer, name=name, first_month=month_of_text(first), months=months, highest_decile=highest_decile,
        occupations=occupation or (),
    )  # fmt: skip
    for one in quota or ():
        district, _, people = one.partition("=")
        if not people.isdigit():
            raise NoSuchThing(f"Kuota terbaca {one!r}. Tulis kode=orang, contoh 64.09=500.")
        set_quota(opened, district, int(people))
    received = receive_list(file, opened, source=source, given_by=given_by)
    came, console = received.listing, Console()
    if received.again:
        console.print(f"Berkas ini sudah masuk sebagai daftar {came.pk}; tidak ada yang berubah.")
    console.print(f"Daftar {came.pk}: {came.name}, {whole(came.rows)} baris, judul di baris {came.header_row}.")
    console.print(f"SHA-256 {came.sha256}", highlight=False)
    read = ", ".join(f"{heading} → {field}" for heading, field in came.columns.items())
    console.print(f"Kolom yang dibaca: {read}", highlight=False)
    if came.ignored:
        console.print(f"Tidak diambil: {', '.join(came.ignored)}", highlight=False)
    console.print(f"Berikutnya: naungan list judge {came.pk}", highlight=False)


@app.command("judge")
def judge(
    number: Annotated[int, typer.Argument(help="nomor daftar")],
    examples: Annotated[int, typer.Option(help="berapa baris per putusan yang ditunjukkan")] = 5,
    as_json: AsJson = False,
) -> None:
    """Nilai tiap baris: NIK, umur, desil, pekerjaan, dan dicocokkan dengan registri dan daftar lain."""
    judged = judge_list(listing(number).pk)
    if as_json:
        typer.echo(json.dumps({"list": number, "verdicts": judged.verdicts, "reasons": judged.reasons}))
        return
    _show(Console(), judged, examples)


@app.command("decree")
def decree(
    code: Sponsor,
    name: SchemeName,
    number: Annotated[str, typer.Option(help="nomor SK")],
    signed_on: Annotated[str, typer.Option("--signed-on", help="tanggal SK, TTTT-BB-HH")],
    signed_by: Annotated[str, typer.Option("--signed-by", help="penanda tangan")],
    out: Annotated[Path, typer.Option(help="folder untuk PDF, XLSX dan berkas audit", file_okay=False)],
    most: Annotated[int | None, typer.Option(help="paling banyak orang")] = None,
    put_under_cover: Annotated[bool, typer.Option("--enrol", help="sekaligus daftarkan penerimanya")] = False,
) -> None:
    """Buat SK dari calon yang memenuhi syarat, dengan cadangan, yang ditolak, dan berkas audit."""
    found = scheme(sponsor(code), name)
    if not out.is_dir():
        raise NoSuchThing(f"Folder {out} tidak ada. Buat dahulu.")
    made = make_decree(found, number=number, signed_on=day_of(signed_on), signed_by=signed_by, most=most)
    console = Console()
    console.print(f"SK {made.number}: {whole(made.people)} penerima, {whole(made.reserve)} cadangan.")
    papers = {
        "sk.pdf": decree_pdf(made), "sk.xlsx": decree_xlsx(made), "ditolak.xlsx": rejected_xlsx(found),
        "audit.zip": audit_pack(made),
    }  # fmt: skip
    for paper, content in papers.items():
        (out / paper).write_bytes(content)
        console.print(f"  {out / paper}", highlight=False)
    if put_under_cover:
        enrolled = enrol(made)
        console.print(
            f"Didaftarkan {whole(enrolled.started)}, dilanjutkan {whole(enrolled.continued)}, "
            f"ditolak {whole(len(enrolled.refused))}."
        )
        for line, said in enrolled.refused[:5]:
            console.print(f"  {line.serial} {line.candidate.name}: {said}", highlight=False)


def _show(console: Console, judged: Judged, examples: int) -> None:
    of = judged.verdicts
    rows = [(Verdict(verdict).label, whole(of.get(verdict, 0))) for verdict in Verdict.values if of.get(verdict)]
    columns = (Column("putusan"), Column("baris", number=True))
    show(console, f"Daftar {judged.listing.pk}: {judged.listing.name}", columns, rows)
    reasons = [(NAMES[code], WEIGHTS[TABLE[code][0]], whole(count)) for code, count in judged.reasons.items()]
    show(console, "Alasan", (Column("alasan"), Column("akibat"), Column("baris", number=True)), reasons)
    for verdict in (Verdict.REJECTED, Verdict.REVIEW):
        found = Candidate.objects.filter(listing=judged.listing, verdict=verdict).order_by("line")[:examples]
        for one in found:
            said = " ".join(words_of(kept) for kept in one.reasons)
            console.print(f"  baris {one.line} {one.name}: {said}", highlight=False)
