"""The words of the law as SQL expressions; what is known beforehand is worked out beforehand.

A value is a Python number (known when the SQL is made) or a `Sql` term (a column, or built from one).
Numbers go through the law's own integer words, so a rate, a relief outside its months or an input that
has no column leaves nothing but a literal in the statement.

A NULL makes a NULL: LEAST and GREATEST overlook one, and a CASE takes it for "no", so an ELSE stands only
where it yields NULL itself.  A missing wage or flag must never become an amount.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlglot import exp

from naungan.engines.words import ascending, vocabulary
from naungan.law import arithmetic
from naungan.law.arithmetic import HALF, MILLION, Table

Divide = Callable[[exp.Expression, exp.Expression], exp.Expression]


def _typed_division(above: exp.Expression, below: exp.Expression) -> exp.Expression:
    return exp.Div(this=above, expression=below, typed=True, safe=False)


def _whole_division(above: exp.Expression, below: exp.Expression) -> exp.Expression:
    return exp.IntDiv(this=above, expression=below)


# How each dialect divides two BIGINTs into a BIGINT.  sqlglot's own translation of one into the other
# goes through NUMERIC or DOUBLE (`DIV(a, b)` for PostgreSQL, `TRUNC(a / b)` for DuckDB).
DIVISIONS: dict[str, Divide] = {
    "postgres": _typed_division,
    "duckdb": _whole_division,
    "spark": _whole_division,
}


class Sql:
    """A 64-bit integer or a condition in SQL, with the operators that formulas use."""

    __slots__ = ("node",)
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, node: exp.Expression) -> None:
        self.node = node

    def __bool__(self) -> bool:
        raise TypeError("a formula may not branch with `if`, `and` or `or`; use where, both and either")

    def __add__(self, other: Sql | int) -> Sql:
        return Sql(exp.Add(this=_operand(self), expression=_operand(other)))

    def __radd__(self, other: int) -> Sql:
        return Sql(exp.Add(this=_operand(other), expression=_operand(self)))

    def __sub__(self, other: Sql | int) -> Sql:
        return Sql(exp.Sub(this=_operand(self), expression=_operand(other)))

    def __rsub__(self, other: int) -> Sql:
        return Sql(exp.Sub(this=_operand(other), expression=_operand(self)))

    def __mul__(self, other: Sql | int) -> Sql:
        return Sql(exp.Mul(this=_operand(self), expression=_operand(other)))

    def __rmul__(self, other: int) -> Sql:
        return Sql(exp.Mul(this=_operand(other), expression=_operand(self)))

    def __lt__(self, other: Sql | int) -> Sql:
        return Sql(exp.LT(this=_operand(self), expression=_operand(other)))

    def __le__(self, other: Sql | int) -> Sql:
        return Sql(exp.LTE(this=_operand(self), expression=_operand(other)))

    def __gt__(self, other: Sql | int) -> Sql:
        return Sql(exp.GT(this=_operand(self), expression=_operand(other)))

    def __ge__(self, other: Sql | int) -> Sql:
        return Sql(exp.GTE(this=_operand(self), expression=_operand(other)))

    def __eq__(self, other: object) -> Sql:  # type: ignore[override]
        return Sql(exp.EQ(this=_operand(self), expression=_operand(other)))

    def __ne__(self, other: object) -> Sql:  # type: ignore[override]
        return Sql(exp.NEQ(this=_operand(self), expression=_operand(other)))


def literal(value: int) -> exp.Expression:
    """A flag, or a whole number that the database will not take for a 32-bit one."""
    if isinstance(value, bool):
        return exp.Boolean(this=value)
    return exp.cast(exp.Literal.number(value), exp.DataType.Type.BIGINT)


def node(value: Any) -> exp.Expression:
    """A fresh copy of a value's expression, so that no node has two parents."""
    return value.node.copy() if isinstance(value, Sql) else literal(value)


def _operand(value: Any) -> exp.Expression:
    # Beside a BIGINT a bare number becomes one by itself.
    if not isinstance(value, Sql | bool):
        return exp.Literal.number(value)
    one = node(value)
    return exp.Paren(this=one) if isinstance(one, exp.Binary | exp.Unary) else one


def _known(*values: Any) -> bool:
    return not any(isinstance(one, Sql) for one in values)


def _cases(*branches: tuple[exp.Expression, Any], otherwise: Any = None) -> Sql:
    ifs = [exp.If(this=condition, true=node(value)) for condition, value in branches]
    return Sql(exp.Case(ifs=ifs, default=None if otherwise is None else node(otherwise)))


def _not(condition: Any) -> exp.Expression:
    return exp.Not(this=_operand(condition))


def least(a: Any, b: Any) -> Any:
    if _known(a, b):
        return arithmetic.least(a, b)
    return _chosen(a, b, lambda one, other: one < other)


def greatest(a: Any, b: Any) -> Any:
    if _known(a, b):
        return arithmetic.greatest(a, b)
    return _chosen(a, b, lambda one, other: one > other)


def _chosen(a: Any, b: Any, better: Callable[[Any, Any], Sql]) -> Sql:
    if _known(a):
        return _cases((node(better(a, b)), a), otherwise=b)
    if _known(b):
        return _cases((node(better(b, a)), b), otherwise=a)
    return _cases((node(better(a, b)), a), (_not(better(a, b)), b))


def where(condition: Any, yes: Any, no: Any) -> Any:
    if _known(condition):
        return yes if condition else no
    if node(yes) == node(no):
        return yes
    return _cases((node(condition), yes), (_not(condition), no))


def lookup(index: Any, table: Table) -> Any:
    """No branch matches a class outside the table, which makes a NULL for a NOT NULL column to refuse."""
    if _known(index):
        return arithmetic.lookup(index, table)
    return _cases(*((node(index == place), value) for place, value in enumerate(table, start=1)))


def bracket(amount: Any, floors: Table, values: Table) -> Any:
    if _known(amount):
        return arithmetic.bracket(amount, floors, values)
    steps = list(zip(ascending(floors), values, strict=True))
    downwards = [(node(amount >= floor), value) for floor, value in reversed(steps)]
    return _cases(*downwards, (node(amount < floors[0]), values[0]))


def both(a: Any, b: Any) -> Any:
    return _joined(a, b, neutral=True, join=exp.And)


def either(a: Any, b: Any) -> Any:
    return _joined(a, b, neutral=False, join=exp.Or)


def _joined(a: Any, b: Any, *, neutral: bool, join: type[exp.And] | type[exp.Or]) -> Any:
    for known, other in ((a, b), (b, a)):
        if _known(known):
            return other if bool(known) is neutral else not neutral
    return Sql(join(this=_operand(a), expression=_operand(b)))


def negate(a: Any) -> Any:
    return arithmetic.negate(a) if _known(a) else Sql(_not(a))


def sql_words(dialect: str) -> dict[str, Any]:
    """The vocabulary of a dialect: the three words that divide, and all that are alike everywhere."""
    divide = DIVISIONS[dialect]

    def by_million(value: Sql) -> exp.Expression:
        return divide(_operand(value), _operand(MILLION))

    def share(amount: Any, rate: Any) -> Any:
        """Both branches divide a non-negative number, so it does not matter which way a dialect truncates."""
        if _known(amount, rate):
            return arithmetic.share(amount, rate)
        product = amount * rate
        signed = amount if isinstance(rate, int) and rate >= 0 else product
        below = exp.Neg(this=exp.Paren(this=by_million(HALF - product)))
        return _cases((node(signed < 0), Sql(below)), otherwise=Sql(by_million(product + HALF)))

    def relieved(rate: Any, kept: Any) -> Any:
        """Exact by law, so the way of dividing cannot show; a rate wholly kept is the rate."""
        if _known(rate, kept):
            return arithmetic.relieved(rate, kept)
        if _known(kept) and kept == MILLION:
            return rate
        return Sql(by_million(rate * kept))

    def sliced(amount: Any, edges: Table, rates: Table) -> Any:
        """One branch a slice: what the slices below it come to is known, so only its own part is computed."""
        if _known(amount):
            return arithmetic.sliced(amount, edges, rates)
        branches = []
        below = 0
        for lower, upper, rate in zip((0, *edges), (*ascending(edges), None), rates, strict=True):
            parts = (amount - lower) * rate + (below + HALF)
            branches.append((node(amount >= lower), Sql(by_million(parts))))
            below += (upper - lower) * rate if upper is not None else 0
        return _cases(*reversed(branches), (node(amount < 0), 0))

    return vocabulary(
        {
            "MILLION": MILLION, "share": share, "least": least, "greatest": greatest, "where": where,
            "lookup": lookup, "bracket": bracket, "sliced": sliced, "relieved": relieved, "both": both,
            "either": either, "negate": negate,
        }
    )  # fmt: skip
