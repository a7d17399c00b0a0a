"""What the desk's pages share: who may come in, what day it is, how a form is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar, cast
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest
from django.utils import timezone

from naungan.access.actor import Actor
from naungan.access.models import STAFF, Role
from naungan.desk.day import DeskState, desk_state
from naungan.web.forms import Unreadable

READERS = STAFF
OFFICERS = (Role.BRANCH, Role.REGION, Role.HEAD_OFFICE)

Read = TypeVar("Read")


def actor_of(request: HttpRequest) -> Actor:
    """The officer who asks; the door has let them in."""
    return cast(Actor, request.actor)  # type: ignore[attr-defined]


def today() -> date:
    """Today, where the desk is."""
    return timezone.localdate()


def state_now() -> DeskState:
    """How things stand today."""
    return desk_state(today())


def is_officer(request: HttpRequest) -> bool:
    """Whether the one who asks may change something, and not only read."""
    return actor_of(request).role in OFFICERS


def new_key() -> str:
    """The key of a form: sent twice it is one and the same."""
    return str(uuid4())


def key_of(request: HttpRequest) -> UUID:
    """The key that a form was sent with. Raises Http404 for a form that is not ours."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError as wrong:
        raise Http404("no key") from wrong


def month_in_address(text: str) -> date:
    """The month of an address, written YYYY-MM. Raises Http404."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as wrong:
        raise Http404(text) from wrong


class Form:
    """The fields of a form as they were sent, and what could not be read of them."""

    def __init__(self, sent: Mapping[str, str]) -> None:
        self.sent = sent
        self.wrong: dict[str, str] = {}

    def read(self, name: str, reader: Callable[[str], Read]) -> Read | None:
        """The value of a field that must be filled; None where it cannot be read, and then it is noted."""
        try:
            return reader(self.text(name))
        except Unreadable as no:
            self.wrong[name] = str(no)
            return None

    def read_if_given(self, name: str, reader: Callable[[str], Read]) -> Read | None:
        """The value of a field that may be empty: None then."""
        return self.read(name, reader) if self.text(name).strip() else None

    def text(self, name: str) -> str:
        """A field as it was sent."""
        return self.sent.get(name, "")

    def refuse(self, name: str, words: str) -> None:
        """Note what is wrong with a field, or with the whole where `name` is empty."""
        self.wrong[name] = words

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What is wrong, for the summary on top: (field, words)."""
        return list(self.wrong.items())
