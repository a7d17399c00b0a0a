"""What a sponsor must know before it signs a short scheme: the death benefit, and how the months are counted."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from naungan.law.benefits.jkm import doubts
from naungan.law.statute import Statute, load

# From the months paid in a year that count as a whole participant in the branch's target; public payers pro rata,
# enterprises below it not at all (internal membership manual, 2023 edition; it may have been replaced since).
FULL_MONTHS = 6


@dataclass(frozen=True, slots=True)
class ShortScheme:
    """What death brings to somebody new by the law of the scheme's first month: rupiah.

    In the first `waiting` months `early` is paid, afterwards `full`. `too_short`: the scheme ends before.
    `unverified` are the paths of values that are not confirmed.
    """

    months: int
    waiting: int
    early: int
    full: int
    unverified: tuple[str, ...]

    @property
    def too_short(self) -> bool:
        """Whether nobody new ever has the full benefit."""
        return self.waiting > 0 and self.months <= self.waiting


def short_scheme(first_month: int, months: int, statute: Statute | None = None) -> ShortScheme:
    """What the law of a scheme's first month (year x 12 + month - 1) says of its newcomers."""
    law = (statute or load()).of_month(first_month)
    waits = "BPU" in law.texts("jkm.full_benefit_segments")
    waiting = law.whole("jkm.full_benefit_months") if waits else 0
    worked = law.compile(["jkm_death_total"])
    full = worked(protected=True, short_membership=False)["jkm_death_total"]
    early = worked(protected=True, short_membership=True)["jkm_death_total"] if waiting else full
    return ShortScheme(months, waiting, early, full, doubts(law, 0) if waiting else ())


def counted(people: int, months: int, *, public: bool) -> Fraction:
    """How many participants so many people count as in a year's target after so many paid months."""
    if months >= FULL_MONTHS:
        return Fraction(people)
    return Fraction(people * months, FULL_MONTHS) if public else Fraction(0)
