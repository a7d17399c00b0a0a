"""The sponsor's year, its lists and the planner as REST."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema

from naungan.access.models import STAFF, Role
from naungan.access.rest import bearer, seen_by
from naungan.law.months import first_day, month_of
from naungan.registry.models import Payer, PayerKind
from naungan.sponsorship.lists.reasons import words_of
from naungan.sponsorship.models import Candidate, CandidateList
from naungan.sponsorship.planner.request import MOST_MONEY, MOST_MONTHS, Group, Objective, Package, Request
from naungan.sponsorship.planner.solve import plan
from naungan.sponsorship.planner.why import why
from naungan.sponsorship.planner.words import reasons
from naungan.sponsorship.year import year_of
from naungan.web.api import answers

router = Router(tags=["sponsorship"])
READERS = (Role.SPONSOR, *STAFF)
MOST_GROUPS = 10_000
PAGE = 200


class OutlookNow(Schema):
    """How long the money lasts; rupiah. `last_month` is the last funded (null: not one from `begin` on)."""

    people: int
    left: int
    a_month: int
    begin: date
    months: int
    last_month: date | None
    lacking: int
    grace_until: date
    light: str


class YearNow(Schema):
    """A sponsor's year; rupiah. `counts_as` is the pro-rata count of `people_paid`, rounded down."""

    payer: str
    year: int
    budget: int
    committed: int
    paid: int
    people_paid: int
    counts_as: int
    outlook: OutlookNow


class Row(Schema):
    """A row of a list with its verdict and reasons. The NIK stays on the site."""

    line: int
    name: str
    district: str
    verdict: str
    reasons: list[str]


class Rows(Schema):
    """Rows of a list; `next_line` is where the next ones begin (null: there are none)."""

    rows: list[Row]
    next_line: int | None


class GroupIn(Schema):
    """People who are alike."""

    district: str = Field(max_length=10)
    occupation: str = Field("", max_length=100)
    decile: int = Field(0, ge=0, le=10)
    risk: int = Field(3, ge=1, le=5)
    people: int = Field(ge=0, le=10_000_000)
    covered: int = Field(0, ge=0, le=10_000_000)
    continuing: int = Field(0, ge=0, le=10_000_000)
    sector: str = Field("other", max_length=20)


class PlanIn(Schema):
    """A question to the planner; rupiah, whole months; `least` 0 is the whole period."""

    groups: list[GroupIn] = Field(min_length=1, max_length=MOST_GROUPS)
    money: int = Field(ge=0, le=MOST_MONEY)
    first_month: date
    months: int = Field(12, ge=1, le=MOST_MONTHS)
    least: int = Field(0, ge=0, le=MOST_MONTHS)
    objective: Objective = Objective.MOST
    paid_by: str = Field("APBD", max_length=20)
    with_savings: bool = False
    to_end: bool = False


class PlanLine(Schema):
    """People of a group (by its place in the question) who are protected for the same months; rupiah."""

    group: int
    package: str
    first_month: date
    months: int
    people: int
    rupiah: int


class Planned(Schema):
    """The plan and why; `proven`: nothing better exists."""

    people: int
    person_months: int
    rupiah: int
    left: int
    proven: bool
    lines: list[PlanLine]
    why: list[str]
    law_version: str
    unverified: list[str]


@router.get(
    "/{payer}/years/{year}", auth=bearer, response=answers(YearNow, 401, 403, 404), summary="A sponsor's year"
)
@seen_by(*READERS)
def sponsor_year(request: HttpRequest, payer: int, year: int) -> Any:
    """Budget, commitments, what was paid, people, and how long the money lasts."""
    if not 2015 <= year <= 2100:
        raise Http404
    told = year_of(_sponsor(payer), year, timezone.localdate())
    return {
        "payer": told.payer.code,
        "year": told.year,
        "budget": told.budget,
        "committed": told.committed,
        "paid": told.paid,
        "people_paid": told.people_paid,
        "counts_as": int(told.counts_as),
        "outlook": told.outlook,
    }


@router.get(
    "/{payer}/lists/{number}", auth=bearer, response=answers(Rows, 401, 403, 404), summary="A list with its verdicts"
)
@seen_by(*READERS)
def list_rows(request: HttpRequest, payer: int, number: int, after: int = 0) -> Any:
    """At most 200 rows after a line, in the order of the file."""
    listing = CandidateList.objects.filter(pk=_fits(number), payer=_sponsor(payer)).first()
    if listing is None:
        raise Http404
    found = Candidate.objects.filter(listing=listing, line__gt=min(max(after, 0), 2**31 - 1)).select_related("region")
    rows = list(found.order_by("line")[: PAGE + 1])
    return {
        "rows": [
            {
                "line": one.line,
                "name": one.name,
                "district": one.region.code if one.region else "",
                "verdict": one.verdict,
                "reasons": [words_of(kept) for kept in one.reasons],
            }
            for one in rows[:PAGE]
        ],
        "next_line": rows[PAGE - 1].line if len(rows) > PAGE else None,
    }


@router.post("/plans", auth=bearer, response=answers(Planned, 401, 403), summary="Plan a sum of money")
@seen_by(*READERS)
def plans(request: HttpRequest, asked: PlanIn) -> Any:
    """Whom, where, from which month, for how long; and why. Changes nothing."""
    packages = (Package.BASIC, Package.SAVINGS) if asked.with_savings else (Package.BASIC,)
    found = plan(
        Request(
            tuple(Group(**one.dict()) for one in asked.groups), asked.money, month_of(asked.first_month),
            asked.months,
            least=min(asked.least or asked.months, asked.months), objective=asked.objective, packages=packages,
            paid_by=asked.paid_by, to_end=asked.to_end,
        )
    )  # fmt: skip
    return {
        "people": found.people,
        "person_months": found.person_months,
        "rupiah": found.cost,
        "left": found.left,
        "proven": found.proven,
        "lines": [
            {
                "group": line.group, "package": line.package.value, "first_month": first_day(line.first_month),
                "months": line.months, "people": line.people, "rupiah": line.cost,
            }
            for line in found.lines
        ],
        "why": list(reasons(why(found))),
        "law_version": found.problem.prices.law_version,
        "unverified": list(found.problem.prices.unverified),
    }  # fmt: skip


def _sponsor(number: int) -> Payer:
    found = Payer.objects.select_related("sponsor").filter(pk=_fits(number), kind=PayerKind.SPONSOR).first()
    if found is None:
        raise Http404
    return found


def _fits(number: int) -> int:
    """A number that a key can be, or one that none is."""
    return number if 0 < number < 2**63 else 0
