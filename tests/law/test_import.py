"""The law is light: its import pulls in nothing heavy, and a question costs little to start."""

import subprocess
import sys

HEAVY = (
    "yaml", "typer", "rich", "holidays", "django", "psycopg", "numba", "numpy", "duckdb", "pyarrow", "sqlglot",
    "click", "pydantic",
)  # fmt: skip


def run(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_importing_the_law_imports_nothing_heavy() -> None:
    loaded = run(
        "import sys, naungan.law, naungan.law.questions, naungan.law.calendar, naungan.law.answers\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    assert loaded == "[]"


def test_using_the_law_needs_no_more_than_yaml() -> None:
    loaded = run(
        "import sys\nfrom naungan.law import load\n"
        "load().of_month('2022-12').compile(('total',))(wage=5000000, jkk_class=2)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    assert loaded == "['yaml']"


def test_importing_the_law_takes_less_than_150_milliseconds() -> None:
    program = "import time; t = time.process_time(); import naungan.law; print(time.process_time() - t)"
    assert min(float(run(program)) for _ in range(5)) < 0.150
