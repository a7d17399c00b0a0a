"""What cannot be a NIK, and what a spreadsheet has done to one: refused, never completed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naungan.registry.nik import Level, check

AS_OF = date(2022, 12, 31)


def _refusal(text: str, came_as_number: bool = False) -> str:
    read = check(text, as_of=AS_OF, came_as_number=came_as_number)
    assert (read.nik, read.born_on, read.sex, read.district, read.refused) == (None, None, None, None, True)
    (finding,) = read.findings
    assert finding.level is Level.HARD
    assert finding.repair != ""
    return finding.code


def _said(text: str, came_as_number: bool = False) -> str:
    return check(text, as_of=AS_OF, came_as_number=came_as_number).findings[0].said


IMPOSSIBLE = [0, *range(32, 41), *range(72, 100)]


@pytest.mark.parametrize("day", IMPOSSIBLE)
def test_an_impossible_day_is_refused(day: int) -> None:
    assert _refusal(f"647201{day:02d}01900001") == "N10"


@pytest.mark.parametrize("day", [*range(1, 32), *range(41, 72)])
def test_every_day_of_a_long_month_is_possible_for_men_and_women(day: int) -> None:
    assert check(f"647201{day:02d}01900001", as_of=AS_OF).findings == ()


@pytest.mark.parametrize("birth", ["011390", "010090", "300290", "700290", "310490", "710490", "290201", "690299"])
def test_a_day_that_no_calendar_has_is_refused(birth: str) -> None:
    assert _refusal(f"647201{birth}0001") == "N10"


@pytest.mark.parametrize(("birth", "day"), [("290200", date(2000, 2, 29)), ("690296", date(1996, 2, 29))])
def test_a_leap_day_of_a_leap_year_is_possible(birth: str, day: date) -> None:
    assert check(f"647201{birth}0001", as_of=AS_OF).born_on == day


def test_the_leap_day_of_1900_never_was() -> None:
    assert check("6472012902000001", as_of=date(1999, 12, 31)).codes == ("N10",)


@pytest.mark.parametrize("digit", "0123456789")
def test_sixteen_times_the_same_digit_is_refused(digit: str) -> None:
    assert _refusal(digit * 16) == "N08"


def test_a_serial_of_zeros_is_refused() -> None:
    assert _refusal("6472015708910000") == "N09"


@pytest.mark.parametrize("text", ["3,17E+15", "3.17E+15", "3.171234567E+15", "6E+15", "6.47202E15", " 3,17e+15 "])
def test_a_scientific_number_is_recognised_as_a_spreadsheets_doing(text: str) -> None:
    assert _refusal(text) == "N02"
    assert _said(text) == f"NIK rusak oleh Excel: terbaca {text.strip()}."


@pytest.mark.parametrize("text", ["6472015708900001.0", "647201570890000.0", "6472015708900000,00"])
def test_decimals_are_recognised_as_a_spreadsheets_doing(text: str) -> None:
    assert _refusal(text) == "N02"


@pytest.mark.parametrize("text", ["6472015708900000", "3170000000000000", "6472010000000000"])
def test_five_zeros_at_the_end_are_a_rounded_number(text: str) -> None:
    assert _refusal(text) == "N02"


@pytest.mark.parametrize("text", ["6472015708900010", "6472015708901000", "6472015708900001", "647201570890001"])
def test_what_came_as_a_number_is_refused_whatever_it_looks_like(text: str) -> None:
    assert _refusal(text, came_as_number=True) == "N02"


def test_as_text_an_end_of_three_zeros_is_only_to_be_confirmed() -> None:
    (finding,) = check("6472015708901000", as_of=AS_OF).findings
    assert (finding.code, finding.level) == ("N14", Level.SOFT)


def test_a_short_number_says_how_many_digits_were_read() -> None:
    assert _said("472015708900001") == "NIK harus 16 angka. Terbaca 15 angka."
    assert _said("123", came_as_number=True) == "NIK harus 16 angka. Terbaca 3 angka."


def test_letters_are_named_and_not_read_as_digits() -> None:
    assert _said("64720157089O0001") == "NIK harus 16 angka. Terbaca 15 angka dan tanda lain."


@pytest.mark.parametrize(
    "text", ["", " ", "-", "64720157089000011", "６４７２０１５７０８９００００１", "٦٤٧٢٠١٥٧٠٨٩٠٠٠٠١"]
)
def test_nothing_but_sixteen_ascii_digits_is_a_nik(text: str) -> None:
    assert _refusal(text) == "N01"


@given(st.text(max_size=24), st.booleans())
def test_any_text_is_read_without_a_fall_and_only_its_own_digits_come_back(text: str, number: bool) -> None:
    read = check(text, as_of=AS_OF, came_as_number=number)
    digits = "".join(one for one in text if one in "0123456789")
    assert read.nik in (None, digits)
    assert read.refused == bool(read.at(Level.HARD))


@given(st.text("0123456789", min_size=15, max_size=17))
def test_a_nik_is_accepted_only_with_its_sixteen_digits(digits: str) -> None:
    read = check(digits, as_of=AS_OF)
    assert read.nik in ((None, digits) if len(digits) == 16 else (None,))
