"""The law on a terminal: values in words, tables of dated values, changes, amounts and reasons."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from rich.console import Console
from rich.table import Table

from naungan.law.compare import FormulaChange, ValueChange
from naungan.law.dated import DatedValue, Parameter, Value
from naungan.law.explain import ExplainedStep, Explanation
from naungan.law.labels import basis_words, formula_label
from naungan.law.months import month_text
from naungan.law.reading import source_addresses
from naungan.law.statute import Statute
from naungan.wording import rupiah, whole

UNVERIFIED = "belum terverifikasi"
_MARK = f"[yellow]{UNVERIFIED}[/yellow]"
_UNITS = {"days": "hari", "months": "bulan", "years": "tahun", "count": ""}
_PROGRAMMES = (
    ("JKK", "jkk_employer", ""),
    ("JKM", "jkm_employer", ""),
    ("JHT", "jht_employer", "jht_employee"),
    ("JP", "jp_employer", "jp_employee"),
)


def percent(parts_per_million: int) -> str:
    """2400 as 0,24 %."""
    units, rest = divmod(parts_per_million, 10_000)
    return f"{units},{rest:04d}".rstrip("0").rstrip(",") + " %"


def shown(kind: str, value: Value) -> str:
    """A value of the law as people write it."""
    if isinstance(value, tuple):
        if kind == "brackets":
            return "\n".join(f"mulai {whole(int(row[0]))}: {whole(int(row[1]))}" for row in value)  # type: ignore[index]
        return " · ".join(shown(kind.removesuffix("_list"), one) for one in value)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int):
        return _whole(kind, value)
    return str(value)


def shortly(kind: str, value: Value) -> str:
    """A value in one line: a bracket table only by its size."""
    if kind == "brackets" and isinstance(value, tuple):
        return f"tabel {len(value)} baris"
    return shown(kind, value)


def _whole(kind: str, value: int) -> str:
    if kind == "ppm":
        return percent(value)
    if kind == "rupiah":
        return rupiah(value)
    if kind == "month":
        return month_text(value)
    return f"{whole(value)} {_UNITS.get(kind, '')}".rstrip()


def parameter_table(parameter: Parameter, day: date) -> Table:
    """All dated values of a parameter, the one in force on the day marked."""
    table = Table(title=f"{parameter.path}: {parameter.meaning}", title_justify="left")
    for heading in ("", "Berlaku mulai", "Nilai", "Dasar hukum", "Sumber", "Status"):
        table.add_column(heading)
    current = parameter.index_on(day) - 1
    for index, one in enumerate(parameter.values):
        mark = "[green]berlaku[/green]" if index == current else ""
        status = _MARK if one.unverified else one.confidence
        note = f"\n[dim]{one.note}[/dim]" if one.note else ""
        value = shown(parameter.kind, one.value) + note
        table.add_row(mark, str(one.valid_from), value, one.basis, ", ".join(one.source), status)
    return table


def sources_table(parameters: Iterable[Parameter]) -> Table:
    """Where the source keys of some parameters point to."""
    keys = dict.fromkeys(key for parameter in parameters for one in parameter.values for key in one.source)
    table = Table(title="Sumber", title_justify="left", show_header=False)
    addresses = source_addresses()
    for key in keys:
        table.add_row(key, addresses.get(key, key))
    return table


def listing(statute: Statute, day: date) -> Table:
    """Every parameter with its value in force on a day."""
    table = Table(title=f"Hukum pada {day} (versi {statute.version})", title_justify="left")
    for heading in ("Parameter", "Nilai", "Dasar hukum", "Status"):
        table.add_column(heading)
    for path, parameter in sorted(statute.parameters.items()):
        count = parameter.index_on(day)
        if not count:
            table.add_row(path, "[dim]belum berlaku[/dim]", "", "")
            continue
        one = parameter.values[count - 1]
        table.add_row(path, shortly(parameter.kind, one.value), one.basis, _MARK if one.unverified else "")
    return table


def value_changes(changes: Iterable[ValueChange]) -> Table:
    """Old value, new value and the article of the new one."""
    table = Table(title="Parameter yang berubah", title_justify="left")
    for heading in ("Parameter", "Dari", "Menjadi", "Dasar hukum", "Mulai", "Status"):
        table.add_column(heading)
    for one in changes:
        kind = one.parameter.kind
        old = "[dim]belum ada[/dim]" if one.old is None else shortly(kind, one.old.value)
        new = shortly(kind, one.new.value) if one.value_changed else "[dim]nilai tetap, dasar baru[/dim]"
        status = _MARK if one.new.unverified else ""
        table.add_row(one.parameter.path, old, new, _bases(one.old, one.new), str(one.new.valid_from), status)
    return table


def _bases(old: DatedValue | None, new: DatedValue) -> str:
    return new.basis if old is None or old.basis == new.basis else f"{old.basis} → {new.basis}"


def formula_changes(changes: Iterable[FormulaChange]) -> Table:
    """Formulas with another version, and the articles."""
    table = Table(title="Rumus yang berubah", title_justify="left")
    for heading in ("Rumus", "Arti", "Dasar hukum"):
        table.add_column(heading)
    for one in changes:
        table.add_row(one.name, one.meaning, one.new.basis if one.new else "[dim]tidak berlaku lagi[/dim]")
    return table


def wage_earner_table(answer: dict[str, Any]) -> Table:
    """Programme by payer, with totals; JKK is left out where the class is unknown."""
    table = Table(title="Iuran sebulan", title_justify="left")
    table.add_column("Program")
    for heading in ("Pemberi kerja", "Pekerja", "Jumlah"):
        table.add_column(heading, justify="right")
    for programme, employer, employee in _PROGRAMMES:
        if employer in answer:
            shares = answer[employer], answer.get(employee, 0)
            table.add_row(programme, *(rupiah(amount) for amount in (*shares, sum(shares))))
    if "total" in answer:
        table.add_section()
        totals = answer["employer_total"], answer["employee_total"], answer["total"]
        table.add_row("Jumlah", *(rupiah(amount) for amount in totals))
    return table


def plain_table(answer: dict[str, Any]) -> Table:
    """Every amount of an answer that is not by payer."""
    table = Table(title="Iuran", title_justify="left")
    table.add_column("Bagian")
    table.add_column("Nilai", justify="right")
    for name, value in answer.items():
        if name != "unverified":
            amount = isinstance(value, int) and not isinstance(value, bool)
            table.add_row(LABELS.get(name, name), rupiah(value) if amount else _words(value))
    return table


LABELS = {
    "base": "Dasar iuran",
    "jkk": "JKK",
    "jkm": "JKM",
    "jht": "JHT",
    "total": "Jumlah",
    "pre": "Sebelum bekerja",
    "during_after": "Selama dan setelah bekerja",
    "contract_value_ex_vat": "Nilai kontrak tanpa PPN",
    "monthly_basis": "Upah sebulan",
    "relief": "Keringanan",
    "accepted": "Pilihan JHT diterima",
}


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def explanation_table(explanation: Explanation, of_day: bool = False) -> Table:
    """Each step with its value, article and the dated values it used; doubts are marked.

    Contributions go by the law of a month, benefits (`of_day`) by that of a day.
    """
    when = f"hari {explanation.day}" if of_day else f"bulan {explanation.month}"
    table = Table(title=f"Mengapa, menurut hukum {when}", title_justify="left")
    table.add_column("Langkah")
    table.add_column("Nilai", justify="right")
    table.add_column("Dasar hukum")
    table.add_column("Nilai yang dipakai")
    for step in explanation.steps:
        label = formula_label(step.name)
        name = f"{label.name}\n[dim]{step.name}[/dim]"
        table.add_row(name, _result(label.kind, int(step.value)), basis_words(step.basis), "\n".join(_used(step)))
    return table


def _result(kind: str, value: int) -> str:
    return _words(bool(value)) if kind == "flag" else shown(kind, value)


def _used(step: ExplainedStep) -> Iterable[str]:
    for one in dict.fromkeys(step.used):
        mark = f" {_MARK}" if one.unverified else ""
        yield f"{one.path} = {shortly(one.kind, one.value)} (sejak {one.valid_from}){mark}"


def console() -> Console:
    """Standard output; wide enough for the tables where it is no terminal."""
    terminal = Console()
    return terminal if terminal.is_terminal else Console(width=160)
