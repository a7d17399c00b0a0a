"""The carried statistics: complete, dated, sourced, and with their contradictions left in."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from naungan.coverage.bases import BASES
from naungan.coverage.statistics import COLUMNS, STATUSES, packaged, packaged_file

FACTS = packaged().facts


def last_day_of(period: str) -> date:
    """The last day a printed period speaks of: a year, a month, a day, or the end of a range."""
    end = period.split("..")[-1].partition(" (")[0]
    year, *rest = (int(part) for part in end.split("-"))
    if not rest:
        return date(year, 6, 30) if "(mid" in period else date(year, 12, 31)
    month = rest[0]
    return date(year, month, rest[1]) if len(rest) == 2 else date(year, month, monthrange(year, month)[1])


def test_every_fact_stands_on_the_last_day_of_its_period() -> None:
    assert [(fact.period, fact.on) for fact in FACTS] == [(fact.period, last_day_of(fact.period)) for fact in FACTS]


def test_the_file_has_the_columns_of_a_fact() -> None:
    assert packaged_file().read_text(encoding="utf-8").splitlines()[0] == ",".join(COLUMNS)


def test_no_fact_is_there_twice() -> None:
    keys = Counter(
        (fact.period, fact.region_code, fact.segment, fact.programme, fact.indicator, fact.value, fact.source)
        for fact in FACTS
    )
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_fact_has_a_source_a_known_status_and_a_known_basis() -> None:
    assert {fact.status for fact in FACTS} == set(STATUSES)
    assert {fact.basis for fact in FACTS} == {"", *BASES}
    assert [fact.reference for fact in FACTS if not fact.source] == []


def test_an_unverified_fact_names_no_address() -> None:
    assert {fact.source for fact in FACTS if fact.status == "unverified"} == {"not retrieved"}


def test_people_are_whole_numbers() -> None:
    assert [f.reference for f in FACTS if f.unit == "persons" and f.value != f.value.to_integral_value()] == []


def test_what_is_derived_says_how() -> None:
    silent = {fact.reference for fact in FACTS if fact.status == "derived" and not fact.note}
    assert {reference for reference in silent if not re.match("coverage_rate 7|coverage_rate 8", reference)} == set()


@pytest.mark.parametrize(
    ("indicator", "region", "segment", "values"),
    [
        ("coverage_rate", "62", "ALL", {"52.92", "37.0", "46.2", "42.0", "40.0"}),
        ("coverage_rate", "64", "ALL", {"58.95", "66.0", "70.86"}),
        ("coverage_rate", "64.72", "ALL", {"54.72", "44.98", "40.0"}),
        ("active_participants", "64", "ALL", {"760635", "820290", "935910", "962711", "1323233", "1310000"}),
        ("active_participants", "KAL", "ALL", {"2600000", "2500000", "3200000", "3302762", "3300000"}),
        ("eligible_workers", "KAL", "ALL", {"5900000", "5400000", "7249713", "7996826", "7900000"}),
    ],
)
def test_contradicting_figures_stand_side_by_side(
    indicator: str, region: str, segment: str, values: set[str]
) -> None:
    found = {str(fact.value) for fact in packaged().of(indicator, region) if fact.segment == segment}
    assert found == values


def test_the_founding_rate_says_that_its_page_was_not_seen() -> None:
    (fact,) = [f for f in packaged().of("coverage_rate", "64") if f.on == date(2022, 12, 31)]
    assert (fact.value, fact.basis, fact.source) == (
        Decimal("66.0"),
        "bpjs-eligible",
        "founding article (news of 31 Dec 2022)",
    )
    assert "tidak dilihat" in fact.note
