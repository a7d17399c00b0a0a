"""Write the table of unconfirmed values of the law into docs/unverified.md, or check that it is there.

Usage: python scripts/unverified.py          write it
       python scripts/unverified.py --check  exit 1 if the page says something else than the law
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from naungan.law import load
from naungan.law.screen import shortly

PAGE = Path(__file__).parents[1] / "docs" / "unverified.md"
BEGIN, END = "<!-- begin: written by scripts/unverified.py -->", "<!-- end -->"


def table() -> Iterator[str]:
    """Every value with status unverified, by parameter and date, as lines of Markdown."""
    yield "| value of the law | from | as Naungan has it | basis | seen in | why unsure |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for path, parameter in sorted(load().parameters.items()):
        for one in parameter.values:
            if one.unverified:
                value = shortly(parameter.kind, one.value)
                cells = (f"`{path}`", str(one.valid_from), value, one.basis, ", ".join(one.source), one.note)
                yield "| " + " | ".join(cell.replace("|", "\\|").replace("\u00a0", " ") for cell in cells) + " |"


def rewritten(page: str) -> str:
    """The page with its table as the law has it now."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return "\n".join((f"{before}{BEGIN}", "", *table(), "", f"{END}{after}"))


def main() -> None:
    """Write the page, or with --check compare it."""
    page = PAGE.read_text("utf-8")
    now = rewritten(page)
    if sys.argv[1:] == ["--check"]:
        if page != now:
            sys.exit("docs/unverified.md does not say what the law says: run python scripts/unverified.py")
    else:
        PAGE.write_text(now, "utf-8")


if __name__ == "__main__":
    main()
