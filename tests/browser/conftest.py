"""A running site over a small Kalimantan, and people with browsers who use it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.conftest import Databases

PHONE = {"width": 390, "height": 844}
OFFICE = {"width": 1366, "height": 768}
BUILT = Path(__file__).parents[2]
AXE = BUILT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SHOTS = Path(os.environ.get("NAUNGAN_SHOTS", BUILT / "test-output" / "screenshots"))
# Playwright keeps an event loop in the tests' thread; Django would refuse the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Tests call more often than anybody may.
OFTEN = {"NAUNGAN_API_RATE_PUBLIC": "1000000/m", "NAUNGAN_API_RATE_TOKEN": "1000000/m"}
# WCAG 2.2 AA, and what axe counts as good practice.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FOUND = """
async (rules) => (await axe.run(document, rules)).violations.map(
    v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.failureSummary).join(' | '))
"""


@dataclass
class Site:
    """A site that runs, the database under it, and what its server wrote."""

    address: str
    database: str
    databases: Databases
    log: Path

    def path(self, path: str) -> str:
        """The whole address of a path."""
        return self.address + path


@dataclass
class Visitor:
    """Somebody with a browser at the site. What the page complains of is kept in `complaints`."""

    page: Page
    site: Site
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a page of the site; an answer that says the server failed is an error."""
        answer = self.page.goto(self.site.path(path))
        assert answer is not None
        assert answer.status < 500, f"{path}: {answer.status}"
        return self.page

    def checked(self) -> None:
        """Nothing is wrong with the page that is open: no barrier axe finds, no error, nothing of CSP."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate(FOUND, RULES)
        assert (self.page.url, found) == (self.page.url, [])
        assert self.complaints == []

    def shown(self, name: str) -> None:
        """Leave pictures of the page that is open, as a phone and as an office screen see it."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        for width, size in (("390", PHONE), ("1366", OFFICE)):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            self.page.screenshot(path=SHOTS / f"{name}-{width}.png", full_page=True)
        sideways = self.page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert sideways == 0


@pytest.fixture(scope="session")
def kalimantan(migrated: Databases) -> str:
    """The name of a database with a small sandbox in it: October and November 2022 closed, December open."""
    name = migrated.copy()
    migrated.made.remove(name)  # it outlives the tests that copy it
    build = ["sandbox", "build", "--scale", "0.002", "--from", "2022-10", "--to", "2022-12"]
    for arguments in (build, ["close-month", "2022-10"], ["close-month", "2022-11"]):
        command(migrated.url(name), *arguments)
    return name


def command(url: str, *arguments: str) -> str:
    """Run a command of the terminal on a database; what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "naungan.cli", *arguments],
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def site(kalimantan: str, migrated: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """`naungan serve` with its job worker, over a copy of the sandbox that the module has to itself."""
    name = migrated.copy(kalimantan)
    migrated.made.remove(name)
    port = free_port()
    log = tmp_path_factory.mktemp("site") / "site.log"
    with log.open("w") as out:
        served = subprocess.Popen(
            [sys.executable, "-m", "naungan.cli", "serve", "--port", str(port), "--workers", "1"],
            env={**os.environ, **OFTEN, "DATABASE_URL": migrated.url(name)},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address, served, log)
        yield Site(address, name, migrated, log)
    finally:
        served.send_signal(signal.SIGINT)
        served.wait(30)


def free_port() -> int:
    """A port on which nothing listens."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, served: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the site answers."""
    for _ in range(300):
        assert served.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"{address}/", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the site did not answer: {log.read_text()}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, site: Site, django_db_blocker: Any) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors: `visit()` is the public, `visit(Role.BRANCH, region=...)` is signed in as that.

    `javascript=False` is a phone without it, `language="en"` somebody who reads English.
    """
    contexts = []

    def come(role: Any = None, javascript: bool = True, language: str = "id", **scope: Any) -> Visitor:
        context = chromium.new_context(
            viewport=PHONE,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            locale="en-US" if language == "en" else "id-ID",
            extra_http_headers={"Accept-Language": language},
        )
        contexts.append(context)
        # The switch's cookie: what a browser asks for does not choose the language.
        context.add_cookies([{"name": "django_language", "value": language, "url": site.address}])
        if role is not None:
            context.add_cookies([session_of(site, django_db_blocker, role, scope)])  # type: ignore[list-item]
        visitor = Visitor(context.new_page(), site)
        visitor.page.on("console", lambda said: _listen(visitor, said.type, said.text))
        visitor.page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        return visitor

    yield come
    for context in contexts:
        context.close()


def _listen(visitor: Visitor, kind: str, text: str) -> None:
    # The browser itself reports the status of an answer that a test has asked for.
    if kind == "error" and not re.match(r"Failed to load resource: the server responded with a status of 4", text):
        visitor.complaints.append(text)


def session_of(site: Site, blocker: Any, role: Any, scope: dict[str, Any]) -> dict[str, str]:
    """A cookie of somebody who has signed in."""
    from django.conf import settings
    from django.test import Client
    from tests.signing_in import sign_in

    client = Client()
    with blocker.unblock(), site.databases.using(site.database):
        sign_in(client, role, **scope)
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": site.address,
    }
