"""The monthly wage that JKK benefits are counted on."""

from __future__ import annotations

from dataclasses import dataclass

from naungan.claims.entitlement.answer import Found
from naungan.claims.entitlement.case import Case, note, run
from naungan.claims.entitlement.inputs import Participation
from naungan.claims.entitlement.months import wage_on
from naungan.registry.models import Segment


@dataclass(frozen=True, slots=True)
class Insured:
    """A wage, how it was found, and the values of the law read besides."""

    wage: int
    found: Found
    read: tuple[str, ...] = ()


def insured_wage(case: Case, one: Participation) -> Insured:
    """The wage last reported up to the month of the event; of a BPU the base of the declared income."""
    reported = wage_on(case, one, case.event_on)
    step = note(
        "wage", "Upah terakhir yang dilaporkan sampai bulan kejadian", reported,
        participation=one.id, payer=one.payer_code, unverified="bulan upah yang dipakai belum terbaca",
    )  # fmt: skip
    if one.segment != Segment.BPU:
        return Insured(reported, Found(steps=(step,)))
    worked = run(case.law, ("bpu_base",), {"declared_income": reported})
    return Insured(worked.values["bpu_base"], Found(steps=(step, *worked.steps)), ("bpu.brackets",))
