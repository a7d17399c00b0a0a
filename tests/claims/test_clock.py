"""The clock of a claim: the branch's working days, standing still only while the claimant is asked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.claims.claiming import a_worker, by
from tests.claims.entitlement.cases import a_claim
from tests.factories import a_region

from naungan.claims.clock import Clock, clock_of, working_days_from, works
from naungan.claims.models import Claim, DayOff, Step
from naungan.claims.moves import State
from naungan.registry.models import Region

pytestmark = pytest.mark.django_db
MONDAY = date(2022, 12, 5)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


def a_claim_sent(day: date, kind: str = "jkm") -> Claim:
    worker = a_worker()
    claim = a_claim(kind, worker.person, day, state=State.VERIFYING, submitted_at=at(day))
    stepped(claim, day, "draft", "submitted")
    return claim


def stepped(claim: Claim, day: date, before: str, after: str) -> None:
    Step.objects.create(
        claim=claim, at=at(day), who="x", role="guest", name="verify", key=by(None).key, before=before, after=after,
        version=1,
    )  # fmt: skip


def days(clock: Clock) -> tuple[int, int, date | None, bool]:
    return clock.elapsed_days, clock.net_days, clock.due_on, clock.stopped


def test_three_working_days_run_over_a_weekend() -> None:
    claim = a_claim_sent(date(2022, 12, 8))  # a Thursday
    assert days(clock_of(claim, date(2022, 12, 12))) == (4, 2, date(2022, 12, 13), False)


def test_a_national_holiday_does_not_count() -> None:
    claim = a_claim_sent(date(2022, 8, 16))  # independence day follows
    assert clock_of(claim, date(2022, 8, 22)).due_on == date(2022, 8, 22)


def test_the_branch_has_days_off_of_its_own_and_of_its_province() -> None:
    province = a_region("64", "Kalimantan Timur")
    claim = a_claim_sent(MONDAY)
    Region.objects.filter(pk=claim.region_id).update(parent=province)
    DayOff.objects.create(region=province, day=date(2022, 12, 6), name="Hari jadi provinsi")
    DayOff.objects.create(region=claim.region, day=date(2022, 12, 7), name="Hari jadi kota")
    assert clock_of(claim, MONDAY).due_on == date(2022, 12, 12)


def test_a_day_off_elsewhere_counts_here() -> None:
    claim = a_claim_sent(MONDAY)
    DayOff.objects.create(region=a_region("64.72", "Kota Samarinda"), day=date(2022, 12, 6), name="Hari jadi")
    assert clock_of(claim, MONDAY).due_on == date(2022, 12, 8)


def test_the_clock_stands_still_while_the_claimant_is_asked() -> None:
    claim = a_claim_sent(MONDAY)
    stepped(claim, date(2022, 12, 6), "submitted", "need-doc")
    assert days(clock_of(claim, date(2022, 12, 9))) == (4, 1, None, True)
    stepped(claim, date(2022, 12, 9), "need-doc", "submitted")
    assert days(clock_of(claim, date(2022, 12, 12))) == (7, 2, date(2022, 12, 13), False)


def test_a_further_examination_does_not_stop_the_clock() -> None:
    claim = a_claim_sent(MONDAY)
    stepped(claim, date(2022, 12, 6), "verifying", "investigating")
    assert days(clock_of(claim, date(2022, 12, 9))) == (4, 4, date(2022, 12, 8), False)


def test_a_paid_claim_keeps_the_days_it_took() -> None:
    claim = a_claim_sent(MONDAY)
    stepped(claim, date(2022, 12, 7), "paying", "paid")
    clock = clock_of(claim, date(2023, 3, 1))
    assert (clock.elapsed_days, clock.net_days, clock.ended_on, clock.late) == (2, 2, date(2022, 12, 7), False)


def test_a_draft_has_no_clock() -> None:
    claim = a_claim("jkm", a_worker().person, MONDAY, state=State.DRAFT, submitted_at=None)
    assert days(clock_of(claim, MONDAY)) == (0, 0, None, False)


def test_a_jht_claim_runs_in_calendar_days() -> None:
    claim = a_claim_sent(date(2022, 12, 9), "jht_resign")
    assert clock_of(claim, date(2022, 12, 14)).due_on == date(2022, 12, 14)


@given(st.dates(date(2018, 1, 1), date(2025, 12, 31)), st.integers(1, 20))
def test_a_term_ends_on_a_working_day_with_so_many_in_it(day: date, count: int) -> None:
    last = working_days_from(day, count, 0)
    between = [day + timedelta(days=number) for number in range(1, (last - day).days + 1)]
    assert (works(last), sum(works(one) for one in between)) == (True, count)
