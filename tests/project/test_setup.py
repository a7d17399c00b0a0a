"""What a fresh machine lacks is said, with the command that helps; nothing is fetched meanwhile."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.project.source import ROOT

# A Python that says where it is, and one that can do no more than that.
PYTHON = 'case "$*" in *version_info*) ;; *executable*) echo "$0" ;; *) echo "Python 3.11.2" ;; esac'
BARE_PYTHON = 'case "$*" in *version_info*) ;; *executable*) echo "$0" ;; *) exit 1 ;; esac'
TOOLS = ("bash", "cut", "dirname", "head", "printf", "rm", "sort")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A machine with a shell and its few tools, and the project's own setup script."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "setup.sh", tmp_path / "scripts" / "setup.sh")
    for tool in TOOLS:
        found = shutil.which(tool)
        if found:
            (tmp_path / "bin" / tool).symlink_to(os.path.realpath(found))
    return tmp_path


def put(machine: Path, name: str, script: str, folder: str = "bin") -> None:
    """Put a command on the machine."""
    command = machine / folder / name
    command.parent.mkdir(parents=True, exist_ok=True)
    command.write_text(f"#!{machine}/bin/bash\n{script}\n", "utf-8")
    command.chmod(0o755)


def set_up(machine: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the setup script with nothing on the path but what the machine has."""
    return subprocess.run(
        [str(machine / "bin" / "bash"), str(machine / "scripts" / "setup.sh")],
        env={"PATH": str(machine / "bin"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_machine_without_python_is_told_what_to_install(machine: Path) -> None:
    done = set_up(machine)
    assert (done.returncode, "sudo apt install python3 python3-venv" in done.stderr) == (1, True)


def test_a_python_that_is_too_old_is_none(machine: Path) -> None:
    put(machine, "python3.11", "exit 1")
    done = set_up(machine, PYTHON="python3.11")
    assert (done.returncode, "no Python 3.11 or newer was found (looked for: python3.11)" in done.stderr) == (1, True)


def test_a_python_without_venv_and_pip_is_told_what_to_install(machine: Path) -> None:
    put(machine, "python3.11", BARE_PYTHON)
    done = set_up(machine)
    assert (done.returncode, "sudo apt install python3-venv" in done.stderr) == (1, True)


def test_the_environment_is_made_from_the_lock_file_and_no_python_is_fetched(machine: Path) -> None:
    put(machine, "python3.11", PYTHON)
    put(machine, "uv", 'case "$1" in --version) echo "uv 0.13.9" ;; *) echo "$UV_PYTHON_DOWNLOADS $*" ;; esac')
    put(machine, "python", "exit 0", folder=".venv/bin")
    put(machine, "assets.sh", "exit 0", folder="scripts")
    done = set_up(machine)
    python = machine / "bin" / "python3.11"
    said = f"never sync --quiet --frozen --all-extras --group dev --python {python} --compile-bytecode\n"
    assert (done.returncode, done.stdout) == (0, said)


def test_an_old_uv_is_not_used(machine: Path) -> None:
    put(machine, "python3.11", BARE_PYTHON)
    put(machine, "uv", 'echo "uv 0.4.30"')
    done = set_up(machine)
    assert (done.returncode, "installing uv" in done.stderr) == (1, True)


def test_continuous_integration_runs_make_test() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert (script[-1], os.access(ROOT / ".ci" / "run", os.X_OK)) == ("exec make test </dev/null", True)


def test_make_test_runs_every_check() -> None:
    done = subprocess.run(["make", "--dry-run", "test"], cwd=ROOT, capture_output=True, text=True, check=False)
    checks = ("ruff check", "ruff format --check", "mypy", "lint-imports", "makemigrations --check", "pytest")
    assert [check for check in checks if check not in done.stdout] == []


def test_no_check_starts_the_database_of_the_user() -> None:
    done = subprocess.run(
        ["make", "--dry-run", "types", "migrations"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    reading_settings = [line for line in done.stdout.splitlines() if "mypy" in line or "-m django" in line]
    assert len(reading_settings) == 2
    assert done.stdout.count("DATABASE_URL=postgresql://localhost:1/none") == 2


def test_a_database_that_does_not_answer_is_named_without_its_password() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "naungan.cli", "bill", "--npp", "X", "--month", "2022-12"],
        env={**os.environ, "DATABASE_URL": "postgresql://somebody:hidden@localhost:1/nothing"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("naungan: Basis data nothing di localhost:1 tidak dapat dihubungi")
    assert "Periksa DATABASE_URL" in done.stderr
    assert "hidden" not in done.stderr
    assert "Traceback" not in done.stderr
