"""Rows in which something was found: kept with their cells, and settled by repair, reason or a later report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from naungan.access.actor import Actor
from naungan.employers.act import Order, Work, act
from naungan.employers.errors import NotReady
from naungan.employers.models import JudgedRow, Report, RowState
from naungan.intake.cells import trimmed
from naungan.intake.layouts import WAGES
from naungan.intake.models import Finding
from naungan.intake.read import open_table
from naungan.saying import gettext as _

WIDTH = len(WAGES.columns)
_KEYS = tuple(WAGES.places[name] for name in ("KPJ", "NIK", "KODE_TK", "NAMA_LENGKAP"))
CARRIED = "Sama seperti bulan lalu"

# Of somebody else's worker nothing is kept but the cells that were typed.
_WHO = """
UPDATE employers_judgedrow j SET person_id = w.id
FROM (
    SELECT k.id AS row_id, coalesce(
        (SELECT person_id FROM registry_card c WHERE c.kpj = k.cells[1]),
        (SELECT h.id FROM registry_person h WHERE h.nik = k.cells[2]),
        (SELECT n.person_id FROM intake_staffnumber n WHERE n.payer_id = %(payer)s AND n.number = k.cells[3])) AS id
    FROM employers_judgedrow k WHERE k.upload_id = %(upload)s
) w
WHERE j.id = w.row_id
  AND EXISTS (SELECT FROM registry_participation p WHERE p.person_id = w.id AND p.payer_id = %(payer)s)
"""
# A worker whose wage a later upload has brought needs no answer about an earlier row.
_REPLACED = """
UPDATE employers_judgedrow j SET state = 'replaced', settled_by_id = %(account)s, settled_at = now()
WHERE j.report_id = %(report)s AND j.state = 'open' AND j.upload_id <> %(upload)s AND j.person_id IN (
    SELECT p.person_id FROM intake_wagereport w
    JOIN intake_wageline l ON l.for_month = w.for_month AND l.payer_id = w.payer_id AND l.report_id = w.id
    JOIN registry_participation p ON p.id = l.participation_id
    WHERE w.upload_id = %(upload)s)
"""
# A result file that was downloaded before a repair holds the row as it was: it has been settled, cell for cell.
_SETTLED_BEFORE = """
UPDATE employers_judgedrow j SET state = 'replaced', settled_by_id = %(account)s, settled_at = now()
WHERE j.upload_id = %(upload)s AND j.report_id = %(report)s AND j.state = 'open' AND j.hard AND EXISTS (
    SELECT FROM employers_judgedrow s WHERE s.report_id = j.report_id AND s.upload_id <> j.upload_id
    AND s.state IN ('repaired', 'dropped') AND s.cells = j.cells)
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """How many rows of an upload wait: refused ones, and ones to be confirmed. `kept` are their ids."""

    hard: int
    soft: int
    kept: tuple[int, ...]

    @property
    def rows(self) -> int:
        """All of them."""
        return self.hard + self.soft


def keep(report: Report, upload_id: int, path: Path, line: int | None = None) -> Judged:
    """Keep every row of a file in which intake found something; of one that came before nothing is kept anew."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    levels = Finding.objects.filter(upload_id=upload_id, row__gt=0).order_by("row", "id")
    for row, level, code in levels.values_list("row", "level", "code"):
        found[row].append((level, code))
    if found and not JudgedRow.objects.filter(upload_id=upload_id).exists():
        made = [_kept(report, upload_id, number, cells, found[number], line) for number, cells in _rows(path, found)]
        JudgedRow.objects.bulk_create(made, batch_size=1_000)
        with connection.cursor() as cursor:
            cursor.execute(_WHO, {"payer": report.payer_id, "upload": upload_id})
    rows = JudgedRow.objects.filter(upload_id=upload_id).order_by("row")
    kept = tuple(rows.values_list("id", "hard"))
    hard = sum(one for _id, one in kept)
    return Judged(hard, len(kept) - hard, tuple(row_id for row_id, _hard in kept))


def settle_replaced(report: Report, upload_id: int, actor: Actor, path: Path | None = None) -> None:
    """Earlier rows wait no more whose worker has a wage by this upload, or that came again in its file (`path`)."""
    bound = {"report": report.pk, "upload": upload_id, "account": actor.account_id}
    with connection.cursor() as cursor:
        cursor.execute(_REPLACED, bound)
        cursor.execute(_SETTLED_BEFORE, bound)
    if path is None:
        return
    waiting = _open(report).exclude(upload_id=upload_id)
    keys = {key: row_id for row_id, cells in waiting.values_list("id", "cells") for key in _keys_of(cells)}
    if keys:
        again = {keys[key] for _number, cells in _rows(path) for key in _keys_of(cells) if key in keys}
        _settle(waiting.filter(pk__in=again), actor, RowState.REPLACED)


def carry(report: Report, upload_id: int, actor: Actor) -> None:
    """Rows about wages that have not changed are not asked about a second time."""
    _settle(_open(report).filter(upload_id=upload_id, hard=False), actor, RowState.CONFIRMED, CARRIED)


def settled_by(row: JudgedRow, actor: Actor, state: RowState) -> None:
    """A row is settled by somebody's repair."""
    _settle(JudgedRow.objects.filter(pk=row.pk), actor, state)


def confirm_rows(report: Report, order: Order, row_ids: Sequence[int], reason: str) -> Report:
    """Confirm rows that are unusual but right, with the reason. Raises NotReady without one."""
    return _decide(report, order, row_ids, reason, RowState.CONFIRMED)


def drop_rows(report: Report, order: Order, row_ids: Sequence[int], reason: str) -> Report:
    """Leave refused rows out of the report, with the reason. Raises NotReady without one."""
    return _decide(report, order, row_ids, reason, RowState.DROPPED)


def _decide(report: Report, order: Order, row_ids: Sequence[int], reason: str, state: RowState) -> Report:
    said = trimmed(reason)
    if not said:
        raise NotReady(_("Tulis alasannya, misalnya: paruh waktu, masuk tengah bulan, naik jabatan."))

    def work(locked: Report) -> Work:
        rows = _open(locked).filter(pk__in=row_ids, hard=state == RowState.DROPPED)
        return Work({}, f"{_settle(rows, order.actor, state, said[:300])} baris: {said[:300]}")

    return act("edit", report.pk, order, work)


def _open(report: Report) -> QuerySet[JudgedRow]:
    return JudgedRow.objects.filter(report=report, state=RowState.OPEN)


def _settle(rows: QuerySet[JudgedRow], actor: Actor, state: RowState, reason: str = "") -> int:
    return rows.update(state=state, reason=reason, settled_by_id=actor.account_id, settled_at=timezone.now())


def _rows(path: Path, wanted: dict[int, list[tuple[str, str]]] | None = None) -> Iterator[tuple[int, list[str]]]:
    """The rows of a file with their numbers, all or the wanted ones; short and long ones are filled or cut."""
    for batch in open_table(path, WAGES).batches():
        yield from (
            (n, cells) for n, cells in zip(batch.numbers, batch.cells(), strict=True) if wanted is None or n in wanted
        )
        yield from ((n, list(cells)) for n, cells in batch.uneven if wanted is None or n in wanted)


def _kept(
    report: Report, upload_id: int, number: int, cells: Sequence[str], found: list[tuple[str, str]], line: int | None
) -> JudgedRow:
    return JudgedRow(
        report=report,
        upload_id=upload_id,
        row=number,
        line=number if line is None else line,
        hard=any(level == "hard" for level, _code in found),
        codes=list(dict.fromkeys(code for _level, code in found)),
        cells=[str(cell).replace("\x00", "")[:200] for cell in [*cells, *[""] * WIDTH][:WIDTH]],
    )


def _keys_of(cells: Sequence[str]) -> Iterator[tuple[int, str]]:
    """What a row can be known by when it comes again: card number, NIK, staff number, name."""
    for place in _KEYS:
        if place < len(cells) and (text := trimmed(cells[place]).upper()):
            yield place, text
