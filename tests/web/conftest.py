"""Pages made from a line of template, as a reader of either language sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pytest
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

Rendered = Callable[..., str]


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    """The site's own language, whatever a test before chose."""
    with translation.override("id"):
        yield


@pytest.fixture
def request_() -> HttpRequest:
    """A request of somebody who has not signed in."""
    return RequestFactory().get("/rancangan/")


@pytest.fixture
def rendered(request_: HttpRequest) -> Rendered:
    """Renders a piece of template with a context."""
    from django_cotton.compiler_regex import CottonCompiler

    def render(template: str, **context: object) -> str:
        return engines["django"].from_string(CottonCompiler().process(template)).render(context, request_)

    return render


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text of each."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append((tag, dict(attrs)))
        self.text += " "

    def handle_data(self, data: str) -> None:
        self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element with that name."""
        return [attrs for name, attrs in self.all if name == tag]

    @property
    def words(self) -> str:
        """The text, with runs of spaces made one."""
        return " ".join(self.text.split())
