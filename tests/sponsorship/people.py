"""A government with a scheme, files as villages send them, and the people in them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from tests.factories import a_sponsor

from naungan.registry.models import Payer, Region
from naungan.registry.nik import compose
from naungan.registry.regions import load_regions
from naungan.sponsorship.lists.judge import judge_list
from naungan.sponsorship.lists.receive import receive_list
from naungan.sponsorship.models import Candidate, CandidateList, Scheme
from naungan.sponsorship.open_scheme import open_scheme

JANUARY = date(2023, 1, 1)
PENAJAM = "64.09"
HEAD = ("NIK", "Nama Lengkap", "Tgl. Lahir", "L/P", "Kode Desa", "Pekerjaan", "Desil", "Status Disabilitas")


def a_government(fund: str = "apbd") -> Payer:
    """A sponsor of Penajam Paser Utara; all regions are there."""
    if not Region.objects.filter(code=PENAJAM).exists():
        load_regions()
    payer = a_sponsor(fund)
    payer.region = Region.objects.get(code=PENAJAM, valid__contains=JANUARY)
    payer.save()
    return Payer.objects.select_related("sponsor").get(pk=payer.pk)


def a_scheme(payer: Payer | None = None, **rules: object) -> Scheme:
    """A scheme of the year 2023."""
    told: dict[str, object] = {"name": "Nelayan dan petani 2023", "first_month": JANUARY, "months": 12}
    return open_scheme(payer or a_government(), **(told | rules))  # type: ignore[arg-type]


def nik(serial: int, born_on: date = date(1985, 3, 20), sex: str = "L", district: str = PENAJAM) -> str:
    """A NIK of Penajam."""
    return compose(district=district, born_on=born_on, sex=sex, serial=serial)


def born(serial: int) -> date:
    """A birth day of somebody's own."""
    return date(1970, 3, 13) + timedelta(days=serial * 131)


def a_row(
    serial: int, name: str, born_on: date | None = None, sex: str = "L", occupation: str = "Nelayan",
    decile: str = "1", village: str = "64.09.01.1001", number: str | None = None,
) -> list[str]:  # fmt: skip
    """A row of a file, with things that are nobody's business beside those that count."""
    born_on = born_on or born(serial)
    own = nik(serial, born_on, sex) if number is None else number
    return [own, name, f"{born_on:%d/%m/%Y}", sex, village, occupation, decile, "tidak"]


def a_file(folder: Path, rows: Sequence[Sequence[str]], name: str = "calon.csv", head: Sequence[str] = HEAD) -> Path:
    """A CSV under a title, as villages send it."""
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(["DAFTAR CALON PENERIMA", *[""] * (len(head) - 1)])
        writer.writerow([""] * len(head))
        writer.writerow(head)
        writer.writerows(rows)
    return path


def a_list(folder: Path, scheme: Scheme, rows: Sequence[Sequence[str]], name: str = "calon.csv") -> CandidateList:
    """A list that came in and was judged."""
    received = receive_list(a_file(folder, rows, name), scheme, source="Desa", given_by="Sekretaris desa")
    judge_list(received.listing.pk)
    return received.listing


def verdicts(listing: CandidateList) -> dict[str, tuple[str, list[str]]]:
    """Verdict and codes by name."""
    rows = Candidate.objects.filter(listing=listing).order_by("line")
    return {one.name: (one.verdict, [kept["code"] for kept in one.reasons]) for one in rows}
