"""Numbers that lead back: every one in a report is told here once, with its source and its address."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Source:
    """Where numbers are from: words for people, and the address under the site where it can be looked up."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Traced:
    """One number of a report: what it is, as it was written, and the number of its source."""

    what: str
    written: str
    source: int


@dataclass
class Trail:
    """The numbers and sources of one report, in the order they were told."""

    sources: list[Source] = field(default_factory=list)
    numbers: list[Traced] = field(default_factory=list)

    def source(self, words: str, address: str) -> int:
        """The number of a source, from 1; the same one again has the same number."""
        told = Source(words, address)
        if told not in self.sources:
            self.sources.append(told)
        return self.sources.index(told) + 1

    def number(self, what: str, written: str, source: int) -> str:
        """Tell a number; it comes back as it is written."""
        one = Traced(what, written, source)
        if one not in self.numbers:
            self.numbers.append(one)
        return written

    def as_json(self) -> dict[str, Any]:
        """Sources and numbers as JSON types."""
        return {
            "sources": [{"words": one.words, "address": one.address} for one in self.sources],
            "numbers": [{"what": n.what, "written": n.written, "source": n.source} for n in self.numbers],
        }
