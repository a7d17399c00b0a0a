"""What a good NIK says: birth day, sex, district; and where it disagrees with what was stated."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from naungan.registry.nik import Level, check, compose, possible_births
from naungan.registry.region_facts import region_facts

AS_OF = date(2022, 12, 31)
SITI = "6472015708900001"
districts = st.sampled_from([fact.code for fact in region_facts() if fact.level == 2])
sexes = st.sampled_from("LP")
serials = st.integers(1, 9999)


def test_a_woman_of_samarinda_is_read() -> None:
    read = check(SITI, as_of=AS_OF)
    assert (read.nik, read.born_on, read.sex, read.findings) == (SITI, date(1990, 8, 17), "P", ())
    assert read.district is not None
    assert read.district.code == "64.72"


def test_blanks_dots_and_apostrophes_are_dropped() -> None:
    written = ["'6472015708900001", "6472 01 570890 0001", "6472.01.570890.0001", "\u20186472015708900001\u00a0"]
    assert [check(text, as_of=AS_OF).nik for text in written] == [SITI] * 4


@given(districts, st.dates(date(1923, 1, 1), AS_OF), sexes, serials)
def test_what_was_composed_is_read_back(district: str, born_on: date, sex: str, serial: int) -> None:
    nik = compose(district=district, born_on=born_on, sex=sex, serial=serial)
    read = check(nik, as_of=AS_OF, born_on=born_on, sex=sex)
    assert (read.nik, read.born_on, read.sex) == (nik, born_on, sex)
    assert read.district is not None
    assert read.district.code == district
    assert {finding.code for finding in read.at(Level.SOFT)} == ({"N14"} if serial % 1000 == 0 else set())


@given(st.dates(date(1903, 1, 1), date(2150, 1, 1)), st.integers(0, 120 * 365))
def test_the_true_birth_day_is_always_among_the_possible_ones(as_of: date, days_old: int) -> None:
    born_on = max(as_of - timedelta(days=days_old), date(1800, 1, 1))
    assert born_on in possible_births(f"{born_on:%d%m%y}", as_of)


@given(st.dates(date(1940, 1, 1), date(2100, 1, 1)), st.integers(1, 31), st.integers(1, 12), st.integers(0, 99))
def test_a_possible_birth_day_never_lies_in_the_future_nor_makes_anyone_older_than_120(
    as_of: date, day: int, month: int, year: int
) -> None:
    found = possible_births(f"{day:02d}{month:02d}{year:02d}", as_of)
    assert [born for born in found if not born <= as_of or as_of.year - born.year > 121] == []


def test_of_two_possible_centuries_the_later_is_read_unless_the_other_was_stated() -> None:
    nik = "6472011003100001"
    assert possible_births("100310", AS_OF) == (date(2010, 3, 10), date(1910, 3, 10))
    assert check(nik, as_of=AS_OF).born_on == date(2010, 3, 10)
    stated = check(nik, as_of=AS_OF, born_on=date(1910, 3, 10))
    assert (stated.born_on, stated.codes) == (date(1910, 3, 10), ())


def test_a_year_not_yet_reached_is_of_the_century_before() -> None:
    assert check("6472010101230001", as_of=AS_OF).born_on == date(1923, 1, 1)


def test_another_birth_day_than_stated_is_to_be_confirmed() -> None:
    (finding,) = check(SITI, as_of=AS_OF, born_on=date(1990, 8, 18)).findings
    assert (finding.code, finding.level) == ("N03", Level.SOFT)
    assert finding.said == (
        "Tanggal lahir berbeda dengan NIK: NIK berkata 17 Agustus 1990, yang diisi 18 Agustus 1990."
    )


def test_another_sex_than_stated_is_to_be_confirmed() -> None:
    (finding,) = check(SITI, as_of=AS_OF, sex="L").findings
    assert (finding.code, finding.level) == ("N04", Level.SOFT)
    assert finding.said == "Jenis kelamin berbeda dengan NIK: NIK berkata P, yang diisi L."


def test_all_disagreements_are_told_at_once() -> None:
    read = check("9972015708901000", as_of=AS_OF, born_on=date(1991, 8, 17), sex="L")
    assert read.codes == ("N03", "N04", "N11", "N14")
    assert read.refused is False
