"""A row of the wage file, cell by cell: plainly good by one pattern, or judged rule by rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import partial

from django.utils.translation import gettext_noop as _

from naungan.intake.amounts import read_back_pay, read_wage
from naungan.intake.catalogue import Finding, found, found_in_nik
from naungan.intake.cells import Number, trimmed
from naungan.intake.fields import read_kpj
from naungan.intake.layouts import WAGES
from naungan.intake.read import Batch
from naungan.intake.stage import Prepare, Prepared
from naungan.intake.wage_known import Known, agreeing
from naungan.registry.nik import check, clean
from naungan.web.sentences import words

STAGED = "row int, kpj text, nik text, code text, name text, wage bigint, back_pay bigint"
NIK_AT, WIDTH = WAGES.places["NIK"], len(WAGES.columns)

# What the rules below would let through untouched, tab between the cells: such rows are what is copied.
# A file of a million rows is judged by this pattern and by nothing else.
_WORDS = r"[^\s\\]+(?: [^\s\\]+)*"
_AMOUNT = "[1-9][0-9]{3,12}"
PLAIN = re.compile(
    rf"(?!\t\t\t)(?:[0-9A-Z]{{11}})?\t(?:[0-9]{{16}})?\t(?:{_WORDS})?\t{_WORDS}\t{_AMOUNT}\t(?:0|{_AMOUNT})?"
)


def prepare_wages(last_day: date, known: Known | None) -> Prepare:
    """How the batches of a month's wage file are judged cell by cell.

    `last_day` is the month's. Rows that agree with what is `known` of their worker are noted there; the
    others are staged, to be matched and judged in the database.
    """
    return partial(_prepare, last_day, known)


def _prepare(last_day: date, known: Known | None, batch: Batch) -> Prepared:
    rest = batch if known is None else agreeing(known, batch)
    staged: list[str] = []
    findings: list[Finding] = []
    for number, cells in zip(rest.numbers, rest.cells(), strict=True):
        plain = "\t".join(cells[:WIDTH])
        if type(cells[NIK_AT]) is str and PLAIN.fullmatch(plain):
            staged.append(f"{number}\t{plain}\n")
        else:
            line, seen = judge_wage_row(number, cells[:WIDTH], last_day)
            staged.append(line + "\n")
            findings += seen
    return Prepared(len(batch.numbers), {"staged": "".join(staged)} if staged else {}, findings)


def judge_wage_row(number: int, cells: Sequence[str], last_day: date) -> tuple[str, list[Finding]]:
    """The line of a row for COPY, empty where a cell could not be read, and what was found in it."""
    kpj, nik, code, name, wage, back_pay = cells
    findings: list[Finding] = []

    def value(read: str | int | Finding) -> str:
        if isinstance(read, Finding):
            findings.append(read)
            return ""
        return str(read)

    line = [
        str(number),
        value(read_kpj(number, "KPJ", kpj)),
        value(_read_nik(number, nik, last_day)),
        _escaped(trimmed(code)),
        _escaped(trimmed(name)),
        value(read_wage(number, "UPAH", wage)),
        value(read_back_pay(number, "RAPEL", back_pay)),
    ]
    if not trimmed(name):
        findings.append(found(number, "E01", "NAMA_LENGKAP", name, what="NAMA_LENGKAP"))
    if not any(map(trimmed, (kpj, nik, code))):
        findings.append(found(number, "E01", "KPJ", "", what=words(_("KPJ, NIK, atau KODE_TK"))))
    return "\t".join(line), findings


def _read_nik(number: int, cell: str, last_day: date) -> str | Finding:
    """The NIK to look the worker up by. Only its shape is judged: whoever it finds is registered."""
    if not trimmed(cell):
        return ""
    reading = check(cell, as_of=last_day, came_as_number=isinstance(cell, Number))
    shape = next((one for one in reading.findings if one.code in ("N01", "N02")), None)
    if shape is None or (shape.code == "N02" and not isinstance(cell, Number) and len(clean(cell)) == 16):
        return clean(cell)
    return found_in_nik(number, "NIK", cell, shape)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\")
