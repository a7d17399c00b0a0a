"""Run a command and keep what it printed as an SVG picture, as a terminal would show it.

Usage: python scripts/picture.py OUT.svg LINES COMMAND ...   (LINES: how many lines to show, 0 for all)
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

WIDTH = 104
# The terminal's letters come from the reader's own machine, not from a font server.
FONT_FACES = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)


def picture(command: list[str], lines: int) -> Console:
    """What the command printed, in its colours, recorded at a fixed width. Raises if it fails."""
    told = subprocess.run(
        command,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": str(WIDTH), "FORCE_COLOR": "1", "TERM": "xterm-256color"},
    ).stdout
    shown = told.splitlines()[: lines or None]
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text(f"$ {' '.join(command)}", style="bold"))
    for line in shown:
        console.print(Text.from_ansi(line))
    return console


def main() -> None:
    """Write the picture."""
    out, lines, *command = sys.argv[1:]
    exported = picture(command, int(lines)).export_svg(title="naungan", unique_id="naungan")
    svg = FONT_FACES.sub("", exported).replace("Fira Code", "ui-monospace")
    # The same output gives the same file, and no line ends in a space.
    Path(out).write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", "utf-8")


if __name__ == "__main__":
    main()
