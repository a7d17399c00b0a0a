"""The door `naungan mandates`: open a year's obligations, see a government, do the calendar's work."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer
from django.utils import timezone
from rich.console import Console

from naungan.coverage.reading import read_day
from naungan.errors import WrongUse
from naungan.mandates.opening import open_obligations
from naungan.mandates.overview import Government, government, standings
from naungan.mandates.reminders import remind
from naungan.mandates.templatetags.mandate_words import standing_words
from naungan.registry.models import Region
from naungan.screen import Column, show
from naungan.web.templatetags.formats import day_short, percent

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
AsOf = Annotated[str, typer.Option(help="Per tanggal, TTTT-BB-HH; tanpa ini: hari ini")]


@app.command("open")
def open_year(year: Annotated[int, typer.Option(help="Tahun jatuh tempo")]) -> None:
    """Buka kewajiban satu tahun untuk setiap pemerintah daerah."""
    if not 2021 <= year <= 2100:
        raise WrongUse(f"Tahun {year} tidak dapat dibuka: Inpres 2/2021 berlaku sejak 2021.")
    print(f"{open_obligations(year)} kewajiban dibuka untuk {year}.")


@app.command("show")
def show_government(
    region: Annotated[str, typer.Option(help="Kode provinsi atau kabupaten; tanpa ini: semuanya")] = "",
    as_of: AsOf = "",
) -> None:
    """Kewajiban, bukti, dan indikator satu pemerintah daerah, atau semuanya sekilas."""
    on = read_day(as_of) if as_of else timezone.localdate()
    if not region:
        _all(on)
        return
    found = Region.objects.filter(code=region, level__in=(1, 2)).first()
    if found is None:
        raise WrongUse(f"Pemerintah daerah {region!r} tidak ada. Pakai kode provinsi (64) atau kabupaten (64.72).")
    _one(government(found, on))


@app.command("remind")
def remind_now(as_of: AsOf = "") -> None:
    """Kerjakan kalender: pengingat jatuh tempo dan bukti yang berakhir."""
    done = remind(read_day(as_of) if as_of else timezone.localdate())
    print(f"{done.due} pengingat jatuh tempo, {done.evidence} pengingat bukti, {done.expired} bukti berakhir.")


def _all(on: date) -> None:
    columns = (Column("Pemerintah daerah"), *(Column(name, number=True) for name in ("diminta", "terbukti", "lewat")))
    rows = [(f"{o.region_code} {o.region}", str(o.asked), str(o.verified), str(o.late)) for o in standings(on)]
    show(Console(), f"Kewajiban {on.year} per {day_short(on)}", columns, rows)


def _one(found: Government) -> None:
    rows = [
        (
            one.duty.code, one.duty.words["id"], one.obligation.period,
            day_short(one.obligation.due_on) if one.obligation.due_on else "", standing_words(one.standing),
        )
        for one in found.asked
    ]  # fmt: skip
    columns = (Column("Kode"), Column("Kewajiban"), Column("Masa"), Column("Jatuh tempo"), Column("Keadaan"))
    show(Console(), f"{found.region.name} per {day_short(found.on)}", columns, rows)
    told = [
        (
            one.indicator.words["id"],
            "tidak dapat dihitung" if one.value is None else percent(one.value, 2),
            one.period,
        )
        for one in found.indicators
    ]
    show(Console(), "Indikator", (Column("Indikator"), Column("Nilai", number=True), Column("Masa")), told)
