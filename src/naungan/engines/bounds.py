"""How large the numbers of a program can become: the formulas run on ranges instead of amounts.

From this an engine knows, before it sees a row, up to which amount doubles are exact and up to which
64-bit integers are, whatever the rates of the month or of a reform.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from naungan.engines.errors import EngineError
from naungan.engines.words import ascending, rebind, vocabulary
from naungan.law import arithmetic
from naungan.law.arithmetic import HALF, MILLION, Table
from naungan.law.inputs import INPUTS
from naungan.law.program import Constant, Program

EXACT_DOUBLE = 2**53
EXACT_INTEGER = 2**63

UNKNOWN = object()


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the inputs of a program may be.

    `doubles` and `integers` are the largest absolute amounts for which every product stays exact in a
    double and in 64 bits (-1: none does); `classes` the number of classes of each class input.
    """

    doubles: int
    integers: int
    classes: dict[str, int]


def bounds(program: Program) -> Bounds:
    """Work out the bounds of a program.

    Raises EngineError for a formula that looks up anything but a class it was given, or for a table
    whose floors or edges do not rise.
    """
    classes = _measure(program, 0).classes
    integers = _largest(lambda amount: _measure(program, amount).largest < EXACT_INTEGER, 2**62)
    doubles = _largest(lambda amount: _measure(program, amount).rounded < EXACT_DOUBLE, EXACT_DOUBLE)
    return Bounds(min(doubles, integers), integers, classes)


def _largest(fits: Callable[[int], bool], end: int) -> int:
    """The largest amount below `end` that fits, by halving; -1 if not even 0 does."""
    low, high = -1, end
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


class _Range:
    """All integers from `low` to `high`; `class_of` names the class input that it stands for, if any."""

    __hash__ = None  # type: ignore[assignment]
    __slots__ = ("class_of", "high", "low", "meter")

    def __init__(self, meter: _Meter, low: int, high: int, class_of: str = "") -> None:
        self.meter, self.low, self.high, self.class_of = meter, low, high, class_of
        meter.largest = max(meter.largest, -low, high)

    def __add__(self, other: _Range | int) -> _Range:
        low, high = _ends(other)
        return _Range(self.meter, self.low + low, self.high + high)

    def __sub__(self, other: _Range | int) -> _Range:
        low, high = _ends(other)
        return _Range(self.meter, self.low - high, self.high - low)

    def __rsub__(self, other: int) -> _Range:
        return _Range(self.meter, other - self.high, other - self.low)

    def __mul__(self, other: _Range | int) -> _Range:
        corners = [mine * theirs for mine in _ends(self) for theirs in _ends(other)]
        return _Range(self.meter, min(corners), max(corners))

    __radd__ = __add__
    __rmul__ = __mul__

    def _compared(self, _: object) -> Any:
        return UNKNOWN

    __lt__ = __le__ = __gt__ = __ge__ = _compared
    __eq__ = __ne__ = _compared


def _ends(value: _Range | int) -> tuple[int, int]:
    return (value.low, value.high) if isinstance(value, _Range) else (value, value)


@dataclass(slots=True)
class _Meter:
    """The words on ranges; keeps the largest numbers met, in a rounding and anywhere, and the classes."""

    rounded: int = 0
    largest: int = 0
    classes: dict[str, int] = field(default_factory=dict)

    def hull(self, *values: Any) -> Any:
        """The least range that holds all values."""
        if any(value is UNKNOWN for value in values):
            return UNKNOWN
        ends = [end for value in values for end in _ends(value)]
        return _Range(self, min(ends), max(ends))

    def share(self, amount: Any, rate: Any) -> _Range:
        product = self.hull(amount) * rate
        factors = [abs(end) for value in (amount, rate) for end in _ends(value)]
        self.rounded = max(self.rounded, *factors, HALF - product.low, HALF + product.high)
        self.largest = max(self.largest, self.rounded)
        return _Range(self, arithmetic.share(product.low, 1), arithmetic.share(product.high, 1))

    def least(self, a: Any, b: Any) -> _Range:
        (a_low, a_high), (b_low, b_high) = _ends(a), _ends(b)
        return _Range(self, min(a_low, b_low), min(a_high, b_high))

    def greatest(self, a: Any, b: Any) -> _Range:
        (a_low, a_high), (b_low, b_high) = _ends(a), _ends(b)
        return _Range(self, max(a_low, b_low), max(a_high, b_high))

    def where(self, _: object, yes: Any, no: Any) -> Any:
        return self.hull(yes, no)

    def lookup(self, index: Any, table: Table) -> Any:
        if not isinstance(index, _Range) or not index.class_of:
            raise EngineError("an engine looks up only a class that it was given, not one worked out")
        self.classes[index.class_of] = min(len(table), self.classes.get(index.class_of, len(table)))
        return self.hull(*table)

    def bracket(self, amount: Any, floors: Table, values: Table) -> Any:
        ascending(floors)
        return self.hull(*values)

    def sliced(self, amount: Any, edges: Table, rates: Table) -> _Range:
        parts: Any = 0
        for lower, upper, rate in zip((0, *edges), (*ascending(edges), None), rates, strict=True):
            reached = amount if upper is None else self.least(amount, upper)
            parts = self.greatest(reached - lower, 0) * rate + parts
        return self.share(parts, 1)

    def unknown(self, *_: object) -> object:
        return UNKNOWN


def _measure(program: Program, amount: int) -> _Meter:
    meter = _Meter()
    values: dict[str, Any] = {name: _constant(meter, value) for name, value in program.constants.items()}
    for name in program.inputs:
        kind = INPUTS[name].kind
        class_of = name if kind == "class" else ""
        values[name] = UNKNOWN if kind == "flag" else _Range(meter, -amount, amount, class_of)
    words = _words(meter)
    for step in program.steps:
        values[step.name] = rebind(step.function, words)(*(values[name] for name in step.arguments))
    return meter


def _constant(meter: _Meter, value: Constant) -> Any:
    if isinstance(value, tuple):
        return value
    return UNKNOWN if isinstance(value, bool) else _Range(meter, value, value)


def _words(meter: _Meter) -> dict[str, Any]:
    own = ("share", "least", "greatest", "where", "lookup", "bracket", "sliced")
    flags = dict.fromkeys(("both", "either", "negate"), meter.unknown)
    words = {name: getattr(meter, name) for name in own}
    return vocabulary({**words, **flags, "MILLION": MILLION, "relieved": meter.share})
