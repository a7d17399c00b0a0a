"""Coverage as REST: computed figures and published ones, each with its basis."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema
from pydantic import StringConstraints

from naungan.access.rest import seen_by_all
from naungan.coverage.listing import published_in
from naungan.coverage.publish import stored
from naungan.coverage.report import coverage_table
from naungan.web.api import answers

router = Router(tags=["coverage"])
RegionCode = Annotated[str, StringConstraints(max_length=10, pattern=r"^[0-9A-Z.]+$")]


class Figure(Schema):
    """A coverage rate with all that it is made of. Rates, shares and points in percent; people whole."""

    region_code: str
    region: str
    rate: float | None = Field(description="null: not computable, and `not_computable` says why")
    numerator: int
    denominator: int | None
    basis: str
    definition: str
    as_of: date
    rank: int | None
    share_of_participants: float | None
    source: str
    segments: str
    denominator_source: str
    not_computable: str | None
    published_rate: float | None
    published_source: str | None
    published_on: date | None
    published_status: str | None
    published_note: str | None


class Figures(Schema):
    """A coverage table, best rate first."""

    figures: list[Figure]


class Published(Schema):
    """A number as it was printed, with the rate its own page's numbers make where that can be tried."""

    region_code: str
    region: str
    period: str
    on: date
    segments: str
    indicator: str
    basis: str
    value: float
    unit: str
    status: str
    source: str
    note: str
    recomputed: float | None
    verdict: str | None


class PublishedFigures(Schema):
    """Everything published of a region, contradictions side by side."""

    published: list[Published]


class Asked(Schema):
    """Which coverage table."""

    as_of: date | None = Field(None, description="a day; the month end before it; without: the last closed month")
    by: Literal["region", "province", "district"] = "province"
    basis: str = Field("bpjs-eligible", max_length=40)
    definition: str = Field("active-or-grace", max_length=40)


@router.get("/figures", response=answers(Figures, 404), summary="Computed coverage figures")
@seen_by_all
def figures(request: HttpRequest, asked: Query[Asked]) -> dict[str, object]:
    """The figures of a day, each with numerator, denominator, basis, definition and source."""
    rows = coverage_table(asked.as_of, asked.by, asked.basis, asked.definition)
    return {"figures": [row.as_json() for row in rows]}


@router.get("/published/{region_code}", response=answers(PublishedFigures, 404), summary="Published figures")
@seen_by_all
def published(request: HttpRequest, region_code: RegionCode, period: str = "") -> dict[str, object]:
    """What was published of a region, as printed; `period` narrows it to periods that begin so."""
    found = published_in(stored(), region_code)
    if not found:
        raise Http404
    return {"published": [one.as_json() for one in found if one.fact.period.startswith(period)]}
