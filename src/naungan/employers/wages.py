"""Report the wages of a month: by file, by a row edited in the page, or as last month.

All of them go through intake, which judges every row the same: an edited row is a file of one row.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import connection
from django.utils import timezone

from naungan.employers.act import Order, Work, change
from naungan.employers.errors import AlreadyDone, NothingToReport, ReportChanged
from naungan.employers.findings import Said, with_findings
from naungan.employers.judged import Judged, carry, keep, settle_replaced, settled_by
from naungan.employers.models import JudgedRow, Report, ResultFile, RowState
from naungan.employers.months import EmployerMonth
from naungan.employers.roster_sql import NOT_REPORTED, WORKER
from naungan.intake.cells import trimmed
from naungan.intake.layouts import WAGES
from naungan.intake.outcome import ImportOutcome
from naungan.intake.wages import import_wages
from naungan.saying import gettext as _
from naungan.web.templatetags.formats import rupiah
from naungan.wording import whole

# A column of our own behind those of the layout: the same row edited back and forth is each time a new file.
STAMP = "DIUBAH_PADA"
Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Reported:
    """What a report of wages brought: the report, what intake says, and the rows that wait; of one row typed
    into the page, what was `said` of it."""

    report: Report
    outcome: ImportOutcome
    judged: Judged
    said: tuple[Said, ...] = ()

    @property
    def accepted(self) -> int:
        """Rows that took effect or said what was known."""
        return self.outcome.rows - self.outcome.hard - self.outcome.waiting


def report_file(about: EmployerMonth, order: Order, path: Path) -> Reported:
    """Report the wages in a file of HR's (XLSX or CSV). Good rows go in; the others are kept to be settled.

    Raises what `import_wages` raises (FileRefused ...) and what `act` raises; then nothing is stored.
    """
    brought: list[Reported] = []

    def work(report: Report) -> Work:
        result = result_of(path)
        outcome = _import(about, path, result)
        judged = keep(report, outcome.upload_id, path)
        if not outcome.already_seen:
            settle_replaced(report, outcome.upload_id, order.actor, path)
            if judged.rows:
                name, content = result.name, result.read_bytes()
                ResultFile.objects.create(upload_id=outcome.upload_id, report=report, name=name, content=content)
        brought.append(Reported(report, outcome, judged))
        return Work({}, f"{path.name}: {whole(outcome.rows)} baris, {whole(outcome.hard)} ditolak")

    change("edit", about, order, work)
    return _only(brought)


def report_row(
    about: EmployerMonth, order: Order, participation_id: int, wage: str, back_pay: str, seen: str
) -> Reported:
    """Report one worker's wage as typed into the page; `seen` is the wage that the page showed as reported.

    Raises ReportChanged where somebody else has reported another wage meanwhile, NothingToReport for
    somebody who does not work here in the month.
    """
    brought: list[Reported] = []

    def work(report: Report) -> Work:
        kpj, nik, code, name, now = _worker(about, participation_id)
        if str(now or "") not in (seen, trimmed(wage)):
            raise ReportChanged(
                _("Upah %(name)s baru saja dilaporkan %(wage)s oleh orang lain. Periksa, lalu ulangi bila perlu.")
                % {"name": name, "wage": rupiah(now)}
            )
        done = _report_cells(about, report, order, [[kpj, nik, code, name, wage, back_pay]], "baris.csv")
        kept = JudgedRow.objects.filter(pk__in=done.judged.kept)
        brought.append(replace(done, said=tuple(said for row in with_findings(kept) for said in row.said)))
        # What was refused where it was typed is said there: it need not wait in the list.
        kept.filter(hard=True).delete()
        return Work({}, f"{name}: {wage}" + (f", rapel {back_pay}" if back_pay.strip("0 ") else ""))

    change("edit", about, order, work)
    return _only(brought)


def repair_row(about: EmployerMonth, order: Order, row_id: int, cells: Cells) -> Reported:
    """Judge a kept row again with repaired cells: good, it goes in; not yet, it waits as it now is."""
    brought: list[Reported] = []

    def work(report: Report) -> Work:
        row = JudgedRow.objects.select_for_update().get(pk=row_id, report=report, state=RowState.OPEN)
        done = _report_cells(about, report, order, [list(cells)], f"perbaikan-baris-{row.line}.csv", row.line)
        settled_by(row, order.actor, RowState.REPLACED if done.judged.hard else RowState.REPAIRED)
        brought.append(done)
        return Work({}, f"baris {row.line}: {', '.join(row.codes)}")

    change("edit", about, order, work)
    return _only(brought)


def same_as_before(about: EmployerMonth, order: Order) -> Report:
    """Report everybody who has no wage for the month yet with their last one; whose wage was asked about
    before and has not changed is not asked about again.

    Raises NothingToReport where nobody works here in the month.
    """

    def work(report: Report) -> Work:
        with connection.cursor() as cursor:
            cursor.execute(NOT_REPORTED, about.bound)
            rows = cursor.fetchall()
            cursor.execute(f"SELECT count(*) FROM ({WORKER}) w", about.bound | {"only": None})
            (workers,) = cursor.fetchone()
        if not workers:
            raise NothingToReport(_("Belum ada pekerja pada bulan ini. Daftarkan pekerja baru dahulu."))
        if rows:
            done = _report_cells(about, report, order, rows, "sama-seperti-bulan-lalu.csv")
            if about.month.year == about.month_before.year:
                carry(report, done.outcome.upload_id, order.actor)
        return Work({}, f"{whole(len(rows))} pekerja")

    return change("edit", about, order, work)


def result_of(path: Path) -> Path:
    """Where the result of a file is written: beside it, in a folder of its own, as often as it is sent again."""
    folder = path.parent / "hasil"
    folder.mkdir(exist_ok=True)
    return folder / f"hasil-{path.stem.removeprefix('hasil-')}{path.suffix.lower()}"


def _report_cells(
    about: EmployerMonth,
    report: Report,
    order: Order,
    rows: Iterable[Sequence[object]],
    name: str,
    line: int | None = None,
) -> Reported:
    """Rows of cells as a file, through intake; `line` is the row they stand for in the employer's own file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        stamp = f"{timezone.now().isoformat()} {order.key}"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*WAGES.headers, STAMP])
            writer.writerows([*("" if cell is None else cell for cell in row), stamp] for row in rows)
        outcome = _import(about, path, None)
        judged = keep(report, outcome.upload_id, path, line)
        settle_replaced(report, outcome.upload_id, order.actor)
        return Reported(report, outcome, judged)


def _import(about: EmployerMonth, path: Path, result: Path | None) -> ImportOutcome:
    return import_wages(path, employer=about.payer.code, month=about.month, result=result)


def _worker(about: EmployerMonth, participation_id: int) -> tuple[str, str, str, str, int | None]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT kpj, nik, code, name, now_wage FROM ({WORKER}) w",
            about.bound | {"only": participation_id},
        )
        found = cursor.fetchone()
    if found is None:
        raise NothingToReport(_("Pekerja ini tidak bekerja di sini pada bulan ini. Muat ulang daftarnya."))
    return tuple("" if cell is None and place < 4 else cell for place, cell in enumerate(found))  # type: ignore[return-value]


def _only(brought: list[Reported]) -> Reported:
    if not brought:
        raise AlreadyDone(_("Perintah ini sudah dijalankan. Hasilnya ada di laporan."))
    return brought[0]
