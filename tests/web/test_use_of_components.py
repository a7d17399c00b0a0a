"""Every page names components that exist, and gives them what they take."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "naungan"
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
VARS = re.compile(r"<c-vars\s(.*?)/>", re.DOTALL)


class Uses(HTMLParser):
    """The components of a template, each with the attributes and the slots it is given."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.attributes: list[tuple[str, set[str]]] = []
        self.slots: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(TAGS.sub("", html))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = tag[2:].replace("-", "_")
        if tag == "c-slot":
            self.slots.append((self.open[-1], dict(attrs)["name"] or ""))
        elif tag.startswith("c-") and tag != "c-vars":
            self.open.append(name)
            self.attributes.append((name, {one.lstrip(":").replace("-", "_") for one, _ in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag.startswith("c-") and tag not in ("c-vars", "c-slot"):
            self.open.pop()


@dataclass(frozen=True)
class Component:
    """What a component takes; `more` when it hands other attributes on to its element."""

    taken: set[str]
    more: bool


def component(path: Path) -> Component:
    """Read a component's file."""
    text = path.read_text("utf-8")
    found = VARS.search(text)
    return Component(set(re.findall(r":?(\w+)=", found[1])) if found else set(), "{{ attrs }}" in text)


COMPONENTS = {path.stem: component(path) for path in PACKAGE.rglob("templates/cotton/*.html")}


def faults(html: str) -> list[str]:
    """What a template asks of components that they do not have."""
    uses = Uses(html)
    unknown = {name for name, _ in uses.attributes} - set(COMPONENTS)
    wrong = [f"no component c-{name}" for name in sorted(unknown)]
    for name, given in uses.attributes:
        if name not in unknown and not COMPONENTS[name].more:
            wrong += [f"c-{name} takes no {one}" for one in sorted(given - COMPONENTS[name].taken)]
    wrong += [
        f"c-{name} has no slot {slot}"
        for name, slot in uses.slots
        if name not in unknown and slot not in COMPONENTS[name].taken
    ]
    return wrong


def test_every_page_asks_of_components_only_what_they_have() -> None:
    wrong = {
        str(path.relative_to(PACKAGE)): found
        for path in PACKAGE.rglob("templates/**/*.html")
        if (found := faults(path.read_text("utf-8")))
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<c-tile label="A" :value="{{ a }}" />', []),
        ("<c-tyle />", ["no component c-tyle"]),
        ('<c-tile lable="A" />', ["c-tile takes no lable"]),
        ('<c-table caption="A"><c-slot name="hed"></c-slot></c-table>', ["c-table has no slot hed"]),
        ('<c-card><c-tile label="A" /><c-slot name="footer"></c-slot></c-card>', []),
        ('<c-button hx-get="/x">A</c-button>', []),
        ("<c-layout title=\"{% trans 'A > B' %}\" narrow>", []),
    ],
)
def test_a_fault_would_be_seen(html: str, found: list[str]) -> None:
    assert faults(html) == found
