"""Pages of a list by cursor: every row once, in order, whichever way one walks, whatever comes in between."""

from __future__ import annotations

import base64
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from naungan.web.paging import CursorPage, WrongCursor, cursor_of, cursor_page, place_of

KEY = ("-size", "name")
NAMES = ["a", "bb", "cc", "d", "eee", "ff", "g", "hhh", "ii", "j", "kk"]
ORDER = sorted(NAMES, key=lambda name: (-len(name), name))

PLACES = st.lists(
    st.integers(-(2**62), 2**62)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
    | st.dates()
    | st.datetimes(timezones=st.just(UTC))
    | st.decimals(allow_nan=False, allow_infinity=False),
    min_size=1,
    max_size=4,
)


def page(query: str, size: int = 3) -> CursorPage[Group]:
    """The page that an address with that query shows."""
    source: QuerySet[Group] = Group.objects.annotate(size=Length("name"))
    return cursor_page(source, RequestFactory().get(f"/?{query}"), KEY, size)


def names(found: CursorPage[Group]) -> list[str]:
    """What stands on a page."""
    return [row.name for row in found.rows]


@pytest.fixture
def groups(db: None) -> None:
    """Rows whose order falls in one field and rises in the other."""
    Group.objects.bulk_create(Group(name=name) for name in NAMES)


@pytest.mark.usefixtures("groups")
@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 10, 11, 12])
def test_forward_and_back_show_every_row_once_and_in_order(size: int) -> None:
    pages = [page("", size)]
    while pages[-1].next_query:
        pages.append(page(pages[-1].next_query, size))
    assert [name for one in pages for name in names(one)] == ORDER
    back = [pages[-1]]
    while back[-1].previous_query:
        back.append(page(back[-1].previous_query, size))
    assert [names(one) for one in reversed(back)] == [names(one) for one in pages]


@pytest.mark.usefixtures("groups")
def test_the_first_page_has_nothing_before_it_and_the_last_nothing_after() -> None:
    first, last = page(""), page("", 11)
    assert (first.previous_query, last.next_query) == ("", "")


@pytest.mark.usefixtures("groups")
def test_a_row_that_comes_in_before_moves_nothing() -> None:
    first = page("")
    Group.objects.create(name="aaaa")
    assert names(page(first.next_query)) == ORDER[3:6]


@pytest.mark.usefixtures("groups")
def test_what_else_the_address_asks_stays_in_it() -> None:
    first = page("cari=budi&urut=nama")
    assert first.next_query == f"cari=budi&urut=nama&sesudah={first.next_cursor}"


@pytest.mark.usefixtures("groups")
def test_no_page_is_longer_than_five_hundred_rows() -> None:
    Group.objects.bulk_create(Group(name=f"n{number:04}") for number in range(600))
    assert len(page("", 10_000).rows) == 500


@given(PLACES)
def test_a_cursor_keeps_every_value_of_its_place(place: list[object]) -> None:
    fields = [f"f{number}" for number in range(len(place))]
    row = SimpleNamespace(**dict(zip(fields, place, strict=True)))
    assert place_of(cursor_of(row, fields), len(place)) == tuple(place)


def test_a_cursor_reads_rows_of_any_kind() -> None:
    row = {"closed": date(2022, 12, 1), "at": datetime(2022, 12, 1, tzinfo=UTC), "rate": Decimal("0.24")}
    nested = SimpleNamespace(payer=SimpleNamespace(name="PT"))
    assert place_of(cursor_of(row, list(row)), 3) == tuple(row.values())
    assert place_of(cursor_of(nested, ["payer__name"]), 1) == ("PT",)


def forged(place: object) -> str:
    """A cursor that somebody wrote by hand."""
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "....",
        "é",
        forged([]),
        forged(5),
        forged([["n", 3]]),
        forged([["n", 3], ["z", "a"]]),
        forged([["n", "x"], ["t", "a"]]),
        forged([["t", "x"], ["t", "a"]]),
        forged([["c", "kosong"], ["t", "a"]]),
        forged([["n", 3], ["t", "a\0b"]]),
        forged([["n", 3], ["t", "\ud800"]]),
        forged([["n", 3], ["t", "a"], ["t", "b"]]),
    ],
)
def test_a_cursor_that_is_none_is_refused(cursor: str) -> None:
    with pytest.raises(WrongCursor, match="Mulai lagi dari halaman pertama"):
        page(f"sesudah={cursor}")


@given(st.text(max_size=60))
def test_no_text_as_a_cursor_breaks_the_reader(text: str) -> None:
    read = 2
    try:
        read = len(place_of(text, 2))
    except WrongCursor as refused:
        read = len(refused.args) + 1
    assert read == 2


@pytest.mark.usefixtures("groups")
def test_a_row_without_its_place_is_a_fault_of_the_page() -> None:
    with pytest.raises(TypeError):
        cursor_of(SimpleNamespace(name=None), ["name"])
