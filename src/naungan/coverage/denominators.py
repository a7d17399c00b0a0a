"""Which denominator a region has on a day and basis, and where it comes from. Pure data, no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from naungan.coverage.arithmetic import half_up, share_out
from naungan.coverage.bases import ALL, Basis, basis_called
from naungan.coverage.statistics import STATUSES, STRENGTH, Fact, Statistics, packaged
from naungan.registry.region_facts import KALIMANTAN, PROVINCES_OF_KALIMANTAN

SHARED_BY = "employed_estimate"
PRINTED, SUMMED, SHARED_OUT = "printed", "summed", "shared-out"


@dataclass(frozen=True)
class Denominator:
    """How many people a basis holds in a region on a day, and how that is known.

    `how` says printed, summed or shared out; `source` is that in a sentence in Indonesian with the address;
    `facts` are those used; `status` is the weakest of theirs, at least derived when shared out or added up.
    """

    value: int
    how: str
    source: str
    facts: tuple[Fact, ...]
    status: str
    note: str

    @property
    def statistics(self) -> tuple[str, ...]:
        """The references of the facts used."""
        return tuple(fact.reference for fact in self.facts)


def denominator(region_code: str, basis: str, on: date, statistics: Statistics | None = None) -> Denominator | None:
    """Denominator of a region (KAL, a province, or a district code) on a day; None: not computable.

    First the region's own statistic by the rule of the basis, else a district's part of its
    province, else the sum of the five provinces for KAL. Raises UnknownBasis.
    """
    known = packaged() if statistics is None else statistics
    asked = basis_called(basis)
    own = nearest(asked, region_code, on, known)
    if own:
        return _as_printed(own, on)
    if region_code == KALIMANTAN:
        return _sum_of_provinces(asked, on, known)
    if "." in region_code and asked.shared:
        return _part_of_province(region_code, asked, on, known)
    return None


def nearest(basis: Basis, region_code: str, on: date, known: Statistics) -> Fact | None:
    """The statistic that stands for `on`: last within days_before, else first within days_after.

    Of several of one day the better status goes first, then the better indicator.
    """
    found = [
        fact
        for indicator in basis.indicators
        for fact in known.of(indicator, region_code)
        if fact.basis == basis.code and fact.segment == ALL
    ]
    before = [fact for fact in found if 0 <= (on - fact.on).days <= basis.days_before]
    after = [fact for fact in found if 0 < (fact.on - on).days <= basis.days_after]
    return min(before or after, key=lambda fact: (abs((on - fact.on).days), *_rank(fact, basis)), default=None)


def target_participants(province_code: str, on: date, statistics: Statistics | None = None) -> int | None:
    """Active participants that published figures ask for on that very day; None where none do.

    A rate printed for the day times its denominator (basis bpjs-eligible), else the estimate carried
    for the day (see its note); KAL is the sum of its provinces.
    """
    known = packaged() if statistics is None else statistics
    if province_code == KALIMANTAN:
        parts = [target_participants(code, on, known) for code in PROVINCES_OF_KALIMANTAN]
        return sum(part for part in parts if part is not None) if None not in parts else None
    below = denominator(province_code, "bpjs-eligible", on, known)
    rates = _on_day(known.of("coverage_rate", province_code), on, "bpjs-eligible")
    if rates and below:
        return half_up(Fraction(rates[0].value) / 100 * below.value)
    estimates = _on_day(known.of("active_participants_estimate", province_code), on, "")
    return estimates[0].people if estimates else None


def _on_day(facts: tuple[Fact, ...], on: date, basis: str) -> list[Fact]:
    return [fact for fact in facts if fact.on == on and fact.basis == basis and fact.segment == ALL]


def _rank(fact: Fact, basis: Basis) -> tuple[int, int, str]:
    return STRENGTH[fact.status], basis.indicators.index(fact.indicator), fact.source


def _as_printed(fact: Fact, on: date) -> Denominator:
    return Denominator(fact.people, PRINTED, _told(fact, on), (fact,), fact.status, fact.note)


def _told(fact: Fact, on: date) -> str:
    """One fact in a sentence: what, of when, how far from the day, where printed."""
    days = (on - fact.on).days
    distance = "pada hari itu" if days == 0 else f"{abs(days)} hari {'sebelum' if days > 0 else 'sesudah'}nya"
    return f"{fact.reference} ({STATUSES[fact.status]}, {distance}): {fact.source}"


def _sum_of_provinces(basis: Basis, on: date, known: Statistics) -> Denominator | None:
    """The five provinces added up; None when one of them is missing."""
    parts = [denominator(code, basis.code, on, known) for code in PROVINCES_OF_KALIMANTAN]
    there = [part for part in parts if part]
    if len(there) < len(parts):
        return None
    return Denominator(
        value=sum(part.value for part in there),
        how=SUMMED,
        source="jumlah lima provinsi: " + "; ".join(part.source for part in there),
        facts=tuple(fact for part in there for fact in part.facts),
        status=_weakest("derived", *(part.status for part in there)),
        note="dijumlahkan dari provinsi karena angka wilayah tidak terbit di dekat hari itu",
    )


def _part_of_province(region_code: str, basis: Basis, on: date, known: Statistics) -> Denominator | None:
    """A district's part of its province's denominator by the employed estimate."""
    province = region_code.partition(".")[0]
    whole = denominator(province, basis.code, on, known)
    weights = _weights(province, known)
    if whole is None or region_code not in weights:
        return None
    weight = known.of(SHARED_BY, region_code)[-1]
    return Denominator(
        value=share_out(whole.value, weights)[region_code],
        how=SHARED_OUT,
        source=f"bagian dari provinsi menurut {weight.reference}; provinsi: {whole.source}",
        facts=(*whole.facts, weight),
        status=_weakest("derived", whole.status),
        note="perkiraan kabupaten dan kota baik sampai sekitar 15 persen",
    )


def _weights(province: str, known: Statistics) -> dict[str, int]:
    """The last employed estimate of every district of a province."""
    return {
        code: facts[-1].people
        for (indicator, code), facts in known.by_place.items()
        if indicator == SHARED_BY and code.startswith(f"{province}.")
    }


def _weakest(*statuses: str) -> str:
    return max(statuses, key=STRENGTH.__getitem__)
