"""The quick look at a sheet lets nothing through that the close look would refuse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naungan.intake.errors import FileRefused
from naungan.intake.limits import LIMITS, Limits
from naungan.intake.read.header import letter
from naungan.intake.read.xlsx_guard import _look_closely, _only_plain_cells

LETTERS = st.one_of(
    st.integers(0, 16_383).map(letter), st.sampled_from(["A", "Z", "AZ", "BA", "ZZ", "AAA", "xfd", "a", ""])
)
ROWS = st.one_of(st.integers(1, 1_048_576), st.sampled_from([1, 99_999, 100_000, 199_999, 200_000])).map(str)
BEFORE = st.sampled_from([" r=", "  r=", ' s="1" r=', "\tr =", " r= ", ' cm="1" r=', " R=", ""])
TAGS = st.sampled_from(["c", "c", "c", "x:c", "row", "col", "v"])
INSIDE = st.sampled_from(["", "<v>1</v>", "<f>1+1</f>", "<x:f>1</x:f>", "<is><t>f</t></is>", "<f/>"])
AFTER = st.sampled_from(["", ' t="s"', ' t="e"', " t='e'", ' s="12"'])


@st.composite
def cells(draw: st.DrawFn) -> str:
    before, tag = draw(BEFORE), draw(TAGS)
    reference = f'{before}"{draw(LETTERS)}{draw(ROWS)}"' if before else ""
    return f"<{tag}{reference}{draw(AFTER)}>{draw(INSIDE)}</{tag}>"


def refused(block: bytes, limits: Limits = LIMITS) -> bool:
    try:
        _look_closely("upah.xlsx", block, limits)
    except FileRefused:
        return True
    return False


@given(st.lists(cells(), max_size=6).map("".join))
def test_what_looks_plain_is_not_refused_on_a_closer_look(sheet: str) -> None:
    block = f"<sheetData>{sheet}</sheetData>".encode()
    if _only_plain_cells(block):
        assert not refused(block)


@given(st.integers(0, 51), st.integers(1, 99_999))
def test_ordinary_cells_are_seen_as_plain(column: int, row: int) -> None:
    assert _only_plain_cells(
        f'<row r="{row}" spans="1:6"><c r="{letter(column)}{row}" t="s"><v>7</v></c></row>'.encode()
    )


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="BA1"><v>1</v></c>', b'<c r="AAA1"><v>1</v></c>', b'<c r="A200000"><v>1</v></c>',
        b'<c r="A1"><f>1</f></c>', b'<c r="A1" t="e"><v>#N/A</v></c>', b"<c><v>1</v></c>", b"<x:c r='XFD1'/>",
        b'<c foo=">" r="XFD1"/>',
    ],
)  # fmt: skip
def test_what_must_be_refused_is_neither_plain_nor_let_through(cell: bytes) -> None:
    block = b'<row r="1"><c r="A1"><v>1</v></c>' + cell + b"</row>"
    assert not _only_plain_cells(block)
    assert refused(block)


@pytest.mark.parametrize(("row", "out"), [(199_999, False), (200_000, True)])
def test_rows_beyond_a_hundred_thousand_are_counted_exactly(row: int, out: bool) -> None:
    block = f'<c r="A{row}"><v>1</v></c>'.encode()
    assert not _only_plain_cells(block)
    assert refused(block) is out
