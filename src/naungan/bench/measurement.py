"""What a benchmark measured, as one object or a table."""

from __future__ import annotations

import resource
from collections.abc import Mapping
from dataclasses import dataclass, field

from rich.console import Console

from naungan.screen import Column, show


@dataclass(frozen=True, slots=True)
class Measurement:
    """Rows and seconds of the measured work, its ratios by name, and what was measured beside it."""

    bench: str
    rows: int
    seconds: float
    peak_rss_mb: float
    ratios: Mapping[str, float] = field(default_factory=dict)
    more: Mapping[str, float] = field(default_factory=dict)

    @property
    def rows_per_second(self) -> float:
        """Rows of the measured work a second."""
        return self.rows / self.seconds

    def as_object(self) -> dict[str, object]:
        """The measurement as one JSON object."""
        return {
            "bench": self.bench,
            "rows": self.rows,
            "seconds": round(self.seconds, 4),
            "rows_per_second": round(self.rows_per_second),
            "peak_rss_mb": round(self.peak_rss_mb, 1),
            **{name: round(value, 3) for name, value in self.ratios.items()},
            **{name: round(value, 4) for name, value in self.more.items()},
        }


def peak_rss_mb() -> float:
    """The most memory this process has held so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def show_measurement(console: Console, measured: Measurement) -> None:
    """Print a measurement as a table of names and numbers."""
    rows = [(name, _number(value)) for name, value in measured.as_object().items() if name != "bench"]
    columns = (Column("apa"), Column("terukur", number=True))
    show(console, f"bench {measured.bench}", columns, rows)


def _number(value: object) -> str:
    text = f"{value:,}"
    return text.replace(",", " ").replace(".", ",")
