"""The pages people read, taken apart: links, anchors, commands and code."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from tests.project.source import ROOT

PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(
    (ROOT / "docs").glob("*.md")
)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
QUOTED = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True)
class Command:
    """One command of a page, as words."""

    page: str
    words: tuple[str, ...]

    @property
    def is_naungan(self) -> bool:
        """Whether it is the `naungan` command, from the environment or on the path."""
        return self.words[0] in ("naungan", ".venv/bin/naungan")

    def __str__(self) -> str:
        return f"{self.page}: {shlex.join(self.words)}"


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a page in one language."""
    return [text for told, text in FENCE.findall(page.read_text("utf-8")) if told == language]


def prose(page: Path) -> str:
    """The page without its fenced blocks."""
    return FENCE.sub("", page.read_text("utf-8"))


def anchors(page: Path) -> set[str]:
    """The anchors that its headings make."""
    return {_slug(heading) for heading in HEADING.findall(prose(page))}


def commands() -> list[Command]:
    """Every command of every page, in order."""
    return [
        Command(page.name, tuple(shlex.split(line)))
        for page in PAGES
        for block in blocks(page, "sh")
        for line in block.replace("\\\n", " ").splitlines()
        if line.strip() and not line.startswith("#")
    ]


def _slug(heading: str) -> str:
    words = re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower())
    return words.strip().replace(" ", "-")
