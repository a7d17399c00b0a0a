"""A row of the wage file by itself: the pattern for plain rows and the rules never disagree."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naungan.intake.cells import Number
from naungan.intake.read import Batch
from naungan.intake.wage_rows import PLAIN, judge_wage_row, prepare_wages

LAST_DAY = date(2022, 12, 31)
GOOD = ("22000000001", "6471010107900001", "P-1", "Siti Aminah", "5000000", "0")

KPJS = st.sampled_from(["", "22000000001", "2200000001", "A2000000001", " 22000000001", "22000000001\t"])
NIKS = st.sampled_from(
    ["", "6471010107900001", "647101010790000", "6,47E+15", "6471 0101 0790 0001", "'6471010107900001"]
)
CODES = st.sampled_from(["", "P-1", "P 1", " P-1", "P\\1", "17"])
NAMES = st.sampled_from(["Siti Aminah", "Siti  Aminah", "", " Siti", "=HYPERLINK(1)", "Siti\nAminah", "Ç\\N", "\\."])
AMOUNTS = st.one_of(
    st.sampled_from(["", "0", "5000000", "999", "05000000", "Rp 1", "-1", "10000000000000", "99999999999999"]),
    st.integers(0, 10**14).map(str),
)
CELLS = (KPJS, NIKS, CODES, NAMES, AMOUNTS, AMOUNTS)


@st.composite
def rows_with_few_faults(draw: st.DrawFn) -> tuple[str, ...]:
    """A good row in which at most two cells are something else."""
    cells = list(GOOD)
    for place in draw(st.lists(st.integers(0, 5), max_size=2)):
        cells[place] = draw(CELLS[place])
    return tuple(cells)


ROWS = st.one_of(rows_with_few_faults(), st.tuples(*CELLS))


@given(ROWS)
def test_a_plain_row_is_one_in_which_the_rules_find_nothing_and_change_nothing(cells: tuple[str, ...]) -> None:
    line, findings = judge_wage_row(7, cells, LAST_DAY)
    if PLAIN.fullmatch("\t".join(cells)):
        assert (_without_back_pay_as_zero("\t".join(("7", *cells))), []) == (line, findings)


@given(st.lists(ROWS, min_size=1, max_size=9))
def test_a_batch_says_of_each_row_what_the_rules_say_of_it_alone(rows: list[tuple[str, ...]]) -> None:
    batch = Batch(range(2, 2 + len(rows)), rows)
    prepared = prepare_wages(LAST_DAY, None)(batch)
    alone = [judge_wage_row(number, cells, LAST_DAY) for number, cells in zip(batch.numbers, rows, strict=True)]
    assert sorted(map(_without_back_pay_as_zero, prepared.lines["staged"].splitlines())) == sorted(
        _without_back_pay_as_zero(line) for line, _ in alone
    )
    assert list(prepared.findings) == [finding for _, found in alone for finding in found]


def _without_back_pay_as_zero(line: str) -> str:
    """A plain row may leave its back pay empty, which is stored as none."""
    return f"{line}0" if line.endswith("\t") else line


@given(ROWS)
def test_every_line_has_the_cells_that_copy_wants(cells: tuple[str, ...]) -> None:
    line, _ = judge_wage_row(7, cells, LAST_DAY)
    assert line.count("\t") == 6
    assert "\n" not in line


@pytest.mark.parametrize(
    ("place", "cell", "code", "said"),
    [
        (1, "647101010790000", "N01", "NIK harus 16 angka. Terbaca 15 angka."),
        (1, "6,47E+15", "N02", "NIK rusak oleh Excel: terbaca 6,47E+15."),
        (1, Number("6471010107900000"), "N02", "NIK rusak oleh Excel: tersimpan sebagai angka, bukan teks."),
        (0, Number("2200000001"), "K01", "KPJ harus 11 angka atau huruf besar. Terbaca 2200000001."),
        (3, "", "E01", "Isi NAMA_LENGKAP."),
        (4, "Rp 5.000.000", "W01", "Tulis angka saja, contoh 3500000."),
        (4, "5.000", "W01", "Tulis angka saja, contoh 3500000."),
        (4, "350", "W04", "Nilai tidak wajar. Apakah dalam ribuan?"),
        (4, "-5000000", "W06", "Nilai tidak boleh negatif. Terbaca -5000000."),
        (5, "abc", "W01", "Tulis angka saja, contoh 3500000."),
    ],
)
def test_one_wrong_cell_is_one_finding(place: int, cell: str, code: str, said: str) -> None:
    cells = [*GOOD[:place], cell, *GOOD[place + 1 :]]
    _, findings = judge_wage_row(7, cells, LAST_DAY)
    assert [(one.row, one.code, one.said) for one in findings] == [(7, code, said)]


def test_a_row_without_any_key_is_asked_for_one() -> None:
    _, findings = judge_wage_row(7, ("", "", "", "Siti", "5000000", ""), LAST_DAY)
    assert [(one.code, one.said) for one in findings] == [("E01", "Isi KPJ, NIK, atau KODE_TK.")]


@pytest.mark.parametrize("nik", ["6471 0101 0790 0001", "'6471010107900001", " 6471010107900001 "])
def test_blanks_and_apostrophes_around_a_nik_are_no_fault(nik: str) -> None:
    line, findings = judge_wage_row(7, (*GOOD[:1], nik, *GOOD[2:]), LAST_DAY)
    assert (line.split("\t")[2], findings) == ("6471010107900001", [])


def test_a_number_where_a_nik_should_be_is_seen_even_with_sixteen_digits() -> None:
    batch = Batch([2, 3], [(GOOD[0], 6471010107900001.0, *GOOD[2:]), GOOD])
    prepared = prepare_wages(LAST_DAY, None)(batch)
    assert [(one.row, one.code) for one in prepared.findings] == [(2, "N02")]
