"""Where participation goes if it goes on as it has: a damped trend, with the errors it would have made before.

Own few lines rather than a library: those that are well kept (statsmodels, statsforecast) bring hundreds of
megabytes for one formula, and their intervals assume errors that the months of a closed book do not follow.
Here the interval is made of the method's own errors, forecast from every earlier month; and where the damped
trend was no better than "as last month", it is not used. These are estimates: the only doubles of the room.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise, product
from typing import Any

from naungan.coverage.arithmetic import percent
from naungan.coverage.bases import basis_called, definition_called, segment_called
from naungan.coverage.errors import CannotForecast
from naungan.coverage.models import Figure
from naungan.law.months import last_day, month_of
from naungan.saying import gettext

FIRST_FIT = 6  # months the method must have seen before it is tried
LEVEL = 80  # percent of earlier errors that the interval holds
LEAST_ERRORS = 4  # with fewer, 80 percent of them cannot be told from all
BREAK_PERCENT = 5  # a denominator that moves more between two months is another one
LONGEST = 24
DAMPED, LAST = "damped-trend", "as-last-month"
_GRID = tuple(product((0.2, 0.5, 0.8, 1.0), (0.0, 0.1, 0.3, 0.5), (0.8, 0.9, 0.98)))


@dataclass(frozen=True, slots=True)
class Ahead:
    """One month ahead: people, and the interval; rates on the last denominator, percent.

    `error` is the mean absolute error of forecasts so far ahead, `tried` how many there were, people.
    """

    on: date
    people: int
    low: int
    high: int
    rate: Decimal
    rate_low: Decimal
    rate_high: Decimal
    error: int
    tried: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected of a region, by which method, from which months, on which denominator."""

    region_code: str
    region: str
    basis: str
    definition: str
    segments: str
    method: str
    first: date
    last: date
    months: int
    last_people: int
    denominator: int
    ahead: tuple[Ahead, ...]
    naive_error: int
    own_error: int

    def as_json(self) -> dict[str, Any]:
        """The forecast as JSON types."""
        plain = {
            "region_code": self.region_code, "region": self.region, "basis": self.basis,
            "definition": self.definition, "segments": self.segments, "method": self.method,
            "from": self.first.isoformat(), "to": self.last.isoformat(), "months": self.months,
            "last_people": self.last_people, "denominator": self.denominator, "interval_percent": LEVEL,
            "mean_error_one_month_ahead": self.own_error, "mean_error_as_last_month": self.naive_error,
        }  # fmt: skip
        return plain | {
            "ahead": [
                {
                    "on": one.on.isoformat(), "people": one.people, "low": one.low, "high": one.high,
                    "rate": float(one.rate), "rate_low": float(one.rate_low), "rate_high": float(one.rate_high),
                    "mean_error": one.error, "tried": one.tried,
                }
                for one in self.ahead
            ]
        }  # fmt: skip


def forecast(
    region_code: str, months: int = 3, basis: str = "bpjs-eligible", definition: str = "active-or-grace",
    segments: str | None = None,
) -> Forecast:  # fmt: skip
    """The next months of a region's figure.

    Raises CannotForecast where months are missing between, too few are left after the last break of the
    denominator, or more are asked than can be tried; UnknownBasis, UnknownChoice.
    """
    measured = basis_called(basis)
    wanted = segment_called(segments or measured.segments[0])
    found = list(
        Figure.objects.filter(
            region_code=region_code, basis=basis, definition=definition_called(definition).code, segments=wanted
        ).order_by("as_of")
    )
    run = unbroken(found, region_code, months)
    values = [float(one.numerator) for one in run]
    damped, naive = backtest(values, months, _damped), backtest(values, months, _as_last)
    better = sum(map(_mean, damped)) < sum(map(_mean, naive))
    errors, ahead = (damped, _damped(values, months)) if better else (naive, _as_last(values, months))
    last = run[-1]
    below = last.denominator or 0
    return Forecast(
        region_code, last.region_name, basis, last.definition, wanted, DAMPED if better else LAST, run[0].as_of,
        last.as_of, len(run), last.numerator, below,
        tuple(_ahead(last.as_of, step, value, errors[step], below) for step, value in enumerate(ahead)),
        round(_mean(naive[0])), round(_mean(errors[0])),
    )  # fmt: skip


def unbroken(found: Sequence[Figure], region_code: str, months: int) -> list[Figure]:
    """The last months in a row that measure the same, enough of them. Raises CannotForecast saying why not."""
    if not 1 <= months <= LONGEST:
        raise CannotForecast(
            gettext("Prakiraan dapat diminta untuk 1 sampai %(most)s bulan; yang diminta %(months)s.")
            % {"most": LONGEST, "months": months}
        )
    if not found:
        raise CannotForecast(
            gettext("Tidak ada angka bulanan untuk wilayah %(region_code)s: tutup bulannya dahulu.")
            % {"region_code": repr(region_code)}
        )
    start, why = 0, ""
    for place, (before, after) in enumerate(pairwise(found), start=1):
        broken = _broken(before, after)
        if broken:
            start, why = place, broken
    run = list(found[start:])
    needed = FIRST_FIT + LEAST_ERRORS + months - 1
    if run[-1].denominator is None:
        raise CannotForecast(
            gettext("%(region_name)s per %(as_of)s %(denominator_source)s")
            % {
                "region_name": run[-1].region_name,
                "as_of": run[-1].as_of.isoformat(),
                "denominator_source": run[-1].denominator_source,
            }
        )
    if len(run) < needed:
        raise CannotForecast(
            gettext(
                "Prakiraan %(months)s bulan untuk %(region_name)s perlu %(needed)s bulan berturut-turut pada "
                "dasar yang sama; yang ada %(there)s (dari %(first)s sampai %(last)s).%(why)s Kurangi bulan "
                "yang diminta, atau tunggu sampai cukup bulan ditutup."
            )
            % {
                "months": months,
                "region_name": run[-1].region_name,
                "needed": needed,
                "there": len(run),
                "first": f"{run[0].as_of:%Y-%m}",
                "last": f"{run[-1].as_of:%Y-%m}",
                "why": f" {why}" if why else "",
            }
        )
    return run


def backtest(values: Sequence[float], months: int, method: Any) -> list[list[float]]:
    """For each step ahead the absolute errors of forecasts made from every month that had enough before it."""
    errors: list[list[float]] = [[] for _ in range(months)]
    for origin in range(FIRST_FIT, len(values)):
        told = method(values[:origin], min(months, len(values) - origin))
        for step, value in enumerate(told):
            errors[step].append(abs(values[origin + step] - value))
    return errors


def _broken(before: Figure, after: Figure) -> str:
    due = last_day(month_of(before.as_of) + 1)
    if after.as_of != due:
        return gettext("Sesudah %(month)s ada bulan yang belum ditutup.") % {"month": f"{before.as_of:%Y-%m}"}
    old, new = before.denominator, after.denominator
    if not old or not new or abs(new - old) * 100 > BREAK_PERCENT * old:
        return gettext("Pada %(month)s penyebutnya berganti (dari %(old)s menjadi %(new)s).") % {
            "month": f"{after.as_of:%Y-%m}", "old": old, "new": new,
        }  # fmt: skip
    return ""


def _ahead(last: date, step: int, value: float, errors: Sequence[float], below: int) -> Ahead:
    people, reach = max(round(value), 0), _reach(errors)
    low, high = max(math.floor(value - reach), 0), math.ceil(value + reach)
    return Ahead(
        last_day(month_of(last) + step + 1), people, low, high, percent(people, below), percent(low, below),
        percent(high, below), round(_mean(errors)), len(errors),
    )  # fmt: skip


def _reach(errors: Sequence[float]) -> float:
    """The smallest error that LEVEL percent of the errors of one more month too would not pass."""
    place = math.ceil((len(errors) + 1) * LEVEL / 100)
    return sorted(errors)[min(place, len(errors)) - 1]


def _mean(errors: Sequence[float]) -> float:
    return sum(errors) / len(errors)


def _as_last(values: Sequence[float], months: int) -> list[float]:
    return [values[-1]] * months


def _damped(values: Sequence[float], months: int) -> list[float]:
    """Holt's trend, damped: the parameters that would have missed least, one month ahead, so far."""
    fits = [_fitted(values, *parameters) for parameters in _GRID]
    _, level, trend, damping = min(fits)
    told, reach = [], 0.0
    for step in range(1, months + 1):
        reach += damping**step
        told.append(level + reach * trend)
    return told


def _fitted(values: Sequence[float], alpha: float, beta: float, damping: float) -> tuple[float, float, float, float]:
    level, trend, missed = values[0], values[1] - values[0], 0.0
    for value in values[1:]:
        expected = level + damping * trend
        missed += (value - expected) ** 2
        before, level = level, expected + alpha * (value - expected)
        trend = beta * (level - before) + (1 - beta) * damping * trend
    return missed, level, trend, damping
