"""Pages of a list by cursor: the next page begins after the last row seen, whatever was added meanwhile."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from naungan.errors import WrongUse
from naungan.saying import gettext

AFTER, BEFORE = "sesudah", "sebelum"
LARGEST = 500

Row = TypeVar("Row")
Place = tuple[Any, ...]


def _text(written: str) -> str:
    """Text that a database can hold. Raises ValueError."""
    if "\0" in written or not isinstance(written, str):
        raise ValueError(written)
    written.encode()
    return written


# How a value of a cursor is written and read again, by the letter of its kind.
_KINDS: tuple[tuple[str, type, Callable[[Any], Any], Callable[[Any], Any]], ...] = (
    ("n", int, int, int),
    ("t", str, str, _text),
    ("m", datetime, datetime.isoformat, datetime.fromisoformat),
    ("d", date, date.isoformat, date.fromisoformat),
    ("c", Decimal, str, Decimal),
)


class WrongCursor(WrongUse):
    """The address names a page of a list that this list does not have."""


@dataclass(frozen=True, slots=True)
class CursorPage(Generic[Row]):
    """Rows of a list, and where the neighbouring pages begin ("" where there is none)."""

    rows: Sequence[Row]
    next_cursor: str
    previous_cursor: str
    next_query: str
    previous_query: str


def cursor_page(
    source: QuerySet[Any, Row], request: HttpRequest, key: Sequence[str], size: int = 50
) -> CursorPage[Row]:
    """The page of `source` that the request's address names, `size` rows (500 at most).

    `key` names the fields of the order, "-" before one that falls; together they tell every row from every
    other, and none may be null. Raises WrongCursor where the address does not fit.
    """
    size = min(size, LARGEST)
    backwards = BEFORE in request.GET
    cursor = request.GET.get(BEFORE) or request.GET.get(AFTER) or ""
    order = tuple(_turned(part) for part in key) if backwards else tuple(key)
    found = source.order_by(*order)
    if cursor:
        try:
            found = found.filter(_beyond(order, place_of(cursor, len(key))))
        except (TypeError, ValueError) as wrong:
            raise _wrong_cursor() from wrong
    rows = list(found[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    ahead = bool(rows) and (more or backwards)
    behind = bool(rows) and (more if backwards else bool(cursor))
    after = cursor_of(rows[-1], key) if ahead else ""
    before = cursor_of(rows[0], key) if behind else ""
    return CursorPage(rows, after, before, _query(request, AFTER, after), _query(request, BEFORE, before))


def cursor_of(row: Any, key: Sequence[str]) -> str:
    """Where the page after that row begins: its values of the key, as opaque text."""
    place = [_written(_value(row, part.removeprefix("-"))) for part in key]
    return base64.urlsafe_b64encode(json.dumps(place, separators=(",", ":")).encode()).decode().rstrip("=")


def place_of(cursor: str, width: int) -> Place:
    """The values that a cursor stands for. Raises WrongCursor."""
    try:
        read = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        readers = {letter: reader for letter, _, _, reader in _KINDS}
        place = tuple(readers[letter](text) for letter, text in read)
    except (binascii.Error, UnicodeError, ArithmeticError, ValueError, TypeError, KeyError) as wrong:
        raise _wrong_cursor() from wrong
    if len(place) != width:
        raise _wrong_cursor()
    return place


def _wrong_cursor() -> WrongCursor:
    return WrongCursor(gettext("Halaman daftar pada alamat ini tidak dapat dibaca. Mulai lagi dari halaman pertama."))


def _written(value: Any) -> tuple[str, Any]:
    for letter, kind, write, _ in _KINDS:
        if isinstance(value, kind) and not isinstance(value, bool):
            return letter, write(value)
    raise TypeError(f"cursor: {value!r} cannot be the place of a row")


def _value(row: Any, path: str) -> Any:
    if isinstance(row, dict):
        return row[path]
    for part in path.split("__"):
        row = getattr(row, part)
    return row


def _turned(part: str) -> str:
    return part[1:] if part.startswith("-") else f"-{part}"


def _beyond(order: Sequence[str], place: Place) -> Q:
    """Rows after that place: later in the first field, or equal there and later in the next, and so on."""
    found, equal = Q(), Q()
    for part, value in zip(order, place, strict=True):
        name = part.removeprefix("-")
        found |= equal & Q((f"{name}__{'lt' if part.startswith('-') else 'gt'}", value))
        equal &= Q((name, value))
    return found


def _query(request: HttpRequest, name: str, cursor: str) -> str:
    if not cursor:
        return ""
    query = request.GET.copy()
    query.pop(AFTER, None)
    query.pop(BEFORE, None)
    query[name] = cursor
    return query.urlencode()
