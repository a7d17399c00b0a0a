"""What comes out of a decree: its list as PDF and XLSX, who was rejected and why, and the pack for the auditor."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from naungan.law.months import month_of
from naungan.registry.nik import mask
from naungan.sponsorship.decree import fingerprint, nik_of
from naungan.sponsorship.lists.reasons import words_of
from naungan.sponsorship.models import Candidate, CandidateList, Decree, DecreeLine, Ruling, Scheme, Verdict
from naungan.sponsorship.short_scheme import short_scheme
from naungan.sponsorship.short_scheme_words import short_words
from naungan.web.downloads import plain
from naungan.web.pdf import pdf
from naungan.web.templatetags.formats import day, language, month, whole

TEMPLATES = Path(__file__).parent / "typst"
STAMP = (1980, 1, 1, 0, 0, 0)  # of every file in a pack: the same content is the same pack
HEAD = ("No.", "NIK", "Nama", "Tanggal lahir", "Pekerjaan", "Kabupaten/kota")


@dataclass(frozen=True, slots=True)
class Listed:
    """The lines of a decree in order, with everything they say: its people and its reserve."""

    people: list[DecreeLine]
    reserve: list[DecreeLine]


def listed(decree: Decree) -> Listed:
    """Whom a decree names, read once for all papers that are made of it."""
    lines = list(decree.lines.select_related("candidate__person", "candidate__listing", "region").order_by("serial"))
    return Listed([one for one in lines if not one.reserve], [one for one in lines if one.reserve])


def decree_pdf(decree: Decree, lines: Listed | None = None) -> bytes:
    """The decree's list on paper, to be signed. NIK are masked: the XLSX for the branch has them whole."""
    scheme, lines = decree.scheme, lines or listed(decree)
    months = month_of(scheme.last_month) - month_of(scheme.first_month) + 1
    data = {
        "lang": language(),
        "title": _("Daftar penerima perlindungan pekerja rentan"),
        "subtitle": scheme.payer.name,
        "number": decree.number,
        "made": day(decree.signed_on),
        "foot": _("Sidik jari daftar (SHA-256): %(hash)s") % {"hash": decree.sha256[:32]},
        "facts": [
            [_("Skema"), scheme.name],
            [_("Masa perlindungan"), f"{month(scheme.first_month)} – {month(scheme.last_month)}"],
            [_("Penerima perlindungan"), _("%(people)s orang") % {"people": whole(decree.people)}],
            [_("Cadangan"), _("%(people)s orang") % {"people": whole(decree.reserve)}],
            [_("Versi hukum"), decree.law_version],
        ],
        "warnings_title": _("Yang harus diketahui sebelum ditandatangani"),
        "warnings": list(short_words(short_scheme(month_of(scheme.first_month), months))),
        "list_title": _("Daftar penerima"),
        "reserve_title": _("Daftar cadangan"),
        "reserve_lead": _("Menggantikan penerima sekabupaten/kota yang meninggal, pindah, atau menjadi penerima "
                          "upah, menurut nomor urut."),
        "head": [_("No."), _("NIK"), _("Nama"), _("Tanggal lahir"), _("Pekerjaan"), _("Kabupaten/kota")],
        "people": [_paper_row(line) for line in lines.people],
        "reserve": [_paper_row(line) for line in lines.reserve],
        "sign_place": day(decree.signed_on),
        "signer": decree.signed_by,
    }  # fmt: skip
    return pdf(TEMPLATES / "decree.typ", data)


def _paper_row(line: DecreeLine) -> list[str]:
    one = line.candidate
    born = f"{one.born_on:%d-%m-%Y}" if one.born_on else ""
    return [str(line.serial), mask(nik_of(one)) if nik_of(one) else "", one.name, born, one.occupation,
            line.region.name]  # fmt: skip


def decree_xlsx(decree: Decree, lines: Listed | None = None) -> bytes:
    """The list and the reserve, each a sheet, NIK as text: what the branch loads."""
    lines = lines or listed(decree)
    sheets = {
        "Penerima": [_sheet_row(line) for line in lines.people],
        "Cadangan": [_sheet_row(line) for line in lines.reserve],
    }
    head = [*HEAD, "Jenis kelamin", "Nama ibu kandung", "Desil", "HP", "Ahli waris", "Berkas asal", "Baris asal"]
    return _workbook(head, sheets)


def _sheet_row(line: DecreeLine) -> list[str | int]:
    one = line.candidate
    born = one.born_on.isoformat() if one.born_on else ""
    return [
        line.serial, nik_of(one), one.name, born, one.occupation, line.region.name, one.sex, one.mother_name,
        one.decile or "", one.phone, one.heir, str(one.listing), one.line,
    ]  # fmt: skip


def rejected_rows(candidates: Iterable[Candidate]) -> Iterator[list[str | int]]:
    """Who was rejected, with every reason."""
    for one in candidates:
        yield [str(one.listing), one.line, one.nik, one.name, one.place, " ".join(map(words_of, one.reasons))]


REJECTED_HEAD = ("Berkas", "Baris", "NIK", "Nama", "Tempat", "Alasan")


def rejected_xlsx(scheme: Scheme) -> bytes:
    """The rejected of a scheme with their reasons, to be sent back to whoever gave the list."""
    return _workbook(REJECTED_HEAD, {"Ditolak": list(rejected_rows(_rejected(scheme)))})


def audit_pack(decree: Decree) -> bytes:
    """Everything an auditor asks for, as one ZIP: the papers, the rejected, rulings, origins, and fingerprints."""
    scheme, lines = decree.scheme, listed(decree)
    files = {
        "sk.pdf": decree_pdf(decree, lines),
        "sk.xlsx": decree_xlsx(decree, lines),
        "ditolak.csv": _csv(REJECTED_HEAD, rejected_rows(_rejected(scheme))),
        "putusan.csv": _csv(("Waktu", "Oleh", "Berkas", "Baris", "Putusan", "Alasan"), _rulings(scheme)),
        "asal.json": _json(_origins(decree)),
    }
    prints = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in (*files.items(), ("SHA256SUMS", prints.encode())):
            pack.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def is_as_decreed(decree: Decree) -> bool:
    """Whether the list still has the fingerprint that was signed."""
    lines = listed(decree)
    return (
        fingerprint(*([line.candidate for line in part] for part in (lines.people, lines.reserve))) == decree.sha256
    )


def _origins(decree: Decree) -> dict[str, Any]:
    lists = CandidateList.objects.filter(scheme=decree.scheme).order_by("pk")
    return {
        "sk": {
            "nomor": decree.number, "tanggal": decree.signed_on.isoformat(), "penanda_tangan": decree.signed_by,
            "penerima": decree.people, "cadangan": decree.reserve, "sidik_jari": decree.sha256,
            "versi_hukum": decree.law_version,
        },
        "skema": {
            "penanggung": str(decree.scheme.payer), "nama": decree.scheme.name,
            "masa": [decree.scheme.first_month.isoformat(), decree.scheme.last_month.isoformat()],
            "umur": [decree.scheme.youngest, decree.scheme.oldest],
            "desil_tertinggi": decree.scheme.highest_decile, "pekerjaan": decree.scheme.occupations,
        },
        "daftar": [
            {
                "berkas": one.name, "sha256": one.sha256, "sumber": one.source, "diserahkan_oleh": one.given_by,
                "diterima": timezone.localtime(one.received_at).isoformat(timespec="seconds"), "baris": one.rows,
                "kolom": one.columns, "kolom_yang_tidak_diambil": one.ignored,
            }
            for one in lists
        ],
    }  # fmt: skip


def _rejected(scheme: Scheme) -> Iterable[Candidate]:
    rows = Candidate.objects.filter(listing__scheme=scheme, verdict=Verdict.REJECTED)
    return rows.select_related("listing").order_by("listing_id", "line")


def _rulings(scheme: Scheme) -> Iterator[list[str | int]]:
    rows = Ruling.objects.filter(candidate__listing__scheme=scheme).select_related("candidate__listing")
    for one in rows.order_by("pk"):
        at = timezone.localtime(one.at).isoformat(timespec="seconds")
        yield [at, one.who, str(one.candidate.listing), one.candidate.line, one.verdict, one.reason]


def _workbook(head: Iterable[str], sheets: dict[str, list[list[str | int]]]) -> bytes:
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, options) as book:
        bold, text = book.add_format({"bold": True, "bg_color": "#DCEFE8"}), book.add_format({"num_format": "@"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, head, bold)
            sheet.set_column(0, 0, 8)
            sheet.set_column(1, 12, 22, text)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(rows, start=1):
                for place, cell in enumerate(row):
                    if isinstance(cell, int):
                        sheet.write_number(number, place, cell)
                    else:
                        sheet.write_string(number, place, cell, text)
    return made.getvalue()


def _csv(head: Iterable[str], rows: Iterable[Iterable[str | int]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([plain(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True).encode()
