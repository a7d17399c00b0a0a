"""History: runs that measure the same, and breaks where basis or denominator change."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from naungan.coverage.history import COMPUTED, EXACT, PUBLISHED, basis_breaks, history
from naungan.coverage.models import Figure
from naungan.coverage.statistics import Fact, gathered, packaged
from naungan.law.months import last_day


def a_figure(month: int, numerator: int, denominator: int | None, basis: str = "bpjs-eligible") -> Figure:
    return Figure(
        as_of=last_day(month),
        region_code="64",
        region_name="Kalimantan Timur",
        level=1,
        segments="ALL",
        basis=basis,
        definition="active-or-grace",
        numerator=numerator,
        denominator=denominator,
        source="test",
    )


def a_rate(on: date, value: str, basis: str, indicator: str = EXACT) -> Fact:
    return Fact(
        str(on), on, "64", "Kaltim", "ALL", "", indicator, basis, Decimal(value), "percent", "published", "x", ""
    )


NOTHING = gathered([])


class TestRuns(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.one_of(st.none(), st.sampled_from([100, 200, 300])), min_size=1, max_size=10))
    def test_a_computed_run_never_crosses_a_change_of_denominator(self, below: list[int | None]) -> None:
        Figure.objects.bulk_create(a_figure(24_000 + n, 50 + n, value) for n, value in enumerate(below))
        past = history("64", NOTHING)
        kept = [value for value in below if value]
        assert sum(len(run.points) for run in past.runs) == len(kept)
        assert all(len({point.denominator for point in run.points}) == 1 for run in past.runs)
        assert len(past.breaks) == sum(before != after for before, after in pairwise(kept))
        assert len(past.runs) == len(past.breaks) + bool(kept)


@pytest.mark.django_db
def test_only_the_basis_asked_for_is_in_the_computed_runs() -> None:
    Figure.objects.bulk_create([a_figure(24_000, 50, 100), a_figure(24_000, 50, 200, "bps-employed")])
    (run,) = history("64", NOTHING, basis="bps-employed").runs
    assert (run.kind, run.basis, run.points[0].rate) == (COMPUTED, "bps-employed", Decimal("25.00"))


@pytest.mark.django_db
def test_published_runs_end_where_the_basis_changes_and_unknown_bases_stand_alone() -> None:
    known = gathered(
        [
            a_rate(date(2020, 6, 30), "58.95", "bpjs-eligible"),
            a_rate(date(2023, 3, 31), "70.86", "bpjs-eligible"),
            a_rate(date(2023, 7, 31), "65", "", "coverage_rate_low"),
            a_rate(date(2024, 7, 31), "60", ""),
            a_rate(date(2025, 12, 31), "50", "bps-employed", "coverage_rate_low"),
        ]
    )
    past = history("64", known)
    assert [(run.kind, run.basis, [float(point.rate) for point in run.points]) for run in past.runs] == [
        (PUBLISHED, "bpjs-eligible", [58.95, 70.86]),
        (PUBLISHED, "", [65.0]),
        (PUBLISHED, "", [60.0]),
        (PUBLISHED, "bps-employed", [50.0]),
    ]
    (found,) = past.breaks
    assert (found.why, float(found.before.rate), float(found.after.rate)) == ("basis", 70.86, 50.0)


def test_the_packaged_figures_of_kaltim_break_between_70_86_and_more_than_50() -> None:
    (found,) = basis_breaks("64", "ALL", packaged())
    assert (found.before.basis, found.after.basis) == ("bpjs-eligible", "bps-employed")
    assert (str(found.before.rate), found.after.indicator) == ("70.86", "coverage_rate_low")
