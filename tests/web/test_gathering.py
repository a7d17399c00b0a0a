"""Files for browsers are gathered when something changed, and not at every start."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.storage import storages
from django.test import override_settings

from naungan.web.gathering import gather_static


@pytest.fixture
def gathered(tmp_path: Path) -> Iterator[Path]:
    """Where a site gathers, from one small folder of its own."""
    source, target = tmp_path / "source", tmp_path / "gathered"
    source.mkdir()
    (source / "page.css").write_text("body { color: #123456; }\n" * 40)
    with override_settings(
        STATIC_ROOT=target,
        STATICFILES_DIRS=[source],
        STATICFILES_FINDERS=["django.contrib.staticfiles.finders.FileSystemFinder"],
    ):
        finders.get_finder.cache_clear()
        yield target
    finders.get_finder.cache_clear()
    storages._storages.clear()


def pages(gathered: Path) -> set[str]:
    return {file.name for file in gathered.glob("page.*.css")}


def test_the_first_start_gathers_and_the_next_does_not(gathered: Path) -> None:
    assert gather_static()
    assert len(pages(gathered)) == 1
    assert not gather_static()


def test_what_changed_is_gathered_again(gathered: Path) -> None:
    gather_static()
    before = pages(gathered)
    source = gathered.parent / "source" / "page.css"
    source.write_text("body { color: #654321; }\n" * 40)
    os.utime(source, ns=(1, 1))
    assert gather_static()
    assert pages(gathered) - before != set()


def test_a_new_file_is_gathered(gathered: Path) -> None:
    gather_static()
    (gathered.parent / "source" / "more.css").write_text("p { margin: 0; }\n")
    assert gather_static()
    assert (gathered / "more.css").exists()


def test_a_gathering_that_broke_off_is_done_again(gathered: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gather_static()
    (gathered.parent / "source" / "more.css").write_text("p { margin: 0; }\n")

    def broken(*_: object, **__: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patched:
        patched.setattr("naungan.web.gathering.call_command", broken)
        with pytest.raises(OSError, match="no space"):
            gather_static()
    assert gather_static()
    assert (gathered / "more.css").exists()
