"""No page needs a content policy that forbids less: no style or script inside, nothing from another host."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "naungan"
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
LOADING = {"src", "srcset", "href", "action", "data-chart", "hx-get", "hx-post"}
LOADED = {"script", "link", "img", "source", "iframe", "object", "embed", "use"}


class Breaches(HTMLParser):
    """What in a page the policy would forbid."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.script = False
        self.feed(TAGS.sub("", html))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Data for a script is not a script: browsers run it under no policy.
        self.script = tag == "script" and "src" not in dict(attrs) and dict(attrs).get("type") != "application/json"
        if tag in ("style", "iframe", "object", "embed", "base"):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            text = (value or "").strip().lower()
            if name == "style" or name.startswith(("on", "hx-on")) or text.startswith("javascript:"):
                self.found.append(f"{tag} {name}")
            if name in LOADING and tag in LOADED and re.match(r"(https?:)?//", text):
                self.found.append(f"{tag} {name}={text}")

    def handle_data(self, data: str) -> None:
        if self.script and data.strip():
            self.found.append("<script> with code inside")
        self.script = False


def test_no_template_breaks_the_policy() -> None:
    breaches = {
        str(path.relative_to(PACKAGE)): found
        for path in PACKAGE.rglob("templates/**/*.html")
        if (found := Breaches(path.read_text("utf-8")).found)
    }
    assert breaches == {}


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<p style="color:red">', ["p style"]),
        ("<style>p{}</style>", ["<style>"]),
        ('<script type="application/json">{"a": 1}</script>', []),
        ('<script type="module">alert(1)</script>', ["<script> with code inside"]),
        ("<script>alert(1)</script>", ["<script> with code inside"]),
        ("<script src=\"{% static 'a.js' %}\" defer></script>", []),
        ('<script src="https://cdn.example/a.js"></script>', ["script src=https://cdn.example/a.js"]),
        ('<link rel="stylesheet" href="//cdn.example/a.css">', ["link href=//cdn.example/a.css"]),
        ('<a href="https://bpjsketenagakerjaan.go.id">', []),
        ('<button onclick="x()">', ["button onclick"]),
        ('<div hx-on:click="x()">', ["div hx-on:click"]),
        ('<a href="javascript:x()">', ["a href"]),
        ('<c-card style="a">', ["c-card style"]),
    ],
)
def test_a_breach_would_be_seen(html: str, found: list[str]) -> None:
    assert Breaches(html).found == found


def own_files(ending: str) -> list[Path]:
    """The static files that the rooms wrote themselves."""
    return [path for path in PACKAGE.rglob(f"static/**/*.{ending}") if "vendor" not in path.parts]


def test_our_own_scripts_make_no_code_from_text_and_no_style_from_markup() -> None:
    forbidden = re.compile(r"\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\.cssText")
    found = {path.name: forbidden.findall(path.read_text("utf-8")) for path in own_files("js")}
    assert {name: words for name, words in found.items() if words} == {}
    assert "naungan.js" in found


@pytest.mark.parametrize("ending", ["js", "css"])
def test_our_own_files_load_nothing_from_another_host(ending: str) -> None:
    addresses = {
        path.name: re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", path.read_text("utf-8"))
        for path in own_files(ending)
    }
    assert {name: found for name, found in addresses.items() if found} == {}


def test_every_icon_that_a_page_names_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol [^>]*id="([a-z-]+)"', (PACKAGE / "web/static/web/icons.svg").read_text("utf-8")))
    named = re.compile(
        r"<c-icon\s+name=\"([a-z-]+)\"|<c-(?:button|status|notice)\b[^>]*\b(?:icon|kind)=\"([a-z-]+)\""
    )
    kinds = {"primary", "secondary", "quiet", "link"}  # of buttons, which are not icons
    used = {
        first or second
        for path in PACKAGE.rglob("templates/**/*.html")
        for first, second in named.findall(path.read_text("utf-8"))
    }
    assert used - kinds - drawn == set()
