"""People as REST: those within a token's scope, found by NIK or KPJ, with their months."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema

from naungan.access.looks import looked
from naungan.access.models import STAFF, Role
from naungan.access.rest import bearer, seen_by
from naungan.contributions.statement import months_of
from naungan.registry.listing import Found, people_listed, person_listed, person_with
from naungan.web.api import Page, answers

router = Router(tags=["people"])
SEERS = (*STAFF, Role.EMPLOYER_MAKER, Role.EMPLOYER_APPROVER, Role.SPONSOR, Role.WORKER)


class Person(Schema):
    """A participant; the NIK is masked."""

    id: int
    nik_masked: str | None
    name: str
    born_on: date
    kpj: list[str]
    died_on: date | None


class People(Schema):
    """A page of people in the order of their numbers; `next` is the cursor of the page after it."""

    people: list[Person]
    next: str | None


class Wanted(Schema):
    """Whom to find: by NIK or by KPJ; in the body, because addresses are written into logs."""

    nik: str | None = Field(None, pattern=r"^[0-9]{16}$")
    kpj: str | None = Field(None, pattern=r"^[0-9A-Z]{11}$")


class PersonMonth(Schema):
    """One month with one payer, in rupiah; amounts null where a project owes and not the person."""

    month: date
    payer_code: str
    payer: str
    segment: int
    wage: int
    jkk: int | None
    jkm: int | None
    jht: int | None
    jp: int | None
    total: int | None
    paid: bool
    paid_on: date | None
    standing: int | None
    unpaid_months: int | None


class PersonMonths(Schema):
    """The months of a person that the caller may see, oldest first."""

    months: list[PersonMonth]


@router.get("", auth=bearer, response=answers(People, 401, 403), summary="People that one may see")
@seen_by(*SEERS)
def people(request: HttpRequest, page: Query[Page]) -> dict[str, Any]:
    """The people within the token's scope."""
    found = people_listed(page.cursor, page.limit)
    return {"people": [_shown(one) for one in found.rows], "next": found.next}


@router.post("/search", auth=bearer, response=answers(Person, 401, 403, 404), summary="Find a person")
@seen_by(*SEERS)
def search(request: HttpRequest, wanted: Wanted) -> Person:
    """The person with this NIK or KPJ, if the caller may see them."""
    return _looked_at(request, person_with(wanted.nik, wanted.kpj), "api: people/search")


@router.get("/{person_id}", auth=bearer, response=answers(Person, 401, 403, 404), summary="One person")
@seen_by(*SEERS)
def person(request: HttpRequest, person_id: int) -> Person:
    """One person within the token's scope."""
    return _looked_at(request, person_listed(person_id), "api: people")


@router.get(
    "/{person_id}/months", auth=bearer, response=answers(PersonMonths, 401, 403, 404), summary="A person's months"
)
@seen_by(*SEERS)
def months(request: HttpRequest, person_id: int) -> dict[str, Any]:
    """Who reported and who paid, month by month, as far as the caller may see it."""
    _looked_at(request, person_listed(person_id), "api: people/months")
    return {"months": list(months_of(person_id))}


def _looked_at(request: HttpRequest, found: Found | None, what: str) -> Person:
    if found is None:
        raise Http404
    looked(request.actor, found.id, what)  # type: ignore[attr-defined]
    return _shown(found)


def _shown(found: Found) -> Person:
    masked = f"{found.nik[:4]}********{found.nik[-4:]}" if found.nik else None
    return Person(
        id=found.id, nik_masked=masked, name=found.name, born_on=found.born_on, kpj=list(found.kpj),
        died_on=found.died_on,
    )  # fmt: skip
