"""What an operator sets for claims: read once from rules.yaml, or from the file NAUNGAN_CLAIM_RULES names."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from naungan.yaml_text import from_yaml


@dataclass(frozen=True, slots=True)
class Checks:
    """So many others look at a decision up to an amount; None is any amount."""

    up_to: int | None
    needed: int


@dataclass(frozen=True, slots=True)
class Rules:
    """The operator's rules for claims; rupiah, days."""

    checks: tuple[Checks, ...]
    senior_above: int
    signal_adds_checks: int
    draft_kept: timedelta
    appeal_within: timedelta
    appeal_answered_working_days: int
    offset_most_percent: int
    signals: dict[str, int]

    def needed_checks(self, total: int) -> int:
        """How many others look at a decision of an amount."""
        return next(row.needed for row in self.checks if row.up_to is None or total <= row.up_to)


@cache
def rules() -> Rules:
    """The rules. Raises ValueError for a file that cannot be followed."""
    path = Path(os.environ.get("NAUNGAN_CLAIM_RULES", Path(__file__).with_name("rules.yaml")))
    raw: dict[str, Any] = from_yaml(path.read_text(encoding="utf-8"))
    found = Rules(
        checks=tuple(Checks(row.get("up_to"), row["needed"]) for row in raw["checks"]),
        senior_above=raw["senior_above"],
        signal_adds_checks=raw["signal_adds_checks"],
        draft_kept=timedelta(days=raw["draft_kept_days"]),
        appeal_within=timedelta(days=raw["appeal_within_days"]),
        appeal_answered_working_days=raw["appeal_answered_working_days"],
        offset_most_percent=raw["offset_most_percent"],
        signals=dict(raw["signals"]),
    )
    _check(found, path)
    return found


def _check(found: Rules, path: Path) -> None:
    limits = [row.up_to for row in found.checks]
    if limits[-1] is not None or None in limits[:-1] or limits[:-1] != sorted(set(limits[:-1])):  # type: ignore[type-var]
        raise ValueError(f"{path}: checks must rise, and only the last row has no up_to")
    if min(row.needed for row in found.checks) < 1:
        raise ValueError(f"{path}: a decision is looked at by one other person at least")
    if not 0 <= found.offset_most_percent <= 100:
        raise ValueError(f"{path}: offset_most_percent is from 0 to 100")
