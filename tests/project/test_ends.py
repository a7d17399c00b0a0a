"""A command that is over says nothing more: only what it was asked for is written, even as its process ends."""

from __future__ import annotations

import subprocess
import sys

# Loaded as the command line loads its modules; a C++ binding tells on standard error what it could not let go.
LOADED = "from naungan.cli import _uncollected\nwith _uncollected():\n    import duckdb"


def test_nothing_is_written_as_the_process_ends() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
