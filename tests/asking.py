"""How often pages ask the database: every page that a room shows, and at most so many questions each."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

MOST = 15  # of everything: session, scope and savepoints too


def shown_by(*rooms: str) -> set[str]:
    """The names of the addresses of rooms that something is read at; those that only take a form are left out."""
    return {
        f"{room}:{one.name}"
        for room in rooms
        for one in import_module(f"naungan.{room}.urls").urlpatterns
        if "GET" in _methods(one.callback)
    }


def asking_more(client: Client, addresses: Iterable[str], most: int = MOST) -> dict[str, list[str]]:
    """The questions of those pages that ask more than they may; every page must be there."""
    asked = {address: questions(client, address) for address in addresses}
    return {address: said for address, said in asked.items() if len(said) > most}


def questions(client: Client, address: str, status: int = 200) -> list[str]:
    """What a page asks the database."""
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address)
        assert answer.status_code == status, (address, answer.status_code, answer.headers.get("Location"))
        b"".join(answer.streaming_content if answer.streaming else [answer.content])  # type: ignore[arg-type]
    return [one["sql"] for one in seen.captured_queries]


def _methods(view: Callable[..., Any]) -> set[str]:
    """The methods that a view answers: those which every decorator lets through."""
    allowed = {"GET", "POST"}
    for layer in _layers(view):
        only = inspect.getclosurevars(layer).nonlocals.get("request_method_list")
        allowed &= set(only) if only else allowed
    return allowed


def _layers(view: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    yield view
    while hasattr(view, "__wrapped__"):
        view = view.__wrapped__
        yield view
