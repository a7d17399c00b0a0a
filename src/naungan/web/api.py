"""What every room's REST face shares: the problem document of RFC 9457, and what may be answered."""

from __future__ import annotations

import inspect
import uuid
from typing import Any

from django.http import HttpResponse, JsonResponse
from ninja import Field, Schema

from naungan.saying import gettext as _
from naungan.web.paging import WrongCursor, place_of

PROBLEM = "application/problem+json"
KEY = {
    "parameters": [
        {
            "in": "header",
            "name": "Idempotency-Key",
            "required": False,
            "description": "the same key and body again gets the first answer; another body is refused",
            "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
        }
    ]
}


class Problem(Schema):
    """Why there is no other answer: for a program (`code`, `field`) and for a person, in two languages."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    detail_id: str
    detail_en: str
    field: str | None
    trace_id: str


def problem(
    status: int, code: str, detail_id: str, detail_en: str, field: str | None = None, title: str | None = None
) -> HttpResponse:
    """A problem document with its own trace number; `title` is alike for all of a code, where that is known."""
    told = Problem(
        type=f"urn:naungan:problem:{code}",
        title=title or detail_en,
        status=status,
        code=code,
        detail=detail_id,
        detail_id=detail_id,
        detail_en=detail_en,
        field=field,
        trace_id=uuid.uuid4().hex,
    )
    return JsonResponse(told.dict(), status=status, content_type=PROBLEM)


def in_english(error: Exception) -> str:
    """What a refusal means in English: what its class says."""
    return (inspect.getdoc(type(error)) or "Refused.").splitlines()[0]


def answers(good: Any, *problems: int, status: int = 200) -> dict[int, Any]:
    """The answers of an operation, for its documentation: the good one, and the problems it may meet."""
    return {status: good} | dict.fromkeys((400, 422, 429, *problems), Problem)


class Page(Schema):
    """Which page of a list: at most `limit` rows, after `cursor` (empty: the first)."""

    limit: int = Field(50, ge=1, le=200)
    cursor: str = Field("", max_length=200)


def place_after(cursor: str, *kinds: type) -> tuple[Any, ...] | None:
    """The values of the key after which a page begins, of these kinds; None for the first page.

    Raises WrongCursor where the cursor is of another list.
    """
    if not cursor:
        return None
    place = place_of(cursor, len(kinds))
    if tuple(type(value) for value in place) != kinds:
        raise WrongCursor(_("Kursor ini bukan dari daftar ini. Mulai lagi tanpa kursor."))
    return place
