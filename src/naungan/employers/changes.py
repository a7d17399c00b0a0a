"""Who came, who left, whose wage moved: said once, in the registry at once."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy

from naungan.employers.act import Order, Work, change
from naungan.employers.errors import AlreadyDone, NotReady
from naungan.employers.models import Departure, Report, ResultFile
from naungan.employers.months import EmployerMonth
from naungan.employers.roster_sql import FACTS, PEOPLE, WAGES
from naungan.employers.wages import result_of
from naungan.intake.layouts import WORKERS
from naungan.intake.models import Finding
from naungan.intake.outcome import ImportOutcome
from naungan.intake.workers import import_workers
from naungan.registry.models import Participation
from naungan.registry.participate import Leaving, end_participation
from naungan.registry.people import inactive_from
from naungan.saying import gettext as _
from naungan.web.templatetags.formats import day
from naungan.wording import whole

# Why somebody leaves an employer (workflows.md 2.1); the other reasons are not an employer's to give.
REASONS = {
    Leaving.RESIGNED: gettext_lazy("Mengundurkan diri"),
    Leaving.CONTRACT_ENDED: gettext_lazy("Kontrak berakhir"),
    Leaving.DISMISSED: gettext_lazy("Diputus hubungan kerjanya (PHK)"),
    Leaving.RETIRED: gettext_lazy("Pensiun"),
    Leaving.DIED: gettext_lazy("Meninggal dunia"),
    Leaving.MOVED: gettext_lazy("Pindah ke perusahaan lain"),
}

_ARRIVED = """
SELECT p.id, h.name, h.nik, lower(p.during), p.wage, '' FROM registry_participation p
JOIN registry_person h ON h.id = p.person_id
WHERE p.payer_id = %(payer)s AND lower(p.during) >= %(month)s AND lower(p.during) < %(next_month)s
ORDER BY lower(p.during) DESC, p.id DESC LIMIT %(limit)s
"""
_LEFT = """
SELECT p.id, h.name, h.nik, upper(p.during) - 1, p.wage, p.left_because FROM registry_participation p
JOIN registry_person h ON h.id = p.person_id
WHERE p.payer_id = %(payer)s AND upper(p.during) > %(month)s AND upper(p.during) <= %(next_month)s
ORDER BY upper(p.during) DESC, p.id DESC LIMIT %(limit)s
"""
_WAGES = f"""
SELECT participation_id, name, nik, NULL::date, now_wage, known_wage::text FROM ({FACTS} {PEOPLE} {WAGES}) w
WHERE now_wage <> known_wage ORDER BY abs(now_wage - known_wage) DESC, participation_id LIMIT %(limit)s
"""
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the month. `on` is the first day of who came, the last of who left; `wage` in rupiah."""

    participation_id: int
    name: str
    nik: str | None
    on: date | None
    wage: int
    told: str

    @property
    def because(self) -> str:
        """Why somebody left, in words."""
        if not self.told:
            return ""
        reason = Leaving(self.told)
        return str(REASONS.get(reason, reason.label))

    @property
    def wage_before(self) -> int:
        """The wage before it moved."""
        return int(self.told)


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes of a month, the first SHOWN of each kind."""

    arrived: list[Change]
    left: list[Change]
    wages: list[Change]


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What a report of new workers brought, and what was found in it: (column, words, what to do, hard)."""

    outcome: ImportOutcome
    findings: tuple[tuple[str, str, str, bool], ...]


def changes(about: EmployerMonth) -> Changes:
    """Who came and left in the month, and whose wage moved."""
    bound = about.bound | {"limit": SHOWN}
    found = []
    with connection.cursor() as cursor:
        for statement in (_ARRIVED, _LEFT, _WAGES):
            cursor.execute(statement, bound)
            found.append([Change(*row) for row in cursor.fetchall()])
    return Changes(*found)


def leave(about: EmployerMonth, order: Order, participation_id: int, because: str, last_day: date) -> Participation:
    """Report that a worker left; `last_day` is the last day of work, or the day of death.

    Cover ends the day after; after a death on the first day of the next month (workflows.md 2.1). What
    other employers report of the person, and the record of the death, stay as they are: the branch
    enters a death by its certificate. Raises NotReady for a day beyond the month, and what
    `end_participation` refuses.
    """
    if because not in REASONS:
        raise NotReady(_("Pilih alasan keluar."))
    if last_day >= about.next_month:
        raise NotReady(_("Hari terakhir %(day)s sesudah bulan ini. Laporkan pada bulannya.") % {"day": day(last_day)})
    if because == Leaving.DIED and last_day > timezone.localdate():
        raise NotReady(_("Tanggal meninggal %(day)s belum terjadi. Periksa tahunnya.") % {"day": day(last_day)})
    on = inactive_from(last_day) if because == Leaving.DIED else last_day + timedelta(days=1)
    ended: list[Participation] = []

    def work(report: Report) -> Work:
        row = end_participation(participation_id=participation_id, on=on, because=because)
        Departure.objects.create(
            payer=about.payer,
            participation=row,
            account_id=order.actor.account_id,
            because=because,
            last_day=last_day,
        )
        ended.append(row)
        return Work({}, f"{row.person.name}: {REASONS[Leaving(because)]}, {day(last_day)}")

    change("edit", about, order, work)
    if not ended:
        raise AlreadyDone(_("Perintah ini sudah dijalankan. Hasilnya ada di laporan."))
    return ended[0]


def arrive_by_file(about: EmployerMonth, order: Order, path: Path, *, confirmed: bool = False) -> Arrivals:
    """Report new workers in a file of 33 columns (workflows.md 3.1); those without a hard finding are enrolled.

    `confirmed`: rows that waited are right. Raises what `import_workers` raises; then nothing is stored.
    """
    return _arrive(about, order, path, result_of(path), confirmed)


def arrive_by_form(about: EmployerMonth, order: Order, cells: Mapping[str, str]) -> Arrivals:
    """Report one new worker, by the columns of the file; judged as a file of one row."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "pekerja-baru.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*WORKERS.headers, "DIUBAH_PADA"])
            writer.writerow([*(cells.get(header, "") for header in WORKERS.headers), order.key])
        return _arrive(about, order, path, None, confirmed=True)


def _arrive(about: EmployerMonth, order: Order, path: Path, result: Path | None, confirmed: bool) -> Arrivals:
    brought: list[ImportOutcome] = []

    def work(report: Report) -> Work:
        outcome = import_workers(
            path, employer=about.payer.code, month=about.month, result=result, confirmed=confirmed
        )
        if result is not None and outcome.hard + outcome.soft:
            ResultFile.objects.update_or_create(
                upload_id=outcome.upload_id,
                defaults={"report": report, "name": result.name, "content": result.read_bytes()},
            )
        brought.append(outcome)
        return Work({}, f"{path.name}: {whole(outcome.stored)} pekerja baru, {whole(outcome.hard)} ditolak")

    change("edit", about, order, work)
    if not brought:
        raise AlreadyDone(_("Perintah ini sudah dijalankan. Hasilnya ada di laporan."))
    found = Finding.objects.filter(upload_id=brought[0].upload_id).order_by("row", "level", "id")[:SHOWN]
    return Arrivals(brought[0], tuple((one.column, one.said, one.repair, one.level == "hard") for one in found))
