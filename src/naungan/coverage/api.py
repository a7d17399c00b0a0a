"""Coverage as REST: computed figures and published ones, each with its basis."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema
from pydantic import StringConstraints

from naungan.access.rest import seen_by_all
from naungan.coverage.contribution import contributions
from naungan.coverage.forecast import forecast
from naungan.coverage.listing import published_in
from naungan.coverage.publish import stored
from naungan.coverage.published_change import explain_published_change
from naungan.coverage.report import coverage_table, figures_of
from naungan.coverage.series import series
from naungan.coverage.targets import measured_targets
from naungan.web.api import answers

router = Router(tags=["coverage"])
RegionCode = Annotated[str, StringConstraints(max_length=10, pattern=r"^[0-9A-Z.]+$")]
Period = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}(-[0-9]{2}){0,2}$")]
Ahead = Annotated[int, Field(ge=1, le=24)]


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


class SeriesAsked(Schema):
    """Which regions, through which months."""

    last: date = Field(description="the last day")
    months: int = Field(24, ge=1, le=120)
    by: Literal["region", "province", "district"] = "district"
    basis: str = Field("bpjs-eligible", max_length=40)
    definition: str = Field("active-or-grace", max_length=40)


class SeriesMonth(Schema):
    """A region in a month; rate and rank null: not computable."""

    as_of: date
    region_code: str
    region: str
    numerator: int
    denominator: int | None
    rate: float | None
    rank: int | None
    more: int | None = Field(description="people more than the month before; null where the denominator changed")


class Series(Schema):
    """Every region of a level through months."""

    months: list[SeriesMonth]


@router.get("/series", response=answers(Series), summary="Every region through many months")
@seen_by_all
def through_months(request: HttpRequest, asked: Query[SeriesAsked]) -> dict[str, object]:
    """Rates, ranks and changes of all regions of a level, month by month."""
    found = series(asked.last, asked.months, asked.by, asked.basis, asked.definition)
    return {"months": [{name: getattr(one, name) for name in SeriesMonth.model_fields} for one in found]}


class TargetsSeen(Schema):
    """Targets of a region beside its figure."""

    figure: Figure
    targets: list[dict[str, Any]]


@router.get("/targets/{region_code}", response=answers(TargetsSeen, 404), summary="Targets of every series")
@seen_by_all
def targets(request: HttpRequest, region_code: RegionCode, asked: Query[Asked], assume: bool = False) -> Any:
    """Each target with its series, the gap and the pace; nothing is subtracted across bases."""
    found = figures_of(asked.as_of, asked.basis, asked.definition)
    row = found.row(region_code)
    told = [one.as_json() for one in measured_targets(found, region_code, assume)]
    return {"figure": row.as_json(), "targets": told}


@router.get("/changes/{region_code}", response=answers(dict[str, Any], 404), summary="Why a published rate changed")
@seen_by_all
def changes(request: HttpRequest, region_code: RegionCode, first: Period, last: Period) -> dict[str, Any]:
    """The change between two published rates, taken apart; the parts sum to it exactly."""
    return explain_published_change(region_code, first, last, stored()).as_json()


@router.get("/contributions/{region_code}", response=answers(dict[str, Any], 404), summary="Who made a change")
@seen_by_all
def made_by(request: HttpRequest, region_code: RegionCode, first: date, last: date, asked: Query[Asked]) -> Any:
    """What each province or district adds to the change of a region; with what is left over."""
    return contributions(region_code, first, last, asked.by, asked.basis, asked.definition).as_json()


@router.get("/forecasts/{region_code}", response=answers(dict[str, Any], 409), summary="The months ahead")
@seen_by_all
def ahead(request: HttpRequest, region_code: RegionCode, asked: Query[Asked], months: Ahead = 3) -> dict[str, Any]:
    """A forecast with its interval and back-tested error; refused with the reason where there is too little."""
    return forecast(region_code, months, asked.basis, asked.definition).as_json()


@router.get("/published/{region_code}", response=answers(PublishedFigures, 404), summary="Published figures")
@seen_by_all
def published(request: HttpRequest, region_code: RegionCode, period: str = "") -> dict[str, object]:
    """What was published of a region, as printed; `period` narrows it to periods that begin so."""
    found = published_in(stored(), region_code)
    if not found:
        raise Http404
    return {"published": [one.as_json() for one in found if one.fact.period.startswith(period)]}
