"""Small numbers left out of a public table, and others with them, so that no total gives a small one away.

The table is cells and sums (a total is a cell too). What a reader can work out is asked of HiGHS: the least and
the greatest that each small number can be, given everything that is shown. Cells are left out until every small
number may be anything from 1 to the minimum less one.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

import highspy

from naungan.publications.errors import CannotProtect
from naungan.saying import gettext
from naungan.yaml_text import from_yaml

Key = TypeVar("Key", bound=Hashable)
TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Sum(Generic[Key]):
    """A total and the cells it is the sum of."""

    total: Key
    parts: tuple[Key, ...]

    @property
    def cells(self) -> tuple[Key, ...]:
        """All of them."""
        return (self.total, *self.parts)


@dataclass(frozen=True, slots=True)
class Rule:
    """Counts from 1 to `minimum` less one are not shown."""

    minimum: int
    said: Mapping[str, str]


class _Quiet(highspy.Highs):
    """A solver that does not announce itself where a command says what it wrote."""

    def enableCallbacks(self) -> None:  # noqa: N802
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


@cache
def rule() -> Rule:
    """The rule in force."""
    return Rule(**from_yaml(files("naungan.publications").joinpath("data", "suppression.yaml").read_text("utf-8")))


def hidden(cells: Mapping[Key, int], sums: Sequence[Sum[Key]], minimum: int) -> frozenset[Key]:
    """The cells to leave out: the small ones, and as many more as it takes.

    Raises ValueError where a sum does not hold, CannotProtect where leaving everything out would not do.
    """
    for one in sums:
        if cells[one.total] != sum(cells[part] for part in one.parts):
            raise ValueError(f"{one.total} is not the sum of its parts")
    small = frozenset(key for key, value in cells.items() if 0 < value < minimum)
    left_out = set(small)
    _never_alone(cells, sums, left_out)
    while told := _told(cells, sums, left_out, small, minimum):
        more = _next(cells, sums, left_out, told)
        if more is None:
            raise CannotProtect(
                gettext(
                    "Tabel ini tidak dapat dibuka: angka kecilnya dapat dihitung dari jumlahnya, apa pun yang "
                    "disembunyikan. Gabungkan wilayah atau segmennya."
                )
            )
        left_out.add(more)
        _never_alone(cells, sums, left_out)
    return frozenset(left_out)


def bounds(
    cells: Mapping[Key, int], sums: Iterable[Sum[Key]], left_out: Iterable[Key], asked: Iterable[Key]
) -> dict[Key, tuple[float, float]]:
    """The least and the greatest each asked cell can be, for somebody who sees all that is not left out."""
    unknown = {key: place for place, key in enumerate(left_out)}
    solver: Any = _Quiet()  # type: ignore[no-untyped-call]
    for _ in unknown:
        solver.addVar(0, highspy.kHighsInf)
    for one in sums:
        _add(solver, one, cells, unknown)
    found = {}
    for key in asked:
        ends = [
            _end(solver, unknown[key], sense) for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize)
        ]
        found[key] = (ends[0], ends[1])
    return found


def _add(solver: Any, one: Sum[Key], cells: Mapping[Key, int], unknown: Mapping[Key, int]) -> None:
    """Parts less their total are nothing: a row over what is not known."""
    signs = [(one.total, -1), *((part, 1) for part in one.parts)]
    places = [(unknown[key], sign) for key, sign in signs if key in unknown]
    if places:
        known = -sum(sign * cells[key] for key, sign in signs if key not in unknown)
        solver.addRow(known, known, len(places), [place for place, _ in places], [sign for _, sign in places])


def _end(solver: Any, place: int, sense: Any) -> float:
    solver.changeColCost(place, 1.0)
    solver.changeObjectiveSense(sense)
    solver.run()
    unbounded = solver.getModelStatus() in (
        highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible
    )  # fmt: skip
    value = highspy.kHighsInf if unbounded else float(solver.getInfo().objective_function_value)
    solver.changeColCost(place, 0.0)
    return value


def _told(
    cells: Mapping[Key, int], sums: Sequence[Sum[Key]], left_out: set[Key], small: frozenset[Key], minimum: int
) -> list[Key]:
    """The small numbers about which the totals tell more than the rule does, in a fixed order."""
    order = sorted(left_out, key=repr)
    ends = bounds(cells, sums, order, sorted(small, key=repr))
    return [key for key, (low, high) in ends.items() if low > 1 + TINY or high < minimum - 1 - TINY]


def _never_alone(cells: Mapping[Key, int], sums: Sequence[Sum[Key]], left_out: set[Key]) -> None:
    """Where one cell of a sum is left out, another is too: else a subtraction gives it."""
    lonely = True
    while lonely:
        lonely = False
        for one in sums:
            inside = [key for key in one.cells if key in left_out]
            if len(inside) == 1 and len(one.cells) > 1:
                left_out.add(_smallest(cells, one, left_out))
                lonely = True


def _next(cells: Mapping[Key, int], sums: Sequence[Sum[Key]], left_out: set[Key], told: Sequence[Key]) -> Key | None:
    """The cell to leave out next: of the sums of a number that is told, the smallest that is still shown."""
    near = [one for one in sums if any(key in told for key in one.cells)]
    wider = [one for one in sums if any(key in left_out for key in one.cells)]
    for group in (near, wider, sums):
        shown = {key for one in group for key in one.cells if key not in left_out}
        if shown:
            totals = {one.total for one in sums}
            return min(shown, key=lambda key: (cells[key] == 0, key in totals, cells[key], repr(key)))
    return None


def _smallest(cells: Mapping[Key, int], one: Sum[Key], left_out: set[Key]) -> Key:
    """Of a sum the smallest number shown; a part before the total, an empty one last."""
    shown = [key for key in one.cells if key not in left_out]
    return min(shown, key=lambda key: (cells[key] == 0, key == one.total, cells[key], repr(key)))
