"""The pages hold together: links lead somewhere, files that are named exist, no page is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.project.pages import LINK, PAGES, QUOTED, anchors, prose
from tests.project.source import PACKAGE, ROOT

FILE = re.compile(r"[\w./-]+\.(py|yaml|csv|sql|md|svg|sh|jsonl)|[\w-]+/[\w./-]+/")
ELSEWHERE = ("http://", "https://", "mailto:")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = [link for link in LINK.findall(prose(page)) if not link.startswith(ELSEWHERE) and not _leads(page, link)]
    assert broken == []


def _leads(page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    return target.exists() and (not anchor or anchor in anchors(target))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_is_named_exists(page: Path) -> None:
    named = [text for text in QUOTED.findall(prose(page)) if "/" in text and FILE.fullmatch(text)]
    missing = [name for name in named if not name.startswith(("/", "~", ".venv")) and not _exists(name)]
    assert missing == []


def _exists(name: str) -> bool:
    return any((folder / name).exists() for folder in (ROOT, PACKAGE))


def test_no_page_is_lost() -> None:
    index = ROOT / "docs" / "index.md"
    linked = {(index.parent / link.partition("#")[0]).resolve() for link in LINK.findall(prose(index))}
    assert [page.name for page in PAGES if page.name not in ("README.md", "index.md") and page not in linked] == []


def test_the_pages_of_the_tour_name_every_room() -> None:
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    tour = (ROOT / "docs" / "tour.md").read_text("utf-8")
    assert {room for room in rooms if f"**{room}**" not in tour} == set()


def test_a_broken_link_would_be_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One thing\n[a](#one-thing) [b](#another) [c](absent.md)\n", "utf-8")
    assert [_leads(page, link) for link in LINK.findall(page.read_text("utf-8"))] == [True, False, False]
