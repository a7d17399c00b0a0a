"""The door `naungan plan`: whom a sum of money protects, and why so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from naungan.errors import WrongUse
from naungan.law.months import first_day, month_of
from naungan.screen import Column, show
from naungan.sponsorship.planner.frontier import Point, frontier, price_of, what_if
from naungan.sponsorship.planner.read_groups import read_groups
from naungan.sponsorship.planner.reform import reformed
from naungan.sponsorship.planner.request import Group, Objective, Package, Request
from naungan.sponsorship.planner.solve import Plan, plan
from naungan.sponsorship.planner.why import why
from naungan.sponsorship.planner.words import OBJECTIVES, group_words, reasons
from naungan.sponsorship.short_scheme import short_scheme
from naungan.sponsorship.short_scheme_words import short_words
from naungan.wording import month_of_text, month_words, rupiah, whole

MOST_LINES = 30


def plan_money(
    money: Annotated[int, typer.Option(help="uang yang ada, rupiah")],
    district: Annotated[str, typer.Option(help="kode kabupaten/kota, misalnya 64.09")] = "",
    people: Annotated[int, typer.Option(help="berapa orang, bila tanpa daftar")] = 0,
    groups: Annotated[Path | None, typer.Option(help="CSV: kabupaten,pekerjaan,desil,risiko,orang")] = None,
    from_list: Annotated[int, typer.Option("--list", help="nomor daftar yang sudah dinilai")] = 0,
    first: Annotated[str, typer.Option("--from", help="bulan pertama, TTTT-BB")] = "2025-01",
    months: Annotated[int, typer.Option(help="panjang masa rencana, bulan")] = 12,
    least: Annotated[int, typer.Option(help="paling sedikit bulan tiap orang (0: sepanjang masa)")] = 0,
    objective: Annotated[Objective, typer.Option(help="yang diutamakan")] = Objective.MOST,
    paid_by: Annotated[str, typer.Option(help="APBD, APBN, DBH, village, company, donor")] = "APBD",
    jht: Annotated[bool, typer.Option(help="boleh juga paket dengan JHT")] = False,
    to_end: Annotated[bool, typer.Option(help="siapa yang mulai, terlindungi sampai akhir")] = False,
    target: Annotated[int, typer.Option(help="harga termurah untuk sekian orang terlindungi pada akhir")] = 0,
    reform: Annotated[list[str] | None, typer.Option(help="hukum lain: bpu.jkm_amount=3400")] = None,
    with_frontier: Annotated[bool, typer.Option("--frontier", help="juga uang lain, dari nol sampai semua")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="satu objek JSON")] = False,
) -> None:
    """Siapa dilindungi dengan uang sekian, mulai kapan, berapa lama, dan mengapa begitu."""
    begin = month_of(month_of_text(first))
    asked = Request(
        _groups(district, people, groups, from_list), money, begin, months,
        least=least or months, objective=objective, paid_by=paid_by, to_end=to_end,
        packages=(Package.BASIC, Package.SAVINGS) if jht else (Package.BASIC,),
    )  # fmt: skip
    found = plan(asked)
    told = _as_object(found)
    if target:
        told["price_of_target"] = {"people": target, "rupiah": price_of(asked, target).rupiah}
    if reform:
        told["under_reform"] = _sums(what_if(asked, reformed(reform, begin)).then)
    points = frontier(asked) if with_frontier else []
    if points:
        told["frontier"] = [_point(one) for one in points]
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        _show(Console(), found, told, points)


def _groups(district: str, people: int, groups: Path | None, from_list: int) -> tuple[Group, ...]:
    if sum(1 for one in (people, groups, from_list) if one) != 1:
        raise WrongUse("Sebutkan orangnya dengan satu cara: --people, --groups, atau --list.")
    if groups:
        return tuple(one for one in read_groups(groups) if one.district.startswith(district))
    if people:
        return (Group(district or "-", "pekerja rentan", 0, 3, people),)
    from naungan.sponsorship.list_groups import groups_of_list

    return tuple(one for one in groups_of_list(from_list) if one.district.startswith(district))


def _as_object(found: Plan) -> dict[str, Any]:
    asked = found.asked
    return {
        **_sums(found),
        "lines": [
            {
                "district": asked.groups[line.group].district,
                "occupation": asked.groups[line.group].occupation,
                "decile": asked.groups[line.group].decile,
                "package": line.package,
                "from": f"{first_day(line.first_month):%Y-%m}",
                "months": line.months,
                "people": line.people,
                "rupiah": line.cost,
            }
            for line in found.lines
        ],
        "why": list(reasons(why(found))),
        "law_version": found.problem.prices.law_version,
        "unverified": found.problem.prices.unverified,
    }


def _sums(found: Plan) -> dict[str, Any]:
    return {
        "objective": found.asked.objective,
        "money": found.asked.money,
        "people": found.people,
        "person_months": found.person_months,
        "at_end": found.at_end,
        "rupiah": found.cost,
        "left": found.left,
        "proven": found.proven,
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "money": point.money,
        "people": point.people,
        "person_months": point.person_months,
        "coverage_points": str(round(point.points, 2)),
    }


COLUMNS = (
    Column("siapa"), Column("mulai"), Column("bulan", number=True), Column("orang", number=True),
    Column("paket", detail=True), Column("biaya", number=True),
)  # fmt: skip


def _show(console: Console, found: Plan, told: dict[str, Any], points: list[Point]) -> None:
    asked = found.asked
    rows = [
        (
            group_words(asked.groups[line.group]),
            month_words(first_day(line.first_month)),
            str(line.months),
            whole(line.people),
            line.package.value,
            whole(line.cost),
        )
        for line in found.lines[:MOST_LINES]
    ]
    title = f"{rupiah(asked.money)}: {str(OBJECTIVES[asked.objective]).lower()}"
    total = ("Jumlah", "", "", whole(found.people), "", whole(found.cost))
    show(console, title, COLUMNS, rows, total)
    if len(found.lines) > MOST_LINES:
        console.print(f"… dan {len(found.lines) - MOST_LINES} baris lagi (--json menunjukkan semuanya)")
    console.print(f"{whole(found.person_months)} orang-bulan; tersisa {rupiah(found.left)}")
    for sentence in told["why"]:
        console.print(f"  • {sentence}", highlight=False)
    scheme = short_scheme(asked.first_month, min((line.months for line in found.lines), default=asked.months))
    for sentence in short_words(scheme):
        console.print(f"  ! {sentence}", highlight=False)
    if "price_of_target" in told:
        price = told["price_of_target"]
        console.print(f"{whole(price['people'])} orang pada akhir masa: {rupiah(price['rupiah'])}")
    if "under_reform" in told:
        other = told["under_reform"]
        console.print(f"Dengan hukum yang diubah: {whole(other['people'])} orang, {rupiah(other['rupiah'])}")
    if points:
        columns = (Column("uang", number=True), Column("orang", number=True), Column("orang-bulan", number=True))
        lines = [(whole(one.money), whole(one.people), whole(one.person_months)) for one in points]
        show(console, "Uang lain", columns, lines)
    if found.problem.prices.unverified:
        console.print(f"[dim]Belum terverifikasi: {', '.join(found.problem.prices.unverified)}[/dim]")
