"""The rows of the three lists of people, cell by cell: new workers, self-paying people, sponsored people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from django.utils.translation import gettext_noop as _

from naungan.intake import limits
from naungan.intake.catalogue import Finding, found
from naungan.intake.lawful import bpu_entry
from naungan.intake.layouts import BPU, SPONSORED, WORKERS, Layout
from naungan.intake.read import Batch
from naungan.intake.row import Row, line
from naungan.intake.stage import Prepare, Prepared
from naungan.registry.region_facts import dotted
from naungan.web.sentences import month, words

ARRIVALS = (
    "row int, nik text, passport text, nationality text, name text, born_on date, sex text, mother text,"
    " phone text, email text, place text, home text, since date, until date, wage bigint, back_pay bigint,"
    " programmes smallint, sector text, contract text, number text"
)
Values = tuple[object, ...]
Judge = Callable[[Row], Values]


def prepare_workers(last_day: date, programmes: int, foreign_programmes: int) -> Prepare:
    """How the batches of a new-worker file are judged; the masks are what the employer's scale must take."""
    return partial(_prepare, WORKERS, last_day, partial(_worker, programmes, foreign_programmes))


def prepare_bpu(last_day: date) -> Prepare:
    """How the batches of a list of self-paying people are judged."""
    return partial(_prepare, BPU, last_day, _self_payer)


def prepare_sponsored(last_day: date, sponsor: str) -> Prepare:
    """How the batches of the list of a sponsor (its code) are judged."""
    return partial(_prepare, SPONSORED, last_day, partial(_sponsored, sponsor))


def judge_row(layout: Layout, last_day: date, judge: Judge, number: int, cells: Sequence[str]) -> tuple[str, Row]:
    """The line of one row for COPY, and the row with its findings."""
    row = Row(layout, number, cells, last_day)
    return line(number, judge(row)), row


def _prepare(layout: Layout, last_day: date, judge: Judge, batch: Batch) -> Prepared:
    lines: list[str] = []
    findings: list[Finding] = []
    for number, cells in zip(batch.numbers, batch.cells(), strict=True):
        text, row = judge_row(layout, last_day, judge, number, cells)
        lines.append(text)
        findings += row.findings
    return Prepared(len(lines), {"arrivals": "\n".join(lines) + "\n"}, findings)


def _worker(programmes: int, foreign_programmes: int, row: Row) -> Values:
    sex, nationality = row.text("JENIS_KELAMIN"), row.text("NATIONALITY")
    foreign = nationality == "WNA"
    nik, passport, country, born_on = _identity(row, foreign, sex)
    since = _since(row, "TANGGAL_KEPESERTAAN")
    row.age("TANGGAL_LAHIR", born_on, since, (limits.YOUNGEST_WORKER, limits.OLDEST_WORKER))
    contract = row.text("STATUS_PEGAWAI")
    _fixed_term_has_an_end(row, contract, row.day("TGL_AKHIR_KONTRAK"), since)
    row.day("TGL_AWAL_BEKERJA")
    return (
        nik, passport, country, row.text("NAMA_LENGKAP"), born_on, sex, row.text("NAMA_IBU_KANDUNG"),
        row.phone("HP", required=True), row.email("EMAIL", required=True), dotted(row.text("LOKASI_PEKERJAAN")), None,
        since, None, row.wage("UPAH"), row.back_pay("RAPEL"), foreign_programmes if foreign else programmes,
        "", contract, row.text("NO_PEGAWAI"),
    )  # fmt: skip


def _identity(row: Row, foreign: bool, sex: str) -> tuple[str | None, str, str, date | None]:
    """NIK or passport, country, and birth day. A citizen has a NIK; a foreigner has a passport."""
    kind = row.text("JENIS_IDENTITAS")
    if not foreign:
        if kind == "PASPOR":
            row.note(_outside(row, "JENIS_IDENTITAS", kind, _("KTP untuk WNI")))
        reading, born_on = row.nik("NO_IDENTITAS", "TANGGAL_LAHIR", sex or None)
        return (reading.nik if reading else None), "", "ID", born_on
    country = row.cell("KODE_NEGARA").upper()
    if len(country) != 2 or not country.isalpha() or country == "ID":
        row.note(_outside(row, "KODE_NEGARA", country, _("dua huruf kode negara paspor, misalnya MY")))
    if kind == "KTP":
        row.note(_outside(row, "JENIS_IDENTITAS", kind, _("PASPOR untuk WNA")))
    return None, row.text("NO_IDENTITAS").upper(), country, row.day("TANGGAL_LAHIR")


def _outside(row: Row, header: str, read: str, choices: str) -> Finding:
    return found(row.number, "E02", header, read, what=header, x=read or words(_("kosong")), choices=words(choices))


def _fixed_term_has_an_end(row: Row, contract: str, ends_on: date | None, since: date | None) -> None:
    """D03: a PKWT has an end; D06: which does not come before its beginning."""
    header = "TGL_AKHIR_KONTRAK"
    if contract == "PKWT" and not row.cell(header):
        row.note(found(row.number, "D03", header, ""))
    _ends_after(row, header, ends_on, since)


def _ends_after(row: Row, header: str, ends_on: date | None, since: date | None) -> None:
    if ends_on is not None and since is not None and ends_on < since:
        row.note(found(row.number, "D06", header, row.cell(header), x=f"{ends_on:%d-%m-%Y}"))


def _since(row: Row, header: str) -> date | None:
    """The first day of membership; D02 where it lies after the month reported."""
    since = row.day(header)
    if since is not None and since > row.last_day:
        row.note(found(row.number, "D02", header, row.cell(header), month=month(since)))
    return since


def _self_payer(row: Row) -> Values:
    sex = row.text("JENIS_KELAMIN")
    reading, born_on = row.nik("NIK", "TANGGAL_LAHIR", sex or None)
    since = _since(row, "TANGGAL_KEPESERTAAN")
    place = dotted(row.text("KODE_KABUPATEN"))
    entry = bpu_entry(row.last_day)
    row.age("TANGGAL_LAHIR", born_on, since, (limits.YOUNGEST_WORKER, entry.oldest))
    return (
        reading.nik if reading else None, "", "ID", row.text("NAMA_LENGKAP"), born_on, sex,
        row.text("NAMA_IBU_KANDUNG"), row.phone("HP", required=True), row.email("EMAIL", required=False),
        place, place, since, None, row.wage("PENGHASILAN"), 0,
        entry.mask(row.text("PROGRAM")), row.text("PEKERJAAN").lower(), "", None,
    )  # fmt: skip


def _sponsored(sponsor: str, row: Row) -> Values:
    sex = row.text("jenis_kelamin")
    reading, born_on = row.nik("nik", "tanggal_lahir", sex or None)
    since, ends_on = _since(row, "periode_mulai"), row.day("periode_akhir")
    _ends_after(row, "periode_akhir", ends_on, since)
    entry = bpu_entry(row.last_day)
    row.age("tanggal_lahir", born_on, since, (limits.YOUNGEST_WORKER, entry.oldest))
    named = row.text("penanggung").upper()
    if named and named != sponsor:
        row.note(found(row.number, "S01", "penanggung", named, x=named, payer=sponsor))
    home = _district_of_village(row.text("kode_desa"))
    place = dotted(row.text("lokasi_kerja")) or home
    row.text("sumber_data")
    return (
        reading.nik if reading else None, "", "ID", row.text("nama"), born_on, sex,
        row.text("nama_ibu_kandung"), row.phone("hp", required=False), "", place, home,
        since, ends_on + timedelta(days=1) if ends_on else None, entry.lowest_base, 0, entry.compulsory,
        row.text("pekerjaan").lower(), "", None,
    )  # fmt: skip


def _district_of_village(code: str) -> str:
    """The district a village lies in: the first four digits of its ten; anything else stays for R01."""
    digits = code.replace(".", "")
    return f"{digits[:2]}.{digits[2:4]}" if len(digits) == 10 and digits.isdecimal() else code
