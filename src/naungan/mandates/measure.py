"""Indicators: what was measured, by whom, of when; without a denominator they cannot be computed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils import timezone

from naungan.access.actor import Actor
from naungan.coverage.arithmetic import half_up, percent
from naungan.mandates.errors import BadMeasurement, UnknownDuty
from naungan.mandates.facts import Duty, Indicator, indicators
from naungan.mandates.models import Measurement, Obligation
from naungan.mandates.moves import State
from naungan.registry.models import Region
from naungan.saying import gettext as _


@dataclass(frozen=True, slots=True)
class Count:
    """One number of an indicator, with where it is from and its cut-off day."""

    value: int
    source: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator as last measured. `value` is percent, or rupiah for one of rupiah; None: not computable.

    `broken`: the denominator is not the one of the period before, so the two are not one series.
    """

    indicator: Indicator
    period: str
    above: Count | None
    below: Count | None
    target: Decimal | None
    broken: bool

    @property
    def value(self) -> Decimal | None:
        """Numerator over denominator."""
        if self.above is None or self.below is None:
            return None
        if self.indicator.unit == "rupiah":
            return Decimal(half_up(Fraction(self.above.value, self.below.value)))
        return percent(self.above.value, self.below.value)

    @property
    def rupiah(self) -> int | None:
        """The value of an indicator in rupiah."""
        return int(self.value) if self.indicator.unit == "rupiah" and self.value is not None else None


def record(
    region: Region, indicator: str, period: str, above: Count, below: Count | None, actor: Actor | None,
    target: Decimal | None = None,
) -> Measurement:  # fmt: skip
    """Write down what was measured. Raises UnknownDuty, BadMeasurement where a source is missing or it cannot be."""
    if indicator not in indicators():
        raise UnknownDuty(
            _("Indikator %(indicator)s tidak dikenal. Yang dikenal: %(indicators)s.")
            % {"indicator": repr(indicator), "indicators": ", ".join(indicators())}
        )
    for count in filter(None, (above, below)):
        if not count.source.strip():
            raise BadMeasurement(_("Tulis sumber setiap angka: dokumen, halaman, atau alamatnya."))
        if count.value < 0 or (count is below and count.value == 0):
            raise BadMeasurement(_("Pembilang paling sedikit 0, penyebut paling sedikit 1."))
        if count.as_of > timezone.localdate():
            raise BadMeasurement(_("Tanggal data belum tiba. Tulis tanggal datanya, bukan tanggal laporan."))
    return Measurement.objects.create(
        region=region, indicator=indicator, period=period, numerator=above.value, numerator_source=above.source,
        numerator_as_of=above.as_of, denominator=below.value if below else None,
        denominator_source=below.source if below else "", denominator_as_of=below.as_of if below else None,
        target=target, account_id=actor.account_id if actor else None,
    )  # fmt: skip


def indicators_of(region_id: int, asked: list[Duty], as_of: date) -> list[Measured]:
    """The indicators of these duties as last measured; that of the reports is counted from the obligations."""
    kept: dict[str, list[Measurement]] = {}
    for one in Measurement.objects.filter(region_id=region_id, numerator_as_of__lte=as_of).order_by("-id"):
        kept.setdefault(one.indicator, []).append(one)
    codes = dict.fromkeys(duty.indicator for duty in asked)
    return [
        _reports_on_time(region_id, as_of)
        if code == "reports-on-time"
        else _last(indicators()[code], kept.get(code, []))
        for code in codes
    ]


def _last(indicator: Indicator, found: list[Measurement]) -> Measured:
    if not found:
        return Measured(indicator, "", None, None, None, broken=False)
    last = found[0]
    before = next((one for one in found[1:] if one.period != last.period), None)
    above = Count(last.numerator, last.numerator_source, last.numerator_as_of)
    below = None
    if last.denominator is not None and last.denominator_as_of is not None:
        below = Count(last.denominator, last.denominator_source, last.denominator_as_of)
    broken = before is not None and before.denominator_source != last.denominator_source
    return Measured(indicator, last.period, above, below, last.target, broken)


def _reports_on_time(region_id: int, as_of: date) -> Measured:
    """Quarterly reports proven by their day, of those due so far; a report is on time by its receipt's date."""
    due = Obligation.objects.filter(region_id=region_id, duty="SE5193-2", due_on__lte=as_of, due_on__year=as_of.year)
    found = list(due.prefetch_related("evidence"))
    on_time = sum(
        one.state == State.VERIFIED and any(paper.dated_on <= (one.due_on or as_of) for paper in one.evidence.all())
        for one in found
    )
    source = "Naungan, mandat daerah"
    below = Count(len(found), source, as_of) if found else None
    return Measured(
        indicators()["reports-on-time"], str(as_of.year), Count(on_time, source, as_of), below, None, False
    )
