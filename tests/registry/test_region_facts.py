"""The facts about regions hold together: counts, codes, successors, and the two code systems."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from naungan.registry.region_facts import (
    PROVINCES_OF_KALIMANTAN,
    by_bps_digits,
    by_code,
    districts_by_digits,
    region_facts,
)

PRESENT = [fact for fact in region_facts() if not fact.abolished]
PAPUA = ("91", "92", "93", "94", "95", "96")
ABOLISHED = [fact for fact in region_facts() if fact.abolished]


def test_there_are_38_provinces_and_514_districts() -> None:
    assert Counter(fact.level for fact in PRESENT) == {0: 1, 1: 38, 2: 514}


def test_kalimantan_has_56_districts() -> None:
    counted = Counter(fact.code[:2] for fact in PRESENT if fact.level == 2)
    assert {code: counted[code] for code in PROVINCES_OF_KALIMANTAN} == {
        "61": 14, "62": 14, "63": 13, "64": 10, "65": 5,
    }  # fmt: skip


def test_no_code_is_given_twice() -> None:
    assert len(by_code()) == len(region_facts())
    assert len(districts_by_digits()) == 514 + 31


def test_an_abolished_code_became_a_present_one_of_the_same_name_on_the_same_day() -> None:
    for fact in ABOLISHED:
        heir = by_code()[fact.became]
        assert (heir.abolished, heir.name, heir.kind, heir.valid_from) == (
            False,
            fact.name,
            fact.kind,
            fact.valid_until,
        )


def test_tarakan_is_one_code_on_every_day() -> None:
    formed = date(2012, 10, 25)
    for day in (formed - timedelta(days=1), formed):
        holding = [code for code in ("64.73", "65.71") if by_code()[code].holds_on(day)]
        assert holding == (["65.71"] if day == formed else ["64.73"])


def test_the_five_provinces_lie_in_kalimantan_and_no_other_does() -> None:
    inside = tuple(fact.code for fact in PRESENT if fact.parent_code == "KAL")
    assert inside == PROVINCES_OF_KALIMANTAN


def test_the_two_systems_number_the_same_district_differently() -> None:
    assert (by_code()["64.02"].name, by_code()["64.02"].bps_code) == ("Kabupaten Kutai Kartanegara", "6403")
    assert by_bps_digits()["6402"].name == "Kabupaten Kutai Barat"


def test_papuas_provinces_are_numbered_differently_and_the_numbers_of_bps_are_marked_unverified() -> None:
    papua = {fact.code: (fact.bps_code, fact.bps_status) for fact in PRESENT if fact.code in PAPUA}
    assert papua == {
        "91": ("9400", "unverified"),
        "92": ("9100", "unverified"),
        "93": ("9500", "unverified"),
        "94": ("9600", "unverified"),
        "95": ("9700", "unverified"),
        "96": ("9200", "unverified"),
    }


def test_every_district_of_kalimantan_has_a_bps_number_and_no_two_share_one() -> None:
    numbers = [fact.bps_code for fact in PRESENT if fact.level == 2 and fact.code[:2] in PROVINCES_OF_KALIMANTAN]
    assert len(set(numbers)) == 56
    assert "" not in numbers


def test_every_fact_says_where_it_was_seen_and_how_sure_it_is() -> None:
    assert {fact.status for fact in region_facts()} == {"published", "secondary"}
    assert [fact.code for fact in region_facts() if not fact.source] == []


def test_the_population_of_kalimantan_is_that_of_its_provinces() -> None:
    of_provinces = {code: by_code()[code].population_2025 for code in PROVINCES_OF_KALIMANTAN}
    assert of_provinces["64"] == 4_123_303
    for code, population in of_provinces.items():
        districts = [f.population_2025 or 0 for f in PRESENT if f.level == 2 and f.code[:2] == code]
        assert sum(districts) == population
