"""Last month beside this month, and why the amount differs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from naungan.contributions.preview import Line, billed_lines, correction_lines, preview_lines
from naungan.employers.months import EmployerMonth
from naungan.intake.limits import WAGE_MOVES
from naungan.registry.models import Participation

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Side:
    """One month: workers, their wages together, and contributions by programme; rupiah."""

    workers: int
    wages: int
    jkk: int
    jkm: int
    jht: int
    jp: int
    total: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the amount differs: how many workers, and by how many rupiah."""

    words: str
    workers: int
    rupiah: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A worker on one or both sides; wages and contributions in rupiah, None on the side where they are not."""

    participation_id: int
    name: str
    wage_before: int | None
    wage_now: int | None
    before: int
    now: int

    @property
    def percent(self) -> int | None:
        """By how many percent the wage moved."""
        if not self.wage_before or self.wage_now is None:
            return None
        return (self.wage_now - self.wage_before) * 100 // self.wage_before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two months beside each other; of the lists the first SHOWN."""

    before: Side
    now: Side
    reasons: tuple[Reason, ...]
    joined: tuple[Moved, ...]
    left: tuple[Moved, ...]
    risen: tuple[Moved, ...]
    fallen: tuple[Moved, ...]
    counts: dict[str, int]

    @property
    def difference(self) -> int:
        """This month's contributions less last month's; the reasons add up to it."""
        return self.now.total - self.before.total


def compare(about: EmployerMonth) -> Comparison:
    """The month as reported so far beside the month before: as billed, or as known where it is not closed yet."""
    closed = about.states.get(about.month_before) == "closed"
    before = (billed_lines if closed else preview_lines)(about.payer.pk, about.month_before)
    return _compared(
        {one.participation_id: one for one in before}, _by_id(preview_lines(about.payer.pk, about.month))
    )


def differences(about: EmployerMonth) -> tuple[Moved, ...]:
    """Of a closed month: what is owed more or less for each worker, settled in the open month."""
    if about.closed_into is None:
        return ()
    lines = correction_lines(about.payer.pk, about.month, about.closed_into)
    names = _names(line.participation_id for line in lines)
    return tuple(
        Moved(line.participation_id, names[line.participation_id], None, line.wage, 0, line.total) for line in lines
    )


def _by_id(lines: Iterable[Line]) -> dict[int, Line]:
    return {line.participation_id: line for line in lines}


def _compared(before: dict[int, Line], now: dict[int, Line]) -> Comparison:
    both = before.keys() & now.keys()
    moved = {one for one in both if now[one].wage != before[one].wage}
    groups = {
        "joined": sorted(now.keys() - before.keys()),
        "left": sorted(before.keys() - now.keys()),
        "risen": sorted(one for one in moved if _percent(before[one], now[one]) > WAGE_MOVES),
        "fallen": sorted(one for one in moved if _percent(before[one], now[one]) < -WAGE_MOVES),
    }
    names = _names(one for group in groups.values() for one in group[:SHOWN])
    lists = {
        name: tuple(_moved(one, names[one], before.get(one), now.get(one)) for one in group[:SHOWN])
        for name, group in groups.items()
    }
    reasons = (
        Reason(_("Pekerja masuk"), len(groups["joined"]), _sum(now, groups["joined"])),
        Reason(_("Pekerja keluar"), len(groups["left"]), -_sum(before, groups["left"])),
        Reason(_("Upah atau rapel berubah"), len(moved), _sum(now, moved) - _sum(before, moved)),
        *_other(before, now, both - moved),
    )
    counts = {name: len(group) for name, group in groups.items()}
    return Comparison(_side(before), _side(now), reasons, counts=counts, **lists)


def _other(before: dict[int, Line], now: dict[int, Line], same_wage: set[int]) -> tuple[Reason, ...]:
    """The same wage and another amount: a new parameter of the law, a birthday, a relief, another programme."""
    differing = [one for one in same_wage if now[one].total != before[one].total]
    if not differing:
        return ()
    amount = _sum(now, differing) - _sum(before, differing)
    return (Reason(_("Aturan, usia, kelompok risiko, atau program berubah"), len(differing), amount),)


def _percent(before: Line, now: Line) -> int:
    # Compared as intake does (W03): more than so many percent, without rounding towards the bound.
    moved = (now.wage - before.wage) * 100
    return -(-moved // before.wage) if moved > 0 else moved // before.wage


def _moved(participation_id: int, name: str, before: Line | None, now: Line | None) -> Moved:
    return Moved(
        participation_id,
        name,
        before.wage if before else None,
        now.wage if now else None,
        before.total if before else 0,
        now.total if now else 0,
    )


def _names(ids: Iterable[int]) -> dict[int, str]:
    wanted = list(ids)
    return dict(Participation.objects.filter(pk__in=wanted).values_list("id", "person__name")) if wanted else {}


def _sum(lines: dict[int, Line], ids: Iterable[int]) -> int:
    return sum(lines[one].total for one in ids)


def _side(lines: dict[int, Line]) -> Side:
    def total(*names: str) -> int:
        return sum(getattr(line, name) for line in lines.values() for name in names)

    return Side(
        len(lines), total("wage"), total("jkk"), total("jkm"), total("jht_employer", "jht_employee"),
        total("jp_employer", "jp_employee"), total("total"),
    )  # fmt: skip
