"""Open data: participants by region and segment and coverage by basis, as CSV with their metadata (CSVW).

Metadata says what Satu Data asks of statistical data: concept, definition, classification, measure and unit.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from naungan.coverage.arithmetic import percent
from naungan.coverage.bases import ALL, BASES, DEFINITIONS, LEVELS, SEGMENTS
from naungan.coverage.models import Figure
from naungan.coverage.report import day_of_figures
from naungan.coverage.scale import population_scale, told
from naungan.publications import addresses
from naungan.publications.errors import NoSuchReport
from naungan.publications.keep import Draft, Made
from naungan.publications.models import Kind
from naungan.publications.suppress import Rule, Sum, hidden, rule
from naungan.publications.traced import Trail
from naungan.registry.models import Region
from naungan.registry.region_facts import KALIMANTAN
from naungan.saying import gettext

DEFINITION = "active-or-grace"
TITLES = {"peserta": "Peserta aktif menurut wilayah dan segmen", "cakupan": "Cakupan menurut wilayah dan dasar"}
EVERY = (ALL, *SEGMENTS)
Cell = tuple[str, str]
LEVEL_WORDS = {level: word for word, level in LEVELS.items()}
PARTICIPANTS = (
    ("per_tanggal", "date", "hari terakhir bulan yang ditutup"),
    ("kode_wilayah", "string", "kode Kemendagri; KAL lima provinsi bersama"),
    ("wilayah", "string", "nama wilayah"),
    ("tingkat", "string", "region, province atau district"),
    ("segmen", "string", "ALL, PU, BPU, JAKON, PMI"),
    ("peserta_aktif", "integer", "orang; kosong bila disembunyikan"),
    ("keterangan", "string", "kosong, atau mengapa angkanya tidak ada"),
)
COVERAGE = (
    *PARTICIPANTS[:4],
    ("dasar", "string", "dasar penyebut"),
    ("pembilang", "integer", "peserta aktif, orang; kosong bila disembunyikan"),
    ("penyebut", "integer", "orang; kosong bila tidak dapat dihitung"),
    ("persen", "decimal", "pembilang dibagi penyebut, dua desimal; boleh di atas 100"),
    ("sumber_penyebut", "string", "asal penyebut, atau mengapa tidak ada"),
)


def open_data(region_code: str, as_of: date | None) -> Draft:
    """The open data of the whole region on a day. Raises NoSuchReport for anything but KAL, NotComputedYet."""
    if region_code != KALIMANTAN:
        raise NoSuchReport(
            gettext("Data terbuka dibuat untuk seluruh wilayah (%(whole)s); yang diminta %(region_code)s.")
            % {"whole": KALIMANTAN, "region_code": repr(region_code)}
        )
    day, in_force = day_of_figures(as_of), rule()
    found = list(Figure.objects.filter(as_of=day, definition=DEFINITION).order_by("region_code", "basis", "segments"))
    cells = {(one.region_code, one.segments): one.numerator for one in found}
    left_out = hidden(cells, sums_of(cells), in_force.minimum)
    name = f"naungan-{day.isoformat()}"
    files = _files(name, day, found, left_out, in_force)
    digest = hashlib.sha256(b"".join(file.content for file in files)).hexdigest()
    trail = Trail()
    trail.source(
        f"Peserta aktif dan cakupan per {day.isoformat()}, {len(left_out)} angka disembunyikan",
        addresses.of_figure(KALIMANTAN, day),
    )
    region = Region.objects.filter(code=KALIMANTAN).latest("id")
    return Draft(Kind.OPEN_DATA, region, day, "Data terbuka cakupan Kalimantan", trail, digest, lambda _: files)


def sums_of(cells: dict[Cell, int]) -> list[Sum[Cell]]:
    """What adds up in the table: segments to all, districts to provinces, provinces to the region."""
    codes = sorted({code for code, _ in cells})
    provinces = [code for code in codes if code != KALIMANTAN and "." not in code]
    below = {KALIMANTAN: [code for code in provinces if code[:2] in _PROVINCES]} | {
        province: [code for code in codes if code.startswith(f"{province}.")] for province in provinces
    }
    sums = [Sum((code, ALL), tuple((code, segment) for segment in SEGMENTS)) for code in codes]
    sums += [
        Sum((code, segment), tuple((part, segment) for part in parts))
        for code, parts in below.items()
        if parts and code in codes
        for segment in EVERY
    ]
    # People counted in a province itself, in none of its districts, leave no sum that a reader could use.
    return [one for one in sums if cells[one.total] == sum(cells[part] for part in one.parts)]


_PROVINCES = frozenset({"61", "62", "63", "64", "65"})


def _files(
    name: str, day: date, found: Sequence[Figure], left_out: frozenset[Cell], in_force: Rule
) -> tuple[Made, ...]:
    people = _csv(PARTICIPANTS, _participants(day, found, left_out, in_force))
    rates = _csv(COVERAGE, _coverage(day, found, left_out))
    made = []
    for kind, columns, content in (("peserta", PARTICIPANTS, people), ("cakupan", COVERAGE, rates)):
        made.append(Made(f"{name}-{kind}.csv", "text/csv; charset=utf-8", content))
        metadata = _metadata(f"{name}-{kind}.csv", kind, day, columns, in_force)
        written = json.dumps(metadata, ensure_ascii=False, indent=2).encode() + b"\n"
        made.append(Made(f"{name}-{kind}.csv-metadata.json", "application/csvm+json", written))
    return tuple(made)


def _participants(day: date, found: Sequence[Figure], left_out: frozenset[Cell], in_force: Rule) -> list[list[Any]]:
    once = {(one.region_code, one.segments): one for one in found}
    rows = []
    for key, one in sorted(once.items(), key=lambda item: (item[1].level, item[0][0], EVERY.index(item[0][1]))):
        shown = key not in left_out
        value = one.numerator if shown else None
        rows.append([*_where(day, one), one.segments, value, "" if shown else in_force.said["id"]])
    return rows


def _coverage(day: date, found: Sequence[Figure], left_out: frozenset[Cell]) -> list[list[Any]]:
    rows = []
    for one in found:
        if one.segments != BASES[one.basis].segments[0]:
            continue
        shown = (one.region_code, one.segments) not in left_out
        rate = percent(one.numerator, one.denominator) if one.denominator and shown else None
        rows.append(
            [
                *_where(day, one),
                one.basis,
                one.numerator if shown else None,
                one.denominator,
                rate,
                one.denominator_source,
            ]
        )
    return rows


def _where(day: date, one: Figure) -> list[Any]:
    return [day.isoformat(), one.region_code, one.region_name, LEVEL_WORDS[one.level]]


def _csv(columns: Sequence[tuple[str, str, str]], rows: Sequence[Sequence[Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([name for name, _, _ in columns])
    writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
    return text.getvalue().encode()


def _metadata(
    url: str, kind: str, day: date, columns: Sequence[tuple[str, str, str]], in_force: Rule
) -> dict[str, Any]:
    sample = told(population_scale())
    invented = f"Basis data contoh ({sample}): orangnya tidak nyata. " if sample else ""
    keys = ["per_tanggal", "kode_wilayah", "segmen" if kind == "peserta" else "dasar"]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "id"}],
        "url": url,
        "dc:title": TITLES[kind],
        "dc:issued": day.isoformat(),
        "dc:publisher": "Naungan",
        "dc:language": "id",
        "rdfs:comment": f"{invented}{in_force.said['id']}",
        "satudata": {
            "konsep": "Cakupan jaminan sosial ketenagakerjaan",
            "definisi": f"Orang yang {DEFINITIONS[DEFINITION].name} pada hari terakhir bulan, dihitung satu kali",
            "klasifikasi": "wilayah (kode Kemendagri); segmen" if kind == "peserta" else "wilayah; dasar penyebut",
            "ukuran": "jumlah" if kind == "peserta" else "persentase",
            "satuan": "orang" if kind == "peserta" else "persen",
            "penyamaran": {"kurang_dari": in_force.minimum, "kata": in_force.said["id"]},
        },
        "tableSchema": {
            "columns": [
                {"name": name, "titles": name, "datatype": datatype, "dc:description": words}
                for name, datatype, words in columns
            ],
            "primaryKey": keys,
        },
    }  # fmt: skip
