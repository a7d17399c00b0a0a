"""Who is covered when: groups of people with their entries and exits, month by month, to the person.

Pure arithmetic, no database. Inside a group people are numbered 1 to n in the order in which they
enter, and leave in the same order, so that two short lists of numbers say everything; which employer
a number works for, and all else about it, is hashed later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import accumulate
from math import gcd

from naungan.law.months import first_day, month_of, month_text
from naungan.law.statute import load
from naungan.sandbox.errors import BadPlan
from naungan.sandbox.facts import PROVINCES, SponsorFact, segment_counts, sponsors
from naungan.sandbox.targets import covered_people

FIRST_MONTH, LAST_MONTH = month_of(date(2022, 1, 1)), month_of(date(2023, 12, 1))
SMALLEST_SCALE = Fraction(1, 2000)
MOST_SPONSORED = Fraction(13, 20)  # of a province's BPU

# Parts per thousand of a group that leave each month: assumed.
LEAVING = {"pu": 15, "self": 25, "sponsored": 3, "project": 60}
# People on top, who have never paid and are never counted, per thousand of a group: assumed.
NEVER_PAYING = {"self": ("unpaid_self", 40), "project": ("unpaid_project", 30)}


@dataclass(frozen=True, slots=True)
class Handover:
    """Leavers of one kind who come back as another, per thousand of the leavers: assumed."""

    leaves: str
    becomes: str
    permille: int
    other_province: bool = False


HANDOVERS = (
    Handover("pu", "pu", 40, other_province=True),
    Handover("pu", "self", 80),
    Handover("self", "pu", 150),
    Handover("project", "project", 300),
    Handover("project", "pu", 30),
)
NEIGHBOUR = {"61": "62", "62": "63", "63": "64", "64": "65", "65": "64"}


@dataclass(frozen=True, slots=True)
class Group:
    """People of one kind and province. `entered[m]` and `left[m]` are how many had, by month m of the plan.

    `first` is the number before that of its first person among all people. In month `lapse_at` whoever
    is left lapses, because the sponsor's money has ended.
    """

    number: int
    kind: str
    province: str
    sponsor: str
    first: int
    entered: tuple[int, ...]
    left: tuple[int, ...]
    lapse_at: int | None

    @property
    def people(self) -> int:
        """Everybody who is ever in the group."""
        return self.entered[-1]

    def counted(self, month: int) -> int:
        """People covered at the end of month number `month` of the plan."""
        return 0 if self.kind.startswith("unpaid") else self.entered[month] - self.left[month]


@dataclass(frozen=True, slots=True)
class Passage:
    """`people` who leave one group in a month and enter another: person `source` + i is `target` + i."""

    month: int
    source: int
    target: int
    people: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A sandbox to be built: months as year x 12 + month - 1."""

    scale: Fraction
    first_month: int
    last_month: int
    seed: int
    groups: tuple[Group, ...]
    passages: tuple[Passage, ...]

    @property
    def months(self) -> tuple[date, ...]:
        """First days of the months."""
        return tuple(first_day(month) for month in range(self.first_month, self.last_month + 1))

    def covered(self, province: str, month: int) -> int:
        """People of a province covered at the end of month number `month` of the plan."""
        return sum(group.counted(month) for group in self.groups if group.province == province)


def make_plan(scale: Fraction, first_month: int, last_month: int, seed: int) -> Plan:
    """Plan a sandbox; raises BadPlan for a scale, months or seed that cannot be built."""
    _refuse_unbuildable(scale, first_month, last_month, seed)
    drafts = [draft for province in PROVINCES for draft in _of_province(province, scale, first_month, last_month)]
    groups = tuple(_numbered(drafts))
    return Plan(scale, first_month, last_month, seed, groups, tuple(_passages(groups)))


def months_to_lapse(month: int) -> int:
    """Months after the last paid one in which a BPU stops being covered, by the law of that month."""
    return load().of_month(month).whole("bpu.grace_months") + 1


def shuffle(people: int, seed: int) -> tuple[int, int, int]:
    """A shuffle of 0..people-1 as (step, shift, back): place = (number x step + shift) mod people.

    `back` undoes it: number = (place - shift) x back mod people. Neighbours end up far apart.
    """
    step = max(1, people * 618 // 1000 + seed % 97)
    while gcd(step, people) != 1:
        step += 1
    return step, (seed * 7919) % people, pow(step, -1, people)


def _refuse_unbuildable(scale: Fraction, first: int, last: int, seed: int) -> None:
    if not SMALLEST_SCALE <= scale <= 1:
        raise BadPlan(f"--scale {scale} di luar {SMALLEST_SCALE} sampai 1. Coba --scale 0.01.")
    if not FIRST_MONTH <= first <= last <= LAST_MONTH:
        raise BadPlan(
            f"--from {month_text(first)} --to {month_text(last)} tidak dapat dibangun: bulan harus urut, dari "
            f"{month_text(FIRST_MONTH)} sampai {month_text(LAST_MONTH)}; upah minimum contoh hanya 2022 dan 2023."
        )
    if not 0 <= seed < 2**31:
        raise BadPlan(f"--seed {seed} harus 0 sampai {2**31 - 1}.")


@dataclass(slots=True)
class _Draft:
    kind: str
    province: str
    counted: Sequence[int]
    leaving: int
    sponsor: str = ""
    ends: int | None = None


def _of_province(province: str, scale: Fraction, first: int, last: int) -> Iterable[_Draft]:
    covered = [covered_people(province, month, scale) for month in range(first, last + 1)]
    wage_earners, others, workers = zip(*(_by_segment(people) for people in covered), strict=True)
    sponsored = list(_sponsored(province, scale, first, last, min(others)))
    paid_for = [sum(draft.counted[month] for draft in sponsored) for month in range(len(covered))]
    alone = [people - taken for people, taken in zip(others, paid_for, strict=True)]
    yield _Draft("pu", province, wage_earners, LEAVING["pu"])
    yield _Draft("self", province, alone, LEAVING["self"])
    yield _Draft("project", province, workers, LEAVING["project"])
    yield from sponsored
    for kind, counted in (("self", alone), ("project", workers)):
        name, permille = NEVER_PAYING[kind]
        yield _Draft(name, province, [max(1, people * permille // 1000) for people in counted], 0)


def _by_segment(people: int) -> tuple[int, int, int]:
    """PU, BPU and Jakon of some people, as the region was split on 1 December 2022."""
    split = segment_counts()
    every = sum(split.values())
    wage_earners = people * split["PU"] // every
    workers = people * split["JAKON"] // every
    return wage_earners, people - wage_earners - workers, workers


def _sponsored(province: str, scale: Fraction, first: int, last: int, room: int) -> Iterable[_Draft]:
    """The sponsors of a province with money in the first month, shrunk to leave room for self-payers."""
    here = [one for one in sponsors() if one.province == province and _has_money(one, first)]
    asked = sum(one.workers for one in here)
    fits = min(scale, room * MOST_SPONSORED / asked) if asked else scale
    for one in here:
        people = max(1, int(one.workers * fits))
        ends = None if one.paid_until is None else month_of(one.paid_until) + months_to_lapse(first) - first
        counted = [people if ends is None or month < ends else 0 for month in range(last - first + 1)]
        yield _Draft("sponsored", province, counted, LEAVING["sponsored"], one.code, ends)


def _has_money(sponsor: SponsorFact, month: int) -> bool:
    return sponsor.paid_until is None or month_of(sponsor.paid_until) >= month


def _numbered(drafts: Iterable[_Draft]) -> Iterable[Group]:
    first = 0
    for number, draft in enumerate(drafts, start=1):
        entered, left = _flow(draft)
        yield Group(number, draft.kind, draft.province, draft.sponsor, first, entered, left, draft.ends)
        first += entered[-1]


def _flow(draft: _Draft) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Entered and left by month, so that entered less left is what the draft counts.

    The leaving rate is a flow: what is left over of a person is carried to the next month.
    """
    entering, leaving = [draft.counted[0]], [0]
    owed = 0
    for before, now in zip(draft.counted, draft.counted[1:], strict=False):
        owed += before * draft.leaving
        out = min(before, max(owed // 1000, before - now))
        owed = max(0, owed - out * 1000)
        leaving.append(out)
        entering.append(now - before + out)
    return tuple(accumulate(entering)), tuple(accumulate(leaving))


@dataclass(slots=True)
class _Pool:
    """Leavers and newcomers of each group in one month that are not yet matched."""

    month: int
    next_leaver: dict[int, int] = field(default_factory=dict)
    next_comer: dict[int, int] = field(default_factory=dict)

    def match(self, source: Group, target: Group, people: int) -> Passage | None:
        """Pass up to `people` from one group to the other; only first-month people pass on."""
        leaver = self.next_leaver.get(source.number, source.left[self.month - 1])
        comer = self.next_comer.get(target.number, target.entered[self.month - 1])
        leavers = min(source.left[self.month], source.entered[0]) - leaver
        number = min(people, leavers, target.entered[self.month] - comer)
        if number <= 0:
            return None
        self.next_leaver[source.number] = leaver + number
        self.next_comer[target.number] = comer + number
        return Passage(self.month, source.first + leaver, target.first + comer, number)


def _passages(groups: Sequence[Group]) -> Iterable[Passage]:
    by_place: dict[str, dict[str, Group]] = defaultdict(dict)
    for group in groups:
        if group.kind in ("pu", "self", "project"):
            by_place[group.province][group.kind] = group
    for month in range(1, len(groups[0].entered)):
        pool = _Pool(month)
        for rule in HANDOVERS:
            for province in PROVINCES:
                source = by_place[province][rule.leaves]
                target = by_place[NEIGHBOUR[province] if rule.other_province else province][rule.becomes]
                leavers = source.left[month] - source.left[month - 1]
                passage = pool.match(source, target, (leavers * rule.permille + 500) // 1000)
                if passage:
                    yield passage
