"""From a program to SQL expressions over columns, arranged in levels that each need only the ones below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlglot import exp

from naungan.engines.sql_words import Sql, node, sql_words
from naungan.engines.words import rebind
from naungan.law.program import Program

Expressions = dict[str, exp.Expression]

# Columns of this shape cost less than one more subquery to keep them in.
_SUM = (exp.Add, exp.Sub, exp.Paren, exp.Column, exp.Identifier)


@dataclass(frozen=True, slots=True)
class Plan:
    """`levels[0]` reads input columns, each further level the columns below it; `targets` reads the last."""

    levels: tuple[Expressions, ...]
    targets: Expressions


def arrange(program: Program, dialect: str, inputs: Mapping[str, int | str]) -> Plan:
    """Work a program out in a dialect's words.

    `inputs` gives each input as a known number or as the name of a column.
    """
    expressions, targets = _inline(*_work_out(program, dialect, inputs))
    height = {name: 0 for name in inputs.values() if isinstance(name, str)}
    for name, one in expressions.items():
        height[name] = 1 + max(height[read] for read in columns_of(one))
    top = max((height[name] for name in expressions), default=0)
    levels = ({name: one for name, one in expressions.items() if height[name] == at} for at in range(1, top + 1))
    return Plan(tuple(levels), targets)


def columns_of(one: exp.Expression) -> set[str]:
    """The names of the columns that an expression reads."""
    return {column.name for column in one.find_all(exp.Column)}


def _work_out(program: Program, dialect: str, inputs: Mapping[str, int | str]) -> tuple[Expressions, Expressions]:
    words = sql_words(dialect)
    values: dict[str, Any] = dict(program.constants)
    for name, given in inputs.items():
        values[name] = Sql(exp.column(given)) if isinstance(given, str) else given
    expressions: Expressions = {}
    for step in program.steps:
        result = rebind(step.function, words)(*(values[name] for name in step.arguments))
        if isinstance(result, Sql) and not isinstance(result.node, exp.Column):
            expressions[step.name] = result.node
            result = Sql(exp.column(step.name))
        values[step.name] = result
    return expressions, {target: node(values[target]) for target in program.targets}


def _inline(expressions: Expressions, targets: Expressions) -> tuple[Expressions, Expressions]:
    """Put a value straight where it is read if it is read once, or is no more than a sum."""
    everything = [*expressions.values(), *targets.values()]
    reads = Counter(column.name for one in everything for column in one.find_all(exp.Column))
    kept: Expressions = {}
    inlined: Expressions = {}
    for name, one in expressions.items():
        expanded = _put_in(one, inlined)
        home = inlined if reads[name] == 1 or _is_sum(expanded) else kept
        home[name] = expanded
    return kept, {name: _put_in(one, inlined) for name, one in targets.items()}


def _is_sum(one: exp.Expression) -> bool:
    return all(isinstance(part, _SUM) for part in one.walk())


def _put_in(one: exp.Expression, values: Mapping[str, exp.Expression]) -> exp.Expression:
    """The expression with some columns replaced by what they stand for."""

    def replaced(found: exp.Expression) -> exp.Expression:
        if isinstance(found, exp.Column) and found.name in values:
            return exp.paren(values[found.name].copy())
        return found

    return one.transform(replaced)
