"""Bring the files that browsers load to one folder: named by their content and compressed, when something changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

MARK = "gathered.txt"  # what the folder was gathered from


def gather_static() -> bool:
    """Gather the files unless the folder holds what would be gathered; whether it was done.

    Compressing takes seconds, and a site is started more often than its files change.
    """
    folder = Path(settings.STATIC_ROOT)
    mark, found = folder / MARK, _fingerprint()
    if mark.is_file() and mark.read_text(encoding="ascii") == found:
        return False
    mark.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(found, encoding="ascii")
    return True


def _fingerprint() -> str:
    told = "\n".join(sorted(_told()))
    return hashlib.sha256(told.encode()).hexdigest()


def _told() -> Iterator[str]:
    """Everything that what is gathered depends on: who compresses, each file, its size and its time."""
    yield f"whitenoise {version('whitenoise')}, django {version('django')}"
    for finder in get_finders():
        for name, storage in finder.list([]):
            file = Path(storage.path(name)).stat()
            yield f"{name} {file.st_size} {file.st_mtime_ns}"
