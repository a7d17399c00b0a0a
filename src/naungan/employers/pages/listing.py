"""Pages by cursor of rows that a verb fetches itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.http import HttpRequest

from naungan.web.paging import AFTER, BEFORE, CursorPage, cursor_of, place_of

Row = TypeVar("Row")
Fetch = Callable[[Sequence[object], bool, int], list[Row]]


def fetched_page(request: HttpRequest, fetch: Fetch[Row], key: Sequence[str], size: int) -> CursorPage[Row]:
    """The page that the address names. `fetch(place, backwards, limit)` gives rows beyond a place, nearest first.

    Raises WrongCursor where the address does not fit.
    """
    backwards = BEFORE in request.GET
    cursor = request.GET.get(BEFORE) or request.GET.get(AFTER) or ""
    rows = fetch(place_of(cursor, len(key)) if cursor else (), backwards, size + 1)
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    after = cursor_of(rows[-1], key) if rows and (more or backwards) else ""
    before = cursor_of(rows[0], key) if rows and (more if backwards else bool(cursor)) else ""
    return CursorPage(rows, after, before, _query(request, AFTER, after), _query(request, BEFORE, before))


def _query(request: HttpRequest, name: str, cursor: str) -> str:
    if not cursor:
        return ""
    query = request.GET.copy()
    for one in (AFTER, BEFORE):
        query.pop(one, None)
    query[name] = cursor
    return query.urlencode()
