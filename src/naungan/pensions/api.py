"""Pensions as REST: one with its months, and who is withheld. Reading only."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema

from naungan.access.looks import looked, looked_at_many
from naungan.access.models import Role
from naungan.access.rest import bearer, seen_by
from naungan.pensions.listing import award_months, withheld_awards
from naungan.pensions.models import Award
from naungan.web.api import Page, answers, place_after
from naungan.web.paging import cursor_of

router = Router(tags=["pensions"])
OFFICERS = (Role.BRANCH, Role.REGION, Role.HEAD_OFFICE, Role.AUDITOR)


class Month(Schema):
    """A month of a pension: paid, released later, withheld (and why), or void. Rupiah."""

    month: date
    amount: int
    state: str
    why: str
    paid_in: date | None
    due_on: date | None


class Pension(Schema):
    """A pension with its months, newest first. `alive_until`: how far the last proof of life reaches."""

    id: int
    claim: str
    kind: str
    state: str
    starts: date
    ends: date | None
    alive_until: date
    months: list[Month]


class WithheldOut(Schema):
    """A pension with withheld months."""

    award_id: int
    kind: str
    region: str
    since: date
    months: int
    amount: int
    why: str
    alive_until: date


class WithheldPage(Schema):
    """A page of withheld pensions, the longest withheld first."""

    pensions: list[WithheldOut]
    next_cursor: str


@router.get("/withheld", auth=bearer, response=answers(WithheldPage, 401, 403), summary="Pensions that are withheld")
@seen_by(*OFFICERS)
def withheld(request: HttpRequest, page: Query[Page]) -> dict[str, Any]:
    """Pensions with withheld months that the caller may see."""
    since, after = place_after(page.cursor, date, int) or (date.min, 0)
    rows = withheld_awards("", since, after, page.limit + 1)
    more, rows = len(rows) > page.limit, rows[: page.limit]
    people = Award.objects.filter(pk__in=[one.award_id for one in rows]).values_list("person_id", flat=True)
    looked_at_many(request.actor, list(people), "Pensiun yang ditahan (API)")  # type: ignore[attr-defined]
    last = {"since": rows[-1].since, "award_id": rows[-1].award_id} if more else None
    return {"pensions": rows, "next_cursor": cursor_of(last, ("since", "award_id")) if last else ""}


@router.get(
    "/{pension}", auth=bearer, response=answers(Pension, 401, 403, 404), summary="One pension with its months"
)
@seen_by(*OFFICERS, Role.WORKER, Role.HEIR)
def one(request: HttpRequest, pension: int) -> dict[str, Any]:
    """A pension that the caller may see: an officer's of the region, a pensioner's own."""
    found = get_object_or_404(Award.objects.select_related("claim"), pk=pension)
    looked(request.actor, found.person_id, "Pensiun bulanan (API)")  # type: ignore[attr-defined]
    return {
        "id": found.pk,
        "claim": found.claim.number,
        "kind": found.kind,
        "state": found.state,
        "starts": found.starts,
        "ends": found.ends,
        "alive_until": found.alive_until,
        "months": award_months(found),
    }
