"""Coverage on a terminal, in Indonesian: tables and the sentences under them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from rich.console import Console
from rich.table import Table

from naungan.coverage.bases import BASES, DEFINITIONS, Basis
from naungan.coverage.compare import Comparison
from naungan.coverage.listing import Published
from naungan.coverage.published import Contradiction
from naungan.coverage.report import CoverageRow
from naungan.coverage.statistics import STATUSES, Fact

MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
NOT_COMPUTABLE = "tidak dapat dihitung"
VERDICTS = {
    "agrees": "cocok",
    "within-rounding": "cocok dalam pembulatan",
    "cut-off": "dipotong, bukan dibulatkan",
    "contradicts": "BERTENTANGAN dengan angkanya sendiri",
}


def day(on: date) -> str:
    """31 Des 2022."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def number(value: int | None) -> str:
    """1.358.610, and the plain words where there is none."""
    return NOT_COMPUTABLE if value is None else f"{value:,}".replace(",", ".")


def rate(value: Decimal | None) -> str:
    """66,00%, and the plain words where there is none."""
    return NOT_COMPUTABLE if value is None else f"{value:.2f}%".replace(".", ",")


def coverage(rows: list[CoverageRow], asked: date | None, explain: bool, console: Console) -> None:
    """The coverage table of a day with its basis, its parts, its sources and its contradictions."""
    if not rows:
        console.print("Belum ada wilayah pada tingkat ini.")
        return
    first = rows[0]
    if asked and asked != first.as_of:
        console.print(f"Angka per {day(asked)} diambil dari akhir bulan yang sudah ditutup: {day(first.as_of)}.")
    console.print(_coverage_table(rows))
    console.print(_basis_sentence(BASES[first.basis], first))
    if any(row.parts for row in rows):
        console.print(_parts_table(rows))
    for sentence in _sentences(rows, explain):
        console.print(f"• {sentence}", soft_wrap=True, highlight=False, markup=False)


def _sentences(rows: list[CoverageRow], explain: bool) -> Iterator[str]:
    """What the tables cannot hold: sources, what is missing, what contradicts, and how a rate came about."""
    yield from _published_sources(rows)
    for row in rows:
        if row.not_computable:
            yield f"{row.region}: {row.not_computable}."
        elif explain:
            yield (
                f"{row.region}: {number(row.numerator)} dari {number(row.denominator)} = {rate(row.rate)}. "
                f"Penyebut: {row.denominator_source}."
            )
        yield from (contradiction(row, other) for other in row.contradictions)


def _published_sources(rows: list[CoverageRow]) -> Iterator[str]:
    """Each page that a rate of the last column was printed on, with its caveat."""
    pages: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row.published:
            pages.setdefault((row.published.source, row.published.note), []).append(row.region)
    for (source, note), regions in pages.items():
        yield f"Terbitan {', '.join(regions)}: {source}{f' ({note})' if note else ''}."


def _coverage_table(rows: list[CoverageRow]) -> Table:
    first = rows[0]
    table = Table(title=f"Cakupan per {day(first.as_of)}, segmen {first.segments}, dasar {first.basis}")
    for name in ("#", "Wilayah"):
        table.add_column(name)
    for name in ("Cakupan", "Pembilang", "Penyebut", "Pangsa peserta", "Terbitan"):
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(
            str(row.rank or ""),
            f"{row.region_code} {row.region}",
            rate(row.rate),
            number(row.numerator),
            number(row.denominator),
            "" if row.share_of_participants is None else rate(row.share_of_participants),
            _beside(row.published),
        )
    return table


def _parts_table(rows: list[CoverageRow]) -> Table:
    table = Table(title="Pembilang menurut segmen (orang, dan poin cakupan)")
    table.add_column("Wilayah")
    for part in next(row.parts for row in rows if row.parts):
        table.add_column(part.segment, justify="right")
    for row in rows:
        cells = [
            number(part.numerator) + (f" ({rate(part.points)})" if part.points is not None else "")
            for part in row.parts
        ]
        table.add_row(f"{row.region_code} {row.region}", *cells)
    return table


def _basis_sentence(basis: Basis, row: CoverageRow) -> str:
    return (
        f"Dasar {basis.code}: {basis.name}; {basis.definition}. Tidak termasuk: {basis.leaves_out}. "
        f"Aktif: {DEFINITIONS[row.definition].name}. Sumber: {row.source}."
    )


def _beside(told: Fact | None) -> str:
    return "" if told is None else f"{rate(told.value)} ({day(told.on)})"


def contradiction(row: CoverageRow, other: Contradiction) -> str:
    """One contradiction in a plain sentence, with its source."""
    told, fact = row.published, other.fact
    here = told if told and told.on == row.as_of else None
    own = f"{rate(here.value)} terbitan" if here else f"{rate(row.rate)} yang dihitung"
    if fact.unit == "persons":
        said = f"{number(fact.people)} peserta per {day(fact.on)}, yang menjadi {rate(other.rate)} pada dasar ini"
    else:
        basis = fact.basis or "yang tidak disebut"
        said = f"{_indicator(fact)} {rate(fact.value)} per {day(fact.on)} pada dasar {basis}"
    return f"{row.region}: {own} tidak sama dengan {said} ({fact.source})."


def _indicator(fact: Fact) -> str:
    words = {"coverage_rate_low": "sekurangnya", "coverage_rate_high": "setinggi-tingginya"}
    return words.get(fact.indicator, "cakupan")


def comparison(found: Comparison, console: Console) -> None:
    """Two figures of one basis and their difference."""
    table = Table(title=f"Perbandingan pada dasar {found.left.basis}, segmen {found.left.segments}")
    for name in ("Wilayah", "Per tanggal", "Cakupan", "Pembilang", "Penyebut"):
        table.add_column(name, justify="left" if name in ("Wilayah", "Per tanggal") else "right")
    for figure, of in ((found.left, found.left_rate), (found.right, found.right_rate)):
        table.add_row(
            figure.region_name, day(figure.as_of), rate(of), number(figure.numerator), number(figure.denominator)
        )
    console.print(table)
    points, people = f"{found.points:+.2f}".replace(".", ","), f"{found.more_participants:+,}".replace(",", ".")
    console.print(f"Selisih {points} poin; pembilang {people} orang.")
    if found.denominator_changed:
        console.print("Penyebutnya berubah: sebagian selisih berasal dari penyebut, bukan dari kepesertaan.")


def published(found: Iterable[Published], console: Console) -> None:
    """Published numbers side by side, each with its source and whether it agrees with itself."""
    for one in found:
        fact = one.fact
        value = number(fact.people) if fact.unit == "persons" else rate(fact.value)
        check = f"; dihitung ulang {rate(one.check.recomputed)}: {VERDICTS[one.check.verdict]}" if one.check else ""
        basis = f" [dasar {fact.basis}]" if fact.basis else ""
        console.print(
            f"{fact.period}  {fact.indicator} {fact.segment}{basis}: {value} ({STATUSES[fact.status]}){check}",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
        for line in (fact.source, fact.note):
            if line:
                console.print(f"    {line}", markup=False, highlight=False, soft_wrap=True)
