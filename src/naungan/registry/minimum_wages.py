"""The minimum wage of a district or province in a year, as published; readable without a database."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache

from naungan.registry.errors import UnknownRegion
from naungan.registry.region_facts import by_code, data_rows, dotted
from naungan.saying import gettext as _

DISTRICT, PROVINCE = "UMK", "UMP"


@dataclass(frozen=True, slots=True)
class MinimumWage:
    """A minimum wage. `rupiah` is the lowest whole-rupiah monthly wage that satisfies it.

    `printed` is the amount as published (decrees carry sen). `kind` is UMK, or UMP where the district
    has none of its own here. `status` is published, secondary (compiled) or derived (computed).
    """

    year: int
    code: str
    kind: str
    rupiah: int
    printed: str
    status: str
    source: str
    note: str


def minimum_wage(region_code: str, year: int) -> MinimumWage | None:
    """The minimum wage of a region (Kemendagri code) in a year: its UMK, else the UMP of its province.

    None where neither is known, which is not the same as no minimum. Raises UnknownRegion for a code
    that never was one.
    """
    code = dotted(region_code)
    if code not in by_code():
        raise UnknownRegion(
            _("Kode wilayah %(region_code)s tidak dikenal: tulis kode Kemendagri (64.72).")
            % {"region_code": repr(region_code)}
        )
    known = _minimum_wages()
    return known.get((year, code)) or known.get((year, code[:2]))


@lru_cache(maxsize=1)
def _minimum_wages() -> dict[tuple[int, str], MinimumWage]:
    rows = data_rows("minimum_wages.csv")
    return {(int(row["year"]), row["code"]): _wage(row) for row in rows}


def _wage(row: dict[str, str]) -> MinimumWage:
    return MinimumWage(
        year=int(row["year"]),
        code=row["code"],
        kind=row["kind"],
        rupiah=int(Decimal(row["amount"]).to_integral_value(rounding=ROUND_CEILING)),
        printed=row["amount"],
        status=row["status"],
        source=row["source"],
        note=row["note"],
    )
