"""Putting a formula into another engine's words, so that no formula is ever written twice.

A formula names only the words of `law/arithmetic.py`.  Bound to another table of the same names, its
code makes SQL, intervals or compiled loops instead of integers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from types import CodeType, FunctionType
from typing import Any

from naungan.engines.errors import EngineError
from naungan.law.arithmetic import Table

NAMES = frozenset(
    {
        "MILLION", "share", "least", "greatest", "where", "lookup", "bracket", "sliced", "relieved",
        "both", "either", "negate",
    }
)  # fmt: skip

Vocabulary = Mapping[str, Any]


def vocabulary(words: Vocabulary) -> dict[str, Any]:
    """A complete table of words for an engine.

    Raises EngineError if a word of the law is missing or another is added, so that no engine knows
    fewer or more words than the law.
    """
    if words.keys() != NAMES:
        missing = sorted(NAMES - words.keys())
        unknown = sorted(words.keys() - NAMES)
        raise EngineError(f"a vocabulary has just the words of the law; missing {missing}, unknown {unknown}")
    # No builtins: a formula that reaches for round() or float() must fail in every engine alike.
    return {**words, "__builtins__": {}}


def rebind(function: Callable[..., Any], words: dict[str, Any]) -> Callable[..., Any]:
    """The same code with an engine's words for its global names; `words` comes from `vocabulary`.

    Raises EngineError if the formula uses a fraction, or a name that is no word of the law.
    """
    fractions = sorted(one for one in _constants(function.__code__) if isinstance(one, float))
    if fractions:
        raise EngineError(f"formula {function.__name__} uses {fractions[0]}; rupiah and rates are whole numbers")
    strange = sorted(_names(function.__code__) - NAMES)
    if strange:
        raise EngineError(
            f"formula {function.__name__} uses {', '.join(strange)}, which engines do not know; "
            f"write it in the words of law/arithmetic.py"
        )
    return FunctionType(function.__code__, words, function.__name__, function.__defaults__)


def ascending(table: Table) -> Table:
    """The floors or edges of a table, checked: engines may search them in any order.

    Raises EngineError if they do not rise.
    """
    if any(later <= earlier for earlier, later in pairwise(table)):
        raise EngineError(f"floors or edges must rise from one to the next; read {table}")
    return table


def _names(code: CodeType) -> set[str]:
    inner = (one for one in code.co_consts if isinstance(one, CodeType))
    return set(code.co_names).union(*(_names(one) for one in inner))


def _constants(code: CodeType) -> Iterator[object]:
    for one in code.co_consts:
        yield from _constants(one) if isinstance(one, CodeType) else (one,)
