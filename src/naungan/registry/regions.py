"""Regions in the database: carry the facts in, and find the region a code means on a day."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.models import Q

from naungan.registry.errors import UnknownCodeSystem, UnknownRegion
from naungan.registry.models import Region
from naungan.registry.region_facts import (
    BPS,
    CODE_SYSTEMS,
    KEMENDAGRI,
    OWN_CODES,
    RegionFact,
    by_code,
    dotted,
    region_facts,
)
from naungan.saying import gettext as _
from naungan.web.templatetags import formats

_FACTS = """
CREATE TEMP TABLE region_facts ON COMMIT DROP AS
SELECT fact.*, daterange(valid_from, valid_until) AS valid
FROM jsonb_to_recordset(%s) AS fact(
    code_system text, code text, level smallint, kind text, name text, parent_code text, bps_code text,
    aliases text, population_2025 integer, latitude text, longitude text, source text,
    valid_from date, valid_until date)
"""
_UPDATE = """
UPDATE registry_region r
SET level = f.level, kind = f.kind, name = f.name, bps_code = f.bps_code, aliases = f.aliases,
    valid = f.valid, population_2025 = f.population_2025, latitude = f.latitude,
    longitude = f.longitude, source = f.source
FROM region_facts f
WHERE (r.code_system, r.code) = (f.code_system, f.code) AND r.valid && f.valid
  AND (r.level, r.kind, r.name, r.bps_code, r.aliases, r.valid, r.population_2025, r.latitude,
       r.longitude, r.source)
   IS DISTINCT FROM (f.level, f.kind, f.name, f.bps_code, f.aliases, f.valid, f.population_2025, f.latitude,
       f.longitude, f.source)
"""
_INSERT = """
INSERT INTO registry_region (id, code_system, code, level, kind, name, bps_code, aliases, valid,
    population_2025, latitude, longitude, source)
SELECT coalesce((SELECT max(id) FROM registry_region), 0) + row_number() OVER (ORDER BY f.level, f.code),
    f.code_system, f.code, f.level, f.kind, f.name, f.bps_code, f.aliases, f.valid,
    f.population_2025, f.latitude, f.longitude, f.source
FROM region_facts f
WHERE NOT EXISTS (
    SELECT 1 FROM registry_region r
    WHERE (r.code_system, r.code) = (f.code_system, f.code) AND r.valid && f.valid)
"""
# Ids are two bytes; a sequence that counted every load that was rolled back would soon be used up.
_NEXT_ID = """
SELECT setval(pg_get_serial_sequence('registry_region', 'id'), max(id)) FROM registry_region
"""
_PARENTS = """
UPDATE registry_region r
SET parent_id = p.id
FROM region_facts f LEFT JOIN registry_region p ON p.code = f.parent_code AND p.valid && f.valid
WHERE (r.code_system, r.code) = (f.code_system, f.code) AND r.valid && f.valid
  AND r.parent_id IS DISTINCT FROM p.id
"""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many regions are new and how many were brought up to date."""

    inserted: int
    updated: int


@transaction.atomic
def load_regions() -> Loaded:
    """Bring the regions of the database to the facts of this version; a second time changes nothing.

    A code known to the database and not to the facts stays as it is.
    """
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE registry_region IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(_FACTS, [json.dumps([_row(fact) for fact in region_facts()])])
        cursor.execute(_UPDATE)
        updated = cursor.rowcount
        cursor.execute(_INSERT)
        inserted = cursor.rowcount
        cursor.execute(_NEXT_ID)
        cursor.execute(_PARENTS)
        cursor.execute("DROP TABLE region_facts")
    return Loaded(inserted, updated)


def find_region(code: str, on: date, system: str = KEMENDAGRI) -> Region:
    """The region that a code means on a day.

    `system` says whose number it is: Kemendagri (64.02 or 6402, and KAL for the five provinces) or BPS
    (6403). The two number the same district differently, so the digits alone say nothing. Raises
    UnknownCodeSystem, and UnknownRegion with what became of an abolished code.
    """
    if system not in CODE_SYSTEMS:
        raise UnknownCodeSystem(
            _("Sistem kode %(system)s tidak dikenal: pakai kemendagri atau bps.") % {"system": repr(system)}
        )
    given = code.strip()
    matching = _bps(given) if system == BPS else _kemendagri(given)
    found = Region.objects.filter(matching, valid__contains=on).first()
    if found is None:
        raise UnknownRegion(_unknown(given, on, system))
    return found


def _kemendagri(code: str) -> Q:
    return Q(code=dotted(code), code_system__in=(KEMENDAGRI, OWN_CODES))


def _bps(code: str) -> Q:
    return Q(bps_code=f"{code}00" if len(code) == 2 else code) & ~Q(bps_code="")


def _unknown(code: str, on: date, system: str) -> str:
    fact = by_code().get(dotted(code)) if system == KEMENDAGRI else None
    if fact is None:
        return _("Kode wilayah %(code)s (%(system)s) tidak dikenal pada %(on)s. Periksa sistem kodenya.") % {
            "code": repr(code), "system": system, "on": formats.day(on),
        }  # fmt: skip
    named = {"code": fact.code, "name": fact.name}
    if fact.valid_from is not None and on < fact.valid_from:
        return _("Kode wilayah %(code)s %(name)s baru berlaku mulai %(since)s; tanggal yang diminta %(on)s.") % (
            named | {"since": formats.day(fact.valid_from), "on": formats.day(on)}
        )
    if fact.holds_on(on):
        return _("Wilayah %(code)s %(name)s belum dimuat: jalankan pemuatan wilayah dahulu.") % named
    named["became"] = fact.became
    if fact.valid_until is None:
        return _("Kode wilayah %(code)s %(name)s tidak berlaku lagi: pakai %(became)s.") % named
    return _("Kode wilayah %(code)s %(name)s tidak berlaku lagi sejak %(until)s: pakai %(became)s.") % (
        named | {"until": formats.day(fact.valid_until)}
    )


def _row(fact: RegionFact) -> dict[str, object]:
    unsure = f"; kode BPS {fact.bps_status}" if fact.bps_status == "unverified" else ""
    return {
        "code_system": fact.code_system,
        "code": fact.code,
        "level": fact.level,
        "kind": fact.kind,
        "name": fact.name,
        "parent_code": fact.parent_code,
        "bps_code": fact.bps_code,
        "aliases": fact.aliases,
        "population_2025": fact.population_2025,
        "latitude": fact.latitude,
        "longitude": fact.longitude,
        "source": f"{fact.status}: {fact.source}{unsure}",
        "valid_from": fact.valid_from.isoformat() if fact.valid_from else None,
        "valid_until": fact.valid_until.isoformat() if fact.valid_until else None,
    }
