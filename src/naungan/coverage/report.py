"""The coverage table of a day: each rate with its numerator, denominator, basis, rank and neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection

from naungan.coverage.arithmetic import percent
from naungan.coverage.bases import (
    ALL,
    LEVELS,
    SEGMENTS,
    Basis,
    basis_called,
    definition_called,
    level_called,
    segment_called,
)
from naungan.coverage.errors import NotComputedYet, UnknownRegion
from naungan.coverage.models import Figure
from naungan.coverage.publish import stored
from naungan.coverage.published import Contradiction, contradicting, published_beside
from naungan.coverage.statistics import Fact, Statistics
from naungan.law.months import last_day, month_of
from naungan.saying import gettext


@dataclass(frozen=True)
class Part:
    """One segment of a numerator, and the points of the rate it makes."""

    segment: str
    numerator: int
    points: Decimal | None


@dataclass(frozen=True)
class CoverageRow:
    """One region on one basis. Rates, shares and points in percent, two decimals, None: not computable.

    `source` says where the numerator is from, `denominator_source` the denominator (or why there is
    none); `published` is the rate printed nearest to the day on the same basis; `contradictions` are
    other published numbers of that place and time.
    """

    region_code: str
    region: str
    rate: Decimal | None
    numerator: int
    denominator: int | None
    basis: str
    definition: str
    as_of: date
    rank: int | None
    share_of_participants: Decimal | None
    source: str
    published: Fact | None
    segments: str
    denominator_source: str
    not_computable: str | None
    parts: tuple[Part, ...]
    contradictions: tuple[Contradiction, ...]

    @property
    def gap(self) -> int | None:
        """People of the denominator who are not yet participants; negative where there are more than it holds."""
        return None if self.denominator is None else self.denominator - self.numerator

    @property
    def over(self) -> int | None:
        """How many more participants there are than the denominator holds."""
        return None if self.gap is None else max(-self.gap, 0)

    def as_json(self) -> dict[str, Any]:
        """The row as JSON types; dates as YYYY-MM-DD, percentages as numbers."""
        told = self.published
        return {name: _plain(getattr(self, name)) for name in _PLAIN} | {
            "published_rate": _plain(told.value) if told else None,
            "published_source": told.source if told else None,
            "published_on": _plain(told.on) if told else None,
            "published_status": told.status if told else None,
            "published_note": told.note if told else None,
            "parts": [{key: _plain(value) for key, value in asdict(part).items()} for part in self.parts],
            "contradictions": [_contradiction(other) for other in self.contradictions],
        }


# DISTINCT would read every figure of every day; this takes one step of the unique index a day.
_DAYS = """
WITH RECURSIVE days (day) AS (
    SELECT min(as_of) FROM coverage_figure
    UNION ALL
    SELECT (SELECT min(as_of) FROM coverage_figure WHERE as_of > days.day) FROM days WHERE days.day IS NOT NULL
)
SELECT day FROM days WHERE day IS NOT NULL ORDER BY day
"""
_PLAIN = (
    "region_code",
    "region",
    "rate",
    "numerator",
    "denominator",
    "basis",
    "definition",
    "as_of",
    "rank",
    "share_of_participants",
    "source",
    "segments",
    "denominator_source",
    "not_computable",
)


@dataclass(frozen=True)
class Figures:
    """The figures of one day on one basis and definition, every region and segment, and what is published.

    Read once, a table of each level can be made from it. `days` are all that have figures.
    """

    day: date
    days: Sequence[date]
    basis: Basis
    definition: str
    found: Mapping[tuple[str, str], Figure]
    known: Statistics

    def table(self, by: str, segments: str | None = None) -> list[CoverageRow]:
        """The rows of a level, best rate first, regions without a rate last.

        `segments` None is the first that the basis is a denominator of. Raises UnknownChoice.
        """
        level, wanted = level_called(by), segment_called(segments or self.basis.segments[0])
        whole = sum(one.numerator for one in self.found.values() if (one.level, one.segments) == (0, wanted))
        shown = [one for one in self.found.values() if (one.level, one.segments) == (level, wanted)]
        return _ranked(_row(one, self.found, whole, self.basis, self.known) for one in shown)

    def row(self, region_code: str, segments: str | None = None) -> CoverageRow:
        """One region with its rank among those of its level. Raises UnknownRegion, UnknownChoice."""
        wanted = segment_called(segments or self.basis.segments[0])
        figure = self.found.get((region_code, wanted))
        if figure is None:
            raise UnknownRegion(
                gettext(
                    "Tidak ada angka untuk wilayah %(region_code)s per %(day)s. Pakai KAL, kode provinsi (64) atau "
                    "kode kabupaten dan kota (64.72)."
                )
                % {"region_code": repr(region_code), "day": self.day.isoformat()}
            )
        by = next(name for name, level in LEVELS.items() if level == figure.level)
        return next(row for row in self.table(by, wanted) if row.region_code == region_code)


def coverage_table(
    as_of: date | None = None,
    by: str = "province",
    basis: str = "bpjs-eligible",
    definition: str = "active-or-grace",
    segments: str | None = None,
) -> list[CoverageRow]:
    """The rows of a day, best rate first, regions without a rate last.

    `as_of` None is the last day with figures; a day within a month takes the month end before it.
    `segments` None is the first that the basis is a denominator of. Raises UnknownBasis and
    UnknownChoice for what is not known, NotComputedYet where the month is not closed.
    """
    level_called(by)
    segment_called(segments or basis_called(basis).segments[0])
    return figures_of(as_of, basis, definition).table(by, segments)


def figures_of(
    as_of: date | None = None, basis: str = "bpjs-eligible", definition: str = "active-or-grace"
) -> Figures:
    """The figures of a day, every region and segment. Raises as `coverage_table` does."""
    measured, counted = basis_called(basis), definition_called(definition).code
    days = days_with_figures()
    day = _answering(as_of, days)
    found = Figure.objects.filter(as_of=day, basis=basis, definition=counted).order_by("region_code", "segments")
    return Figures(day, days, measured, counted, {(one.region_code, one.segments): one for one in found}, stored())


def on_other_bases(figures: Figures, bases: Sequence[str]) -> list[Figures]:
    """The figures of the same day and definition on other bases. Raises UnknownBasis."""
    measured = [basis_called(one) for one in bases]
    found: dict[str, dict[tuple[str, str], Figure]] = {one: {} for one in bases}
    listed = Figure.objects.filter(as_of=figures.day, basis__in=bases, definition=figures.definition)
    for one in listed.order_by("region_code", "segments"):
        found[one.basis][one.region_code, one.segments] = one
    return [replace(figures, basis=one, found=found[one.code]) for one in measured]


def days_of_figures(first: date, last: date) -> tuple[date, date]:
    """The days whose figures answer for these two, as `day_of_figures` tells it of one."""
    days = days_with_figures()
    return _answering(first, days), _answering(last, days)


def day_of_figures(asked: date | None) -> date:
    """The day whose figures answer for `asked`: that day, else the month end before it.

    A month end that is not closed is refused (NotComputedYet), never replaced by an older one.
    """
    return _answering(asked, days_with_figures())


def days_with_figures() -> list[date]:
    """The days that figures were computed for, first to last: one step of the index for each."""
    with connection.cursor() as cursor:
        cursor.execute(_DAYS)
        return [day for (day,) in cursor.fetchall()]


def _answering(asked: date | None, days: Sequence[date]) -> date:
    if asked is None:
        if not days:
            raise NotComputedYet(gettext("Belum ada bulan yang ditutup. Jalankan: naungan close-month TAHUN-BULAN."))
        return days[-1]
    wanted = asked if asked in days else _month_end_for(asked)
    if wanted not in days:
        said = gettext("Angka cakupan per %(wanted)s belum dihitung. Jalankan: naungan close-month %(month)s.") % {
            "wanted": wanted.isoformat(), "month": f"{wanted:%Y-%m}",
        }  # fmt: skip
        there = gettext("Yang sudah dihitung: %(days)s.") % {"days": ", ".join(map(date.isoformat, days))}
        raise NotComputedYet(f"{said} {there}" if days else said)
    return wanted


def _month_end_for(day: date) -> date:
    """The day itself when it ends its month, else the end of the month before."""
    if day == last_day(month_of(day)):
        return day
    first = day.replace(day=1)
    return first - timedelta(days=1) if first > date.min else first


def _row(
    figure: Figure,
    figures: Mapping[tuple[str, str], Figure],
    whole: int,
    basis: Basis,
    known: Statistics,
) -> CoverageRow:
    rate = percent(figure.numerator, figure.denominator) if figure.denominator else None
    code, day = figure.region_code, figure.as_of
    told = published_beside(code, basis, figure.segments, day, known)
    against = told.value if told and (told.on - day).days == 0 else rate
    others = contradicting(code, basis, day, against, known) if figure.segments == ALL else []
    return CoverageRow(
        region_code=code,
        region=figure.region_name,
        rate=rate,
        numerator=figure.numerator,
        denominator=figure.denominator,
        basis=figure.basis,
        definition=figure.definition,
        as_of=day,
        rank=None,
        share_of_participants=percent(figure.numerator, whole) if whole else None,
        source=figure.source,
        published=told,
        segments=figure.segments,
        denominator_source=figure.denominator_source,
        not_computable=None if figure.denominator else figure.denominator_source,
        parts=_parts(figure, figures),
        contradictions=tuple(others),
    )


def _parts(figure: Figure, figures: Mapping[tuple[str, str], Figure]) -> tuple[Part, ...]:
    """The segments of an ALL numerator; a single segment has no parts."""
    if figure.segments != ALL:
        return ()
    numerators = {segment: figures[figure.region_code, segment].numerator for segment in SEGMENTS}
    return tuple(
        Part(segment, people, percent(people, figure.denominator) if figure.denominator else None)
        for segment, people in numerators.items()
    )


def _ranked(rows: Iterable[CoverageRow]) -> list[CoverageRow]:
    """Best first by the exact fraction; equal fractions share a rank; without a rate no rank, last."""
    exact = [(Fraction(row.numerator, row.denominator) if row.denominator else None, row) for row in rows]
    order = sorted(exact, key=lambda one: (one[0] is None, -(one[0] or 0), one[1].region_code))
    shares = [share for share, _ in order]
    return [row if share is None else replace(row, rank=1 + shares.index(share)) for share, row in order]


def _contradiction(other: Contradiction) -> dict[str, Any]:
    names = ("indicator", "unit", "period", "on", "basis", "status", "source", "note")
    fact = other.fact
    return {name: _plain(getattr(fact, name)) for name in names} | {
        "value": fact.people if fact.unit == "persons" else _plain(fact.value),
        "rate": _plain(other.rate),
        "days": other.days,
    }


def _plain(value: Any) -> Any:
    """JSON has no decimals and no dates: a percentage becomes a number, a day its ISO text."""
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value
