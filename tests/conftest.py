"""One embedded PostgreSQL for the whole run, apart from the user's own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="naungan-test-")
os.chmod(_home, 0o755)
os.environ["NAUNGAN_HOME"] = _home
os.environ.pop("DATABASE_URL", None)
atexit.register(shutil.rmtree, _home, ignore_errors=True)
