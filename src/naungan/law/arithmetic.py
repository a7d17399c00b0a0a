"""The few words that formulas are written in, on plain integers.

Money is whole rupiah, a rate is an integer number of parts per million (0.24 % = 2400).  Besides
these words a formula uses only `+ - *` and comparisons, so that an engine can put its own words in
their place (compiled loops, SQL) and run the same function.
"""

from naungan.law.errors import FormulaError

MILLION = 1_000_000
HALF = MILLION // 2

Table = tuple[int, ...]


def share(amount: int, rate: int) -> int:
    """`rate` parts per million of `amount`, rounded half up, symmetric for corrections (negatives)."""
    product = amount * rate
    if product < 0:
        return -((HALF - product) // MILLION)
    return (product + HALF) // MILLION


def least(a: int, b: int) -> int:
    """The smaller of two amounts."""
    return a if a < b else b


def greatest(a: int, b: int) -> int:
    """The larger of two amounts."""
    return a if a > b else b


def where(condition: bool, yes: int, no: int) -> int:
    """`yes` if the condition holds, else `no`; both sides are always worked out."""
    return yes if condition else no


def lookup(index: int, table: Table) -> int:
    """The table's value for a class counted from 1.  Raises FormulaError outside the table."""
    if not 1 <= index <= len(table):
        raise FormulaError(f"class {index} is outside the table of {len(table)} values; use 1 to {len(table)}")
    return table[index - 1]


def bracket(amount: int, floors: Table, values: Table) -> int:
    """Step function: the value beside the last floor that `amount` reaches (the first one below it)."""
    found = values[0]
    for floor, value in zip(floors, values, strict=True):
        if amount < floor:
            break
        found = value
    return found


def sliced(amount: int, edges: Table, rates: Table) -> int:
    """Progressive slices: each slice of `amount` at its own rate, the sum rounded once.

    `edges` are the upper ends of all slices but the last, so there is one rate more than edges.
    """
    parts = 0
    lower = 0
    for edge, rate in zip(edges, rates, strict=False):
        parts += greatest(least(amount, edge) - lower, 0) * rate
        lower = edge
    parts += greatest(amount - lower, 0) * rates[len(edges)]
    return share(parts, 1)


def relieved(rate: int, kept: int) -> int:
    """What a relief leaves of a rate or fixed amount; `kept` in parts per million.

    Exact by construction: a statute in which it would leave a remainder is refused at load time.
    """
    product = rate * kept
    if product % MILLION:
        raise FormulaError(f"{rate} x {kept} ppm is not a whole number; a relief must leave an exact rate")
    return product // MILLION


def both(a: bool, b: bool) -> bool:
    """Whether both conditions hold."""
    return bool(a) and bool(b)


def either(a: bool, b: bool) -> bool:
    """Whether at least one of two conditions holds."""
    return bool(a) or bool(b)


def negate(a: bool) -> bool:
    """Whether the condition does not hold."""
    return not a
