"""Turning a refusal of the database into a sentence that a person can act on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from naungan.errors import Refused


@contextmanager
def refusing(sentences: Mapping[str, Callable[[], Refused]]) -> Iterator[None]:
    """Do the work in one transaction; where a named rule refuses it, raise that rule's sentence.

    The keys are names of constraints, or the text of a trigger's exception. The sentence is made
    after the work has been rolled back, so that it may ask the database who stands in the way.
    A rule without a sentence goes up as it came.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as broken:
        sentence = sentences.get(rule_of(broken))
        if sentence is None:
            raise
        raise sentence() from broken


def rule_of(broken: IntegrityError) -> str:
    """The constraint that was broken, or for a trigger the first line of what it said."""
    report = getattr(broken.__cause__, "diag", None)
    if report is None:
        return ""
    return str(report.constraint_name or report.message_primary or "")
