"""The contribution detail of a month: one row a worker, in the columns that HR and their systems know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection

from naungan.contributions.preview import Line, billed_lines, preview_lines
from naungan.employers.months import EmployerMonth

# workflows.md 3.1, as the office's export has them.
COLUMNS = (
    "no_ref", "nik_ktp", "no_pegawai", "nama_tk", "tgl_lahir", "tgl_kepesertaan", "jumlah_upah", "jumlah_rapel",
    "iuran_jkk", "iuran_jkm", "jht_pemberi_kerja", "jht_tenaga_kerja", "jp_pemberi_kerja", "jp_tenaga_kerja",
    "jkp_pemberi_kerja", "jkp_pemerintah", "total_iuran", "dibayar_pemberi_kerja", "dibayar_tenaga_kerja",
)  # fmt: skip
IDENTIFIERS = ("no_ref", "nik_ktp", "no_pegawai")

_PEOPLE = """
SELECT p.id, (SELECT min(kpj) FROM registry_card c WHERE c.person_id = h.id), h.nik,
       (SELECT min(number) FROM intake_staffnumber n WHERE n.payer_id = p.payer_id AND n.person_id = h.id),
       h.name, h.born_on, lower(p.during)
FROM registry_participation p JOIN registry_person h ON h.id = p.person_id
WHERE p.payer_id = %(payer)s AND p.id = ANY (%(ids)s)
"""
Cells = tuple[str | int | date | None, ...]


@dataclass(frozen=True, slots=True)
class DetailRow:
    """A worker's row: whose it is, and its cells in the order of COLUMNS."""

    person_id: int
    cells: Cells


def detail(about: EmployerMonth) -> Iterator[DetailRow]:
    """The rows of a month in the order of COLUMNS, by name: as billed, or as reported so far; rupiah.

    JKP costs employer and worker nothing of their own (law.md 3.6): what is booked to it from JKK and JKM
    is shown, and is part of those two, not of the total.
    """
    lines = (preview_lines if about.closed_into is None else billed_lines)(about.payer.pk, about.month)
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, {"payer": about.payer.pk, "ids": [line.participation_id for line in lines]})
        people = {participation: facts for participation, *facts in cursor.fetchall()}
    for line in sorted(lines, key=lambda one: (str(people[one.participation_id][3]), one.participation_id)):
        yield DetailRow(line.person_id, _cells(line, people[line.participation_id]))


def _cells(line: Line, facts: list[str | date | None]) -> Cells:
    by_worker = line.jht_employee + line.jp_employee
    return (
        *facts, line.wage - line.back_pay, line.back_pay, line.jkk, line.jkm, line.jht_employer, line.jht_employee,
        line.jp_employer, line.jp_employee, line.jkp_from_jkk + line.jkp_from_jkm, line.jkp_from_state, line.total,
        line.total - by_worker, by_worker,
    )  # fmt: skip
