"""What browsers load: by lock file from the registry alone, gathered under hashed names, light enough for a phone."""

from __future__ import annotations

import json
import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import override_settings

from naungan.web.static_files import GatheredFiles

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "src" / "naungan" / "web" / "static" / "vendor"
LOCK = json.loads((ROOT / "frontend" / "package-lock.json").read_text("utf-8"))
# What every page loads; charts come later and only where there is one.
EVERY_PAGE = (
    "vendor/tabler.min.css",
    "vendor/plus-jakarta-sans.woff2",
    "vendor/htmx.min.js",
    "web/tokens.css",
    "web/naungan.css",
    "web/tables.css",
    "web/naungan.js",
    "web/icons.svg",
    "web/mark.svg",
    "web/mark-light.svg",
)
KILOBYTE = 1000


def found(name: str) -> Path:
    """The file that an address under /static/ stands for."""
    path = finders.find(name)
    assert path, name
    return Path(str(path))


def sent(name: str) -> int:
    """Bytes on the line: compressed by brotli as whitenoise does, fonts as they are."""
    content = found(name).read_bytes()
    return len(content) if name.endswith(".woff2") else len(brotli.compress(content))


def test_the_lock_file_names_no_other_place_than_the_registry() -> None:
    places = {package["resolved"].split("/")[2] for package in LOCK["packages"].values() if "resolved" in package}
    assert places - {"registry.npmjs.org"} == set()


def test_every_package_is_held_by_its_content() -> None:
    loose = [name for name, package in LOCK["packages"].items() if name and "integrity" not in package]
    assert loose == []


def test_what_a_page_loads_leaves_room_for_the_page_within_150_kilobytes() -> None:
    assert sum(sent(name) for name in EVERY_PAGE) < 120 * KILOBYTE


@pytest.mark.slow
def test_the_bundle_of_charts_stays_below_300_kilobytes() -> None:
    assert sent("vendor/charts.min.js") < 300 * KILOBYTE


def test_charts_are_drawn_by_the_interpreter_inside_the_bundle() -> None:
    bundle = found("vendor/charts.min.js").read_text("utf-8")
    assert bundle.count("window.naunganCharts") == 1


@pytest.mark.parametrize("name", ["vendor/tabler.min.css", "vendor/htmx.min.js", "vendor/charts.min.js"])
def test_no_file_points_at_a_map_or_a_style_elsewhere(name: str) -> None:
    text = found(name).read_text("utf-8")
    assert re.findall(r"sourceMappingURL=|@import\s+(?:url)?[(\"']|url\([\"']?https?:", text) == []


def test_the_licences_of_what_is_shipped_are_shipped() -> None:
    licences = (VENDOR / "LICENSES.txt").read_text("utf-8")
    shipped = {name.removeprefix("node_modules/") for name in LOCK["packages"]} - {"", "axe-core", "@popperjs/core"}
    assert set(re.findall(r"^== ([@a-z].*)$", licences, re.MULTILINE)) == shipped


def test_before_anything_is_gathered_files_have_their_plain_names(tmp_path: Path) -> None:
    storage = GatheredFiles(location=str(tmp_path), base_url="/static/")
    assert storage.url("web/naungan.css") == "/static/web/naungan.css"


@pytest.mark.slow
def test_gathered_files_are_named_by_content_and_compressed(tmp_path: Path) -> None:
    with override_settings(STATIC_ROOT=str(tmp_path)):
        call_command("collectstatic", interactive=False, verbosity=0)
        storage = GatheredFiles(location=str(tmp_path), base_url="/static/")
        address = storage.url("web/tokens.css")
    assert re.fullmatch(r"/static/web/tokens\.[0-9a-f]{12}\.css", address)
    gathered = tmp_path / address.removeprefix("/static/")
    assert brotli.decompress(gathered.with_name(f"{gathered.name}.br").read_bytes()) == gathered.read_bytes()
    assert re.search(r'url\("\.\./vendor/plus-jakarta-sans\.[0-9a-f]{12}\.woff2"\)', gathered.read_text("utf-8"))
