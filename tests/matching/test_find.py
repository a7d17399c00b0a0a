"""Finding somebody: by NIK, by name, nobody, and lines that nobody should have written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.factories import a_person, a_region

from naungan.matching.errors import TooFewToLearn
from naungan.matching.find import find, twice_within
from naungan.matching.index import refresh
from naungan.matching.lines import Found, Line, Twice, Verdict
from naungan.matching.models import Known
from naungan.matching.train import train
from naungan.registry.models import Person

pytestmark = pytest.mark.django_db
BORN = date(1987, 3, 5)
LINE = Line("7", None, "H. M. JOESOEF, S.Pd", BORN, "L", "Ds. Manggar", "64.71")


@pytest.fixture
def person() -> Person:
    """Muhammad Yusuf among a hundred others."""
    for n in range(100):
        a_person(date(1960 + n % 40, 1 + n % 12, 1 + n % 28), name=f"Warga Lain{chr(97 + n % 26)} Contoh{n % 7}")
    return a_person(BORN, name="Muhammad Yusuf", nik="6471010503870001", region=a_region())


def alone(line: Line) -> Found:
    (found,) = find([line])
    return found


def test_a_name_that_sounds_the_same_and_the_birth_day(person: Person) -> None:
    found = alone(LINE)
    assert (found.person_id, found.verdict) == (person.pk, Verdict.SAME)
    assert found.evidence == (
        "Nama sama bunyinya", "Tanggal lahir sama", "Jenis kelamin sama", "Kabupaten/kota sama",
    )  # fmt: skip


def test_a_nik_that_is_equal_decides_where_nothing_speaks_against_it(person: Person) -> None:
    found = alone(Line("1", "6471 0105 0387 0001", "Mochamad Yusup"))
    assert (found.person_id, found.verdict) == (person.pk, Verdict.SAME)


def test_a_nik_of_somebody_else_does_not_decide(person: Person) -> None:
    found = alone(Line("1", person.nik, "Sulastri", date(1960, 12, 30), "P", "", "61.01"))
    assert found.verdict != Verdict.SAME


@pytest.mark.parametrize("born_on", [date(1987, 5, 3), date(1987, 1, 1), date(1988, 3, 5), date(1987, 3, 6)])
def test_a_birth_day_with_a_usual_mistake(person: Person, born_on: date) -> None:
    assert alone(replace(LINE, born_on=born_on)).person_id == person.pk


def test_nobody_is_nobody(person: Person) -> None:
    assert alone(Line("9", None, "Tenri Lapuang", date(1950, 7, 7), "P", "", "61.01")) == Found(
        "9", None, 0.0, Verdict.DIFFERENT
    )


def test_answers_come_in_the_order_of_the_lines(person: Person) -> None:
    stranger = Line("x", None, "Tenri Lapuang", date(1950, 7, 7))
    assert [one.reference for one in find([stranger, LINE, replace(stranger, reference="y")])] == ["x", "7", "y"]


@pytest.mark.parametrize(
    "line",
    [
        Line(""),
        Line("1", "", "", None, None, "", ""),
        Line(
            "1", "'; DROP TABLE registry_person; --", "Robert'); DROP TABLE matching_known;--", BORN, "X", "\x00", "x"
        ),
        Line("1", "0000000000000000", "\x00" * 50, date(1, 1, 1), "L"),
        Line("1", "6" * 400, "a" * 5_000, date(9999, 12, 31), "P", "ds " * 3_000, "64.71", "%s %(nik)s"),
        Line("1", "６４７１０１０５０３８７０００１", "Ｍｕｈａｍｍａｄ Ｙｕｓｕｆ 😀", date(2000, 2, 29), "P"),
    ],
)
def test_hostile_lines_find_nobody_and_break_nothing(person: Person, line: Line) -> None:
    assert alone(line).verdict != Verdict.SAME
    assert twice_within([line, replace(line, reference="2")]) is not None
    assert Person.objects.filter(pk=person.pk).exists()


def test_whoever_changes_is_read_again(person: Person) -> None:
    refresh()
    Person.objects.filter(pk=person.pk).update(name="Sulastri", sex="P")
    assert refresh() == 1
    assert Known.objects.get(person_id=person.pk).key == "sulastri"
    assert refresh() == 0
    assert alone(LINE).verdict != Verdict.SAME


def test_two_lines_of_one_list_that_are_one_person() -> None:
    other = replace(LINE, reference="8", name="Muhammad Jusuf", village="desa manggar")
    stranger = replace(LINE, reference="9", name="Slamet", born_on=date(1970, 2, 3), village="Loa Janan")
    (pair,) = twice_within([LINE, stranger, other])
    assert (pair.first, pair.second, pair.verdict) == ("7", "8", Verdict.SAME)
    assert isinstance(pair, Twice)
    assert "Desa/kelurahan sama" in pair.evidence


def test_a_list_that_is_too_short_teaches_nothing(person: Person) -> None:
    with pytest.raises(TooFewToLearn, match="1000 baris"):
        train([LINE], version="x")
