"""Say how a coverage rate came about, from what `naungan coverage --json` told on two bases.

Usage: python scripts/how_it_came_about.py REGION_CODE BASIS.json OTHER_BASIS.json
"""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

WIDTH = 100
Row = dict[str, Any]


def facts(here: Row) -> Iterator[tuple[str, str]]:
    """Numerator, denominator and rate of one region, each with where it comes from."""
    parts = " + ".join(f"{whole(part['numerator'])} {part['segment']}" for part in here["parts"] if part["numerator"])
    yield "Numerator", f"{whole(here['numerator'])} people active or in grace, each counted once: {parts}"
    yield "", here["source"]
    yield "Denominator", f"{whole(here['denominator'])} on the basis {here['basis']}"
    yield "", here["denominator_source"]
    yield "Rate", f"{points(here['rate'])} percent{printed(here)}"


def sentences(here: Row, there: Row, neighbours: list[Row]) -> Iterator[str]:
    """Why another basis says something else, how the region stands, and what the sandbox does not show."""
    yield (
        f"On the basis {there['basis']} the same {whole(there['numerator'])} people are divided by "
        f"{whole(there['denominator'])}: {points(there['rate'])} percent. Neither is wrong. They answer two "
        "questions, and Naungan refuses to subtract one from the other."
    )
    ranks = ", ".join(f"{one['region']} {points(one['rate'])}" for one in neighbours)
    yield (
        f"{here['region']} is number {here['rank']} of the region ({ranks}) and holds "
        f"{points(here['share_of_participants'])} percent of its participants."
    )
    yield (
        "The sandbox is calibrated to what was published, so the rate is no discovery: what is shown is that every "
        "person of it can be followed from a wage report to the figure, and that another basis gives another rate."
    )


def printed(row: Row) -> str:
    """The published figure beside the computed one, if there is one."""
    if row["published_rate"] is None:
        return ""
    return f"; published: {points(row['published_rate'])} on {row['published_on']} ({row['published_source']})"


def whole(number: int) -> str:
    """1234567 as 1,234,567."""
    return f"{number:,}"


def points(rate: float) -> str:
    """66.0 as 66.00."""
    return f"{rate:.2f}"


def main() -> None:
    """Read the two tables and say how the region's rate came about."""
    code, *files = sys.argv[1:]
    tables = [json.loads(Path(file).read_text("utf-8")) for file in files]
    here, there = (next(row for row in table if row["region_code"] == code) for table in tables)
    for label, text in facts(here):
        print(filled(text, f"{label:<13}"))
    for sentence in sentences(here, there, tables[0]):
        print("", filled(sentence, ""), sep="\n")


def filled(text: str, label: str) -> str:
    """The text under its label, folded between words; an address stays whole."""
    indent = " " * len(label)
    return textwrap.fill(
        text, WIDTH, initial_indent=label, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )


if __name__ == "__main__":
    main()
