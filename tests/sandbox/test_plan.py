"""The plan alone decides how many people are covered when: to the person, at every scale."""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naungan.coverage.denominators import denominator
from naungan.law.months import last_day, parse_month
from naungan.sandbox.errors import BadPlan
from naungan.sandbox.facts import PROVINCES, segment_counts, sponsors
from naungan.sandbox.plan import FIRST_MONTH, LAST_MONTH, Plan, make_plan, months_to_lapse, shuffle
from naungan.sandbox.targets import covered_people

OCTOBER, DECEMBER, MARCH = parse_month("2022-10"), parse_month("2022-12"), parse_month("2023-03")

PUBLISHED = (
    ("64", DECEMBER, "66.00"),
    ("64", MARCH, "70.86"),
    ("65", MARCH, "57.86"),
    ("62", MARCH, "52.92"),
    ("63", MARCH, "34.25"),
    ("61", MARCH, "32.28"),
)
few = settings(max_examples=20, deadline=None)
scales = st.sampled_from([Fraction(1), Fraction(1, 10), Fraction(1, 100), Fraction(1, 777), Fraction(1, 2000)])


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    first = draw(st.integers(FIRST_MONTH, LAST_MONTH))
    last = draw(st.integers(first, LAST_MONTH))
    return make_plan(draw(scales), first, last, draw(st.integers(0, 2**31 - 1)))


@few
@given(plans())
def test_every_province_covers_exactly_its_target_in_every_month(plan: Plan) -> None:
    for number, month in enumerate(range(plan.first_month, plan.last_month + 1)):
        assert {code: plan.covered(code, number) for code in PROVINCES} == {
            code: covered_people(code, month, plan.scale) for code in PROVINCES
        }


@pytest.mark.parametrize(("province", "month", "rate"), PUBLISHED)
@pytest.mark.parametrize("scale", [Fraction(1), Fraction(1, 100), Fraction(1, 1000)])
def test_targets_are_within_a_fifth_of_a_point_of_what_was_published(
    province: str, month: int, rate: str, scale: Fraction
) -> None:
    below = denominator(province, "bpjs-eligible", last_day(month))
    assert below is not None
    reached = Fraction(covered_people(province, month, scale) * 100) / (below.value * scale)
    assert abs(reached - Fraction(rate)) <= Fraction(1, 5)


def test_kaltim_is_first_and_holds_the_largest_share() -> None:
    plan = make_plan(Fraction(1, 100), OCTOBER, MARCH, 1)
    for number in range(6):
        counts = {code: plan.covered(code, number) for code in PROVINCES}
        assert max(counts, key=counts.__getitem__) == "64"


@few
@given(plans())
def test_people_leave_only_after_they_have_come(plan: Plan) -> None:
    for group in plan.groups:
        assert list(group.entered) == sorted(group.entered)
        assert list(group.left) == sorted(group.left)
        assert all(gone <= come for come, gone in zip(group.entered, group.left[1:], strict=False))


@few
@given(plans())
def test_groups_number_people_without_gap_or_overlap(plan: Plan) -> None:
    reached = 0
    for group in plan.groups:
        assert group.first == reached
        reached += group.people


@few
@given(plans())
def test_who_passes_on_leaves_one_seat_and_takes_another_in_the_same_month(plan: Plan) -> None:
    starts = [group.first for group in plan.groups]
    for passage in plan.passages:
        source = plan.groups[bisect_right(starts, passage.source) - 1]
        target = plan.groups[bisect_right(starts, passage.target) - 1]
        assert source.left[passage.month - 1] <= passage.source - source.first
        assert passage.source - source.first + passage.people <= source.left[passage.month]
        assert target.entered[passage.month - 1] <= passage.target - target.first
        assert passage.target - target.first + passage.people <= target.entered[passage.month]


@few
@given(plans())
def test_nobody_passes_on_twice(plan: Plan) -> None:
    for ends in ("source", "target"):
        seats = sorted((getattr(passage, ends), passage.people) for passage in plan.passages)
        assert all(seat + people <= following for (seat, people), (following, _) in pairwise(seats))


def test_segments_split_as_published_on_the_first_of_december() -> None:
    plan = make_plan(Fraction(1), DECEMBER, DECEMBER, 1)
    kinds = {"pu": "PU", "self": "BPU", "sponsored": "BPU", "project": "JAKON"}
    counted = dict.fromkeys(segment_counts(), 0)
    for group in plan.groups:
        if group.kind in kinds:
            counted[kinds[group.kind]] += group.counted(0)
    every = sum(counted.values())
    assert every == 2_600_000
    for segment, published in segment_counts().items():
        assert abs(counted[segment] - published * every // sum(segment_counts().values())) <= 10


def test_kutai_kartanegara_pays_for_as_many_as_it_said() -> None:
    plan = make_plan(Fraction(1), OCTOBER, MARCH, 1)
    (group,) = [one for one in plan.groups if one.sponsor == "PEMDA-64.02"]
    assert group.counted(0) == 46_073


def test_a_sponsor_without_money_keeps_its_people_through_the_months_of_grace() -> None:
    plan = make_plan(Fraction(1, 100), OCTOBER, MARCH, 1)
    (fact,) = [one for one in sponsors() if one.code == "CSR-64.08"]
    (group,) = [one for one in plan.groups if one.sponsor == fact.code]
    assert fact.paid_until is not None
    assert months_to_lapse(OCTOBER) == 4
    assert [group.counted(month) > 0 for month in range(6)] == [True, True, True, True, False, False]


def test_people_who_never_pay_are_on_top_and_not_counted() -> None:
    plan = make_plan(Fraction(1, 100), OCTOBER, MARCH, 1)
    never = [group for group in plan.groups if group.kind.startswith("unpaid")]
    assert sum(group.people for group in never) > 0
    assert sum(group.counted(5) for group in never) == 0


@few
@given(st.integers(1, 5000), st.integers(0, 2**31 - 1))
def test_a_shuffle_gives_everybody_a_place_and_finds_them_again(people: int, seed: int) -> None:
    step, shift, back = shuffle(people, seed)
    places = [(number * step + shift) % people for number in range(people)]
    assert sorted(places) == list(range(people))
    assert [(place - shift) * back % people for place in places] == list(range(people))


@pytest.mark.parametrize(
    ("scale", "first", "last", "seed", "said"),
    [
        (Fraction(0), OCTOBER, MARCH, 1, "--scale 0"),
        (Fraction(-1, 100), OCTOBER, MARCH, 1, "--scale -1/100"),
        (Fraction(1, 2001), OCTOBER, MARCH, 1, "--scale 1/2001"),
        (Fraction(2), OCTOBER, MARCH, 1, "--scale 2"),
        (Fraction(1, 100), MARCH, OCTOBER, 1, "bulan harus urut"),
        (Fraction(1, 100), FIRST_MONTH - 1, MARCH, 1, "--from 2021-12"),
        (Fraction(1, 100), OCTOBER, LAST_MONTH + 1, 1, "--to 2024-01"),
        (Fraction(1, 100), OCTOBER, MARCH, -1, "--seed -1"),
        (Fraction(1, 100), OCTOBER, MARCH, 2**31, "--seed 2147483648"),
    ],
)
def test_what_cannot_be_built_is_refused_with_the_option_named(
    scale: Fraction, first: int, last: int, seed: int, said: str
) -> None:
    with pytest.raises(BadPlan) as refused:
        make_plan(scale, first, last, seed)
    assert said in str(refused.value)
