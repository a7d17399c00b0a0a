"""What the pages of the room share: whose year it is, who may change something, how a form is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy

from naungan.access.actor import Actor
from naungan.access.models import STAFF, Role
from naungan.access.scope import as_system
from naungan.errors import Refused
from naungan.registry.models import Payer, PayerKind
from naungan.sponsorship.models import Candidate, CandidateList, Decree, Scheme, Verdict
from naungan.web.forms import Unreadable

READERS = (Role.SPONSOR, *STAFF)
WRITER = Role.SPONSOR
VERDICTS = {
    Verdict.UNJUDGED: ("neutral", gettext_lazy("Belum dinilai")),
    Verdict.ELIGIBLE: ("good", gettext_lazy("Memenuhi syarat")),
    Verdict.REVIEW: ("waiting", gettext_lazy("Perlu dilihat orang")),
    Verdict.REJECTED: ("danger", gettext_lazy("Ditolak")),
}

Read = TypeVar("Read")


def actor_of(request: HttpRequest) -> Actor:
    """Who asks; the door has let them in."""
    return cast(Actor, request.actor)  # type: ignore[attr-defined]


def sponsor_of(payer: int) -> Payer:
    """A sponsor as the actor sees it; any other is not found."""
    rows = Payer.objects.select_related("sponsor", "region").filter(kind=PayerKind.SPONSOR)
    return get_object_or_404(rows, pk=payer)


def scheme_of(payer: Payer, number: int) -> Scheme:
    """A scheme of the sponsor."""
    return get_object_or_404(Scheme.objects.select_related("payer__region"), pk=number, payer=payer)


def list_of(payer: Payer, number: int) -> CandidateList:
    """A list of the sponsor."""
    return get_object_or_404(CandidateList.objects.select_related("scheme"), pk=number, payer=payer)


def candidate_of(payer: Payer, number: int) -> Candidate:
    """A candidate on a list of the sponsor."""
    rows = Candidate.objects.select_related("listing__scheme", "region", "twin")
    return get_object_or_404(rows, pk=number, listing__payer=payer)


def decree_of(payer: Payer, number: int) -> Decree:
    """A decree of the sponsor."""
    return get_object_or_404(Decree.objects.select_related("scheme__payer"), pk=number, payer=payer)


def crumbs(payer: Payer, *more: tuple[Any, str]) -> list[tuple[Any, str]]:
    """Where one is, from the sponsor's year on."""
    return [(payer.name, reverse("sponsorship:year", args=[payer.pk])), *more]


def shared(request: HttpRequest, payer: Payer, *more: tuple[Any, str]) -> dict[str, Any]:
    """What every page shows."""
    return {
        "payer": payer,
        "crumbs": crumbs(payer, *more),
        "may_write": actor_of(request).role == WRITER,
    }


def doing(request: HttpRequest, act: Callable[[], str], after: str, *arguments: object) -> HttpResponse:
    """Do one act as the system, after the actor's scope has been asked; what it says or refuses is shown next."""
    try:
        with as_system():
            said = act()
    except Refused as no:
        messages.error(request, str(no))
    else:
        messages.success(request, said)
    return redirect(after, *arguments)


class Form:
    """The fields of a form as they were sent, and what could not be read of them."""

    def __init__(self, sent: Mapping[str, str]) -> None:
        self.sent = sent
        self.wrong: dict[str, str] = {}

    def text(self, name: str, ordinary: str = "") -> str:
        """A field as it was sent."""
        return self.sent.get(name, ordinary)

    def read(self, name: str, reader: Callable[[str], Read]) -> Read | None:
        """The value of a field that must be filled; None, and noted, where it cannot be read."""
        try:
            return reader(self.text(name))
        except Unreadable as no:
            self.wrong[name] = str(no)
            return None

    def read_if_given(self, name: str, reader: Callable[[str], Read]) -> Read | None:
        """The value of a field that may be empty."""
        return self.read(name, reader) if self.text(name).strip() else None

    def refuse(self, name: str, words: str) -> None:
        """Note what is wrong with a field."""
        self.wrong[name] = words

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What is wrong, for the summary: (field, words)."""
        return list(self.wrong.items())
