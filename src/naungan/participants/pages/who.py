"""Whose pages these are: the person of the actor's grant, and whether the reader is that person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from naungan.access.actor import Actor
from naungan.access.models import Role
from naungan.access.scope import reading_as_system
from naungan.participants.cover import Cover, cover_on
from naungan.registry.models import Person


@dataclass(frozen=True, slots=True)
class Who:
    """The person that the pages are about; `myself` when it is the one who reads them."""

    person: Person
    actor: Actor

    @property
    def myself(self) -> bool:
        """Whether the worker reads, and not an heir."""
        return self.actor.role == Role.WORKER

    def crumbs(self, title: str) -> list[tuple[str, str]]:
        """The way from the first page to a page with this title."""
        first = gettext("Perlindungan saya") if self.myself else gettext("Perlindungan")
        return [(first, reverse("participants:home")), (title, "")]


def who(request: HttpRequest) -> Who:
    """The person of the actor's grant, as the database shows it to the actor."""
    actor = cast(Actor, request.actor)  # type: ignore[attr-defined]
    return Who(get_object_or_404(Person, pk=actor.person_id), actor)


def cover_of(person: Person) -> Cover:
    """Today's cover. The payers' bills and payments behind it are not the reader's to see."""
    with reading_as_system():
        return cover_on(person, timezone.localdate())
