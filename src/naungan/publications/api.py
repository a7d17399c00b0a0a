"""Publications as REST: what was given out, every number with its source, the files; and a new one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import StringConstraints

from naungan.access.idempotency import idempotent
from naungan.access.models import Role
from naungan.access.rest import bearer, seen_by, seen_by_all
from naungan.access.scope import as_system
from naungan.publications.build import publish
from naungan.publications.models import Kind, Publication, PublishedFile
from naungan.registry.models import Region
from naungan.web.api import KEY, answers

router = Router(tags=["publications"])
SEERS = (Role.SPONSOR, Role.BRANCH, Role.REGION, Role.HEAD_OFFICE, Role.AUDITOR)
OFFICERS = (Role.BRANCH, Role.REGION, Role.HEAD_OFFICE)
Reference = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3,4}-[A-Z0-9.]{2,5}-[0-9]{8}-[0-9]{2,4}$")]
FileName = Annotated[str, StringConstraints(max_length=120, pattern=r"^[a-zA-Z0-9._-]+$")]
LATEST = 100


class File(Schema):
    """A file, with its fingerprint."""

    name: str
    content_type: str
    sha256: str


class Seen(Schema):
    """A report as it was given out."""

    reference: str
    kind: str
    region_code: str
    as_of: date
    title: str
    made_at: datetime
    files: list[File]


class InFull(Seen):
    """A report with every number and its source."""

    trail: dict[str, Any]


class Wanted(Schema):
    """Which report, of where, of when (None: the last closed month)."""

    kind: Literal["governor", "quarter", "branch", "open-data"]
    region_code: Annotated[str, StringConstraints(pattern=r"^(KAL|[0-9]{2}(\.[0-9]{2})?)$")]
    as_of: date | None = None


@router.get("/open-data", response=answers(list[Seen]), summary="Open data")
@seen_by_all
def open_data(request: HttpRequest) -> list[dict[str, Any]]:
    """What was published for everybody, the newest first."""
    return [_seen(one) for one in _listed()]


@router.get("/open-data/{reference}/{name}", response=answers(None, 404), summary="A file of open data")
@seen_by_all
def open_file(request: HttpRequest, reference: Reference, name: FileName) -> HttpResponse:
    """A file as it was given out."""
    found = PublishedFile.objects.filter(publication__reference=reference, name=name).first()
    if found is None:
        raise Http404
    return HttpResponse(bytes(found.content), content_type=found.content_type)


@router.get("", auth=bearer, response=answers(list[Seen], 401, 403), summary="Reports within the token's scope")
@seen_by(*SEERS)
def listing(request: HttpRequest) -> list[dict[str, Any]]:
    """The newest reports that the token may see."""
    return [_seen(one) for one in _listed()]


@router.get("/{reference}", auth=bearer, response=answers(InFull, 401, 403, 404), summary="A report in full")
@seen_by(*SEERS)
def one_report(request: HttpRequest, reference: Reference) -> dict[str, Any]:
    """A report with every number and where it is from."""
    found = Publication.objects.select_related("region").filter(reference=reference).first()
    if found is None:
        raise Http404
    return _seen(found) | {"trail": found.trail}


@router.post(
    "",
    auth=bearer,
    response=answers(Seen, 401, 403, 404, 409, status=201),
    summary="Make a report",
    openapi_extra=KEY,
)
@seen_by(*OFFICERS)
@idempotent
def make(request: HttpRequest, wanted: Wanted) -> Status[Any]:
    """Make and keep a report of a region within the token's scope; unchanged content is the same report again."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    if actor.region_id is not None and not _within(wanted.region_code, actor.region_id):
        raise Http404
    with as_system():
        made = publish(Kind(wanted.kind), wanted.region_code, wanted.as_of, actor.account_id)
        return Status(201, _seen(made))


def _within(code: str, region_id: int) -> bool:
    own = Region.objects.get(pk=region_id)
    return own.level == 0 or code == own.code or code.startswith(f"{own.code}.")


def _listed() -> list[Publication]:
    return list(Publication.objects.select_related("region").defer("trail").order_by("-id")[:LATEST])


def _seen(made: Publication) -> dict[str, Any]:
    files = made.files.defer("content").order_by("id")
    return {
        "reference": made.reference, "kind": made.kind, "region_code": made.region.code, "as_of": made.as_of,
        "title": made.title, "made_at": made.made_at,
        "files": [{"name": f.name, "content_type": f.content_type, "sha256": f.sha256} for f in files],
    }  # fmt: skip
