"""Scholarships for the children of those who died or were totally disabled (PP 44/2015, PP 82/2019)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat

from naungan.law.statute import Law

ALL_LEVELS = "ALL"


@dataclass(frozen=True, slots=True)
class Child:
    """A child: school levels still to come (none: below school age), years asked, age; None: not said.

    Without `years` the longest of each level is meant.  A married or working child gets nothing.
    """

    levels: tuple[str, ...]
    years: int | None = None
    age: int | None = None
    married: bool = False
    works: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Rupiah for each child that is paid, in order, and how many of them still wait for school."""

    children: tuple[int, ...]
    waiting: int = 0

    @property
    def total(self) -> int:
        """All children and years, if every year is applied for."""
        return sum(self.children)


def long_enough(law: Law, programme: str, contribution_months: int) -> bool:
    """Whether contributions were long enough: JKK asks for none."""
    return programme == "JKK" or contribution_months >= law.whole("scholarship.jkm_months")


def plan(law: Law, children: Sequence[Child]) -> Plan:
    """What the law of the event's day gives to children, the first ones that qualify."""
    young = [child for child in children if _qualifies(law, child)][: law.whole("scholarship.children_most")]
    if not law.value("scholarship.by_level"):
        return Plan(tuple(repeat(law.whole("scholarship.once"), len(young))))
    waiting = sum(_waits(law, child) for child in young)
    return Plan(tuple(sum(_years(law, child)) for child in young), waiting)


def _qualifies(law: Law, child: Child) -> bool:
    too_old = child.age is not None and child.age >= law.whole("scholarship.ends_at_age")
    return not (too_old or child.married or child.works)


def _waits(law: Law, child: Child) -> bool:
    return not child.levels or (child.age is not None and child.age < law.whole("scholarship.starts_at_age"))


def _years(law: Law, child: Child) -> list[int]:
    """What each school year of a child is paid, in order, up to its last birthday that counts."""
    all_levels = not child.levels or ALL_LEVELS in child.levels
    yearly = list(_ladder(law, child.levels, all_levels))
    if child.years is not None:
        yearly = yearly[: child.years]
    if child.age is None:
        return yearly
    left = law.whole("scholarship.ends_at_age") - child.age
    # with every level to come, the years that no longer fit are those already behind the child
    return yearly[-left:] if all_levels else yearly[:left]


def _ladder(law: Law, levels: Sequence[str], all_levels: bool) -> Iterator[int]:
    rows = zip(
        law.texts("scholarship.levels"),
        law.table("scholarship.yearly"),
        law.table("scholarship.years_most"),
        strict=True,
    )
    for level, amount, years in rows:
        if all_levels or level in levels:
            yield from repeat(amount, years)
