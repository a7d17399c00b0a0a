"""What every kind of change has: how the thing stands now, how it is changed, who proposes, who decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from naungan.access.models import Role

Facts = dict[str, Any]  # what is written as JSON: text, whole rupiah, days in ISO form, lists of such


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be changed, as it is written in a command, and the day on which it is done."""

    about: Mapping[str, Any]
    after: Mapping[str, Any]
    reason: str
    today: date


@dataclass(frozen=True, slots=True)
class Handling:
    """A kind of change. `stands` tells the facts that `after` would replace, `apply` replaces them.

    `apply` calls one verb, which refuses what cannot be, and answers what it brought.
    """

    stands: Callable[[Task], Facts]
    apply: Callable[[Task], Facts]
    proposers: tuple[Role, ...]
    deciders: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody proposes: which kind, about what, how it should be; `regions` are those it concerns."""

    kind: str
    about: Facts
    after: Facts
    person_id: int | None = None
    payer_id: int | None = None
    regions: tuple[int, ...] = field(default=())


def day_or_none(text: str | None) -> date | None:
    """A day written in ISO form, or none."""
    return date.fromisoformat(text) if text else None


def iso(day: date | None) -> str | None:
    """A day in ISO form, or none."""
    return day.isoformat() if day else None
