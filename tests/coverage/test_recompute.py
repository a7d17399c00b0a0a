"""Published rates recomputed from the numbers of their own page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naungan.coverage.arithmetic import percent
from naungan.coverage.recompute import Recomputed, recompute_published
from naungan.coverage.statistics import Fact, gathered, packaged

CHECKS = {
    (check.rate.region_code, check.rate.period, check.rate.segment, str(check.rate.value)): check
    for check in recompute_published(packaged())
}
RATE = Fact(
    period="2025-03",
    on=date(2025, 3, 31),
    region_code="51",
    region_name="Bali",
    segment="ALL",
    programme="",
    indicator="coverage_rate",
    basis="",
    value=Decimal("50.88"),
    unit="percent",
    status="published",
    source="a page",
    note="",
)


def page(rate: str, **counts: int) -> list[Recomputed]:
    """Recompute one page that prints a rate and these counts."""
    facts = [replace(RATE, indicator=name, value=Decimal(people), unit="persons") for name, people in counts.items()]
    return recompute_published(gathered([replace(RATE, value=Decimal(rate)), *facts]))


@pytest.mark.parametrize(
    ("place", "recomputed", "verdict"),
    [
        (("51", "2025-03-31", "ALL", "50.88"), "49.90", "contradicts"),
        (("62", "2025-03", "ALL", "46.2"), "46.17", "agrees"),
        (("62", "2023-11", "ALL", "37.0"), "36.99", "agrees"),
        (("64", "2020-06", "ALL", "58.95"), "58.95", "agrees"),
        (("KAL", "2025-12", "ALL", "41"), "41.77", "cut-off"),
        (("KAL", "2025-12", "ALL", "41.3"), "41.30", "agrees"),
        (("KAL", "2023-12-31", "ALL", "46.33"), "46.30", "within-rounding"),
        (("64.08", "2024", "INFORMAL", "150.0"), "150.87", "cut-off"),
        (("64.08", "2024", "FORMAL", "87.0"), "87.25", "agrees"),
    ],
)
def test_the_carried_pages(place: tuple[str, str, str, str], recomputed: str, verdict: str) -> None:
    assert (str(CHECKS[place].recomputed), CHECKS[place].verdict) == (recomputed, verdict)


def test_only_bali_contradicts_itself() -> None:
    assert [place for place, check in CHECKS.items() if check.verdict == "contradicts"] == [
        ("51", "2025-03-31", "ALL", "50.88")
    ]


def test_bali_is_told_with_its_difference() -> None:
    (check,) = page("50.88", active_participants=935_079, eligible_workers=1_873_899)
    assert (check.recomputed, check.difference, check.verdict) == (Decimal("49.90"), Decimal("0.98"), "contradicts")


def test_a_denominator_derived_from_the_rate_itself_proves_nothing() -> None:
    """Kaltim's 1,358,610 is 962,711 over 70.86 percent: recomputing it would only come full circle."""
    assert ("64", "2023-03", "ALL", "70.86") not in CHECKS


def test_covered_and_uncovered_make_a_denominator() -> None:
    (check,) = page("46.2", active_participants=465_940, uncovered_workers=543_310)
    assert (check.denominator, check.verdict) == (1_009_250, "agrees")


@pytest.mark.parametrize("counts", [{}, {"active_participants": 5}, {"eligible_workers": 9}])
def test_a_page_without_both_counts_cannot_be_tried(counts: dict[str, int]) -> None:
    assert page("50.88", **counts) == []


def test_numbers_of_two_pages_are_never_mixed() -> None:
    other = replace(RATE, indicator="active_participants", value=Decimal(935_079), source="another page")
    below = replace(RATE, indicator="eligible_workers", value=Decimal(1_873_899))
    assert recompute_published(gathered([RATE, other, below])) == []


@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_a_page_that_rounds_rightly_always_agrees(covered: int, below: int) -> None:
    (check,) = page(str(percent(covered, below)), active_participants=covered, eligible_workers=below)
    assert check.verdict == "agrees"


@given(st.integers(10**5, 10**7).filter(lambda n: n % 10), st.integers(10**5, 10**7).filter(lambda n: n % 10))
def test_a_rate_a_point_too_high_over_exact_counts_always_contradicts(covered: int, below: int) -> None:
    rate = percent(covered, below) + Decimal("1.01")
    (check,) = page(str(rate), active_participants=covered, eligible_workers=below)
    assert check.verdict == "contradicts"
