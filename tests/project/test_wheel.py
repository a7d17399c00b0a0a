"""The wheel holds everything that the package needs to run, and asks for little."""

from __future__ import annotations

import zipfile
from email.parser import Parser
from pathlib import Path

import pytest
from tests.project.alone import run_alone
from tests.project.source import PACKAGE, ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as `pip install .` would build it, without a network."""
    from hatchling.builders.wheel import WheelBuilder

    folder = tmp_path_factory.mktemp("wheel")
    [built] = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    return Path(built)


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    files = {
        str(path.relative_to(PACKAGE.parent))
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("naungan/")}
    assert packed == files


@pytest.mark.parametrize(
    "needed",
    [
        "naungan/law/parameters/jp.yaml",
        "naungan/law/cases/given.jsonl",
        "naungan/registry/data/regions.csv",
        "naungan/registry/migrations/0001_initial.py",
        "naungan/coverage/data/statistics.csv",
        "naungan/sandbox/data/names.csv",
        "naungan/py.typed",
    ],
)
def test_law_data_cases_and_migrations_are_in_the_wheel(wheel: Path, needed: str) -> None:
    assert zipfile.ZipFile(wheel).getinfo(needed).filename == needed


def test_the_law_in_the_wheel_answers_its_own_cases(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = (
        f"sys.path.insert(0, {str(tmp_path)!r}); import naungan.cli as c; print(c.__file__); c.main(['law', 'check'])"
    )
    done = run_alone(code)
    assert done.stdout.splitlines()[0] == str(tmp_path / "naungan" / "cli.py")
    assert (done.returncode, done.stderr) == (0, "")


def test_without_extras_four_packages_are_asked_for(wheel: Path) -> None:
    [name] = [name for name in zipfile.ZipFile(wheel).namelist() if name.endswith("/METADATA")]
    metadata = Parser().parsestr(zipfile.ZipFile(wheel).read(name).decode("utf-8"))
    asked = [one for one in metadata.get_all("Requires-Dist", []) if "extra ==" not in one]
    assert sorted(one.split(">=")[0] for one in asked) == ["holidays", "pyyaml", "rich", "typer"]
    assert (metadata["License-Expression"], metadata["Requires-Python"]) == ("Apache-2.0", ">=3.11")
