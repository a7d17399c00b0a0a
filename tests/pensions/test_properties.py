"""Whatever the order of runs, proofs, holds and ends: every month once, and paid is what was owed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.pensions.people import a_pension, an_officer, an_order, money_of, owed

from naungan.law.benefits.terms import months_after
from naungan.law.months import first_day, month_of
from naungan.pensions.act import end, resume, suspend
from naungan.pensions.errors import WrongDay, WrongMove
from naungan.pensions.models import Award, Rate, Release, RunLine
from naungan.pensions.moves import FROM_THAT_DAY, EndReason
from naungan.pensions.proof import prove_life
from naungan.pensions.run import pay_month

FIRST = date(2024, 1, 1)
MONTHS = 18  # runs from January 2024 on; the first proof, of 5 January 2024, reaches to 5 January 2025
DAYS = st.integers(0, MONTHS * 30).map(lambda days: FIRST + timedelta(days=days))
EVENTS = st.one_of(
    st.just(("run", None)), st.just(("run", None)), st.just(("run", None)), st.tuples(st.just("proof"), DAYS),
    st.just(("suspend", None)), st.just(("resume", None)),
    st.tuples(st.just("end"), st.tuples(DAYS, st.sampled_from([EndReason.DEATH, EndReason.REMARRIED]))),
)  # fmt: skip


class Life:
    """One pension and what has happened to it, told a second time in plain Python."""

    def __init__(self, starts: date) -> None:
        self.award = a_pension("jp_widow", starts=starts, amount=1_000_000, decided_on=date(2024, 1, 5))
        self.officer = an_officer()
        self.seen = date(2024, 1, 5)
        self.ends: date | None = None
        self.died: date | None = None
        self.held = False
        self.next = FIRST

    def happens(self, what: str, about: Any) -> None:
        getattr(self, what)(about)

    def run(self, _nothing: None) -> None:
        if month_of(self.next) < month_of(FIRST) + MONTHS:
            pay_month(self.next)
            self.next = first_day(month_of(self.next) + 1)

    def proof(self, on: date) -> None:
        if self._moved(lambda: prove_life(self.award.pk, on, "visit", an_order(self.officer))):
            self.seen = max(self.seen, on)

    def suspend(self, _nothing: None) -> None:
        if self._moved(lambda: suspend(self.award.pk, an_order(self.officer), "diperiksa")):
            self.held = True

    def resume(self, _nothing: None) -> None:
        if self._moved(lambda: resume(self.award.pk, an_order(self.officer), "sudah jelas")):
            self.held = False

    def end(self, about: tuple[date, EndReason]) -> None:
        on, why = about
        if self._moved(lambda: end(self.award.pk, an_order(self.officer), why, on, "akta")):
            self.ends = on - timedelta(days=1) if why in FROM_THAT_DAY else on
            self.died = self.ends if why == EndReason.DEATH else self.died
            self.held = False

    def _moved(self, work: Any) -> bool:
        try:
            with transaction.atomic():
                work()
        except (WrongMove, WrongDay):
            return False
        return True

    def owed_months(self) -> list[date]:
        """The months that are owed by now: begun, not past the end, and shown to have been lived."""
        reach = max(months_after(self.seen, 12), self.died or date.min)
        every = [first_day(n) for n in range(month_of(self.award.starts), month_of(self.next))]
        return [one for one in every if one <= reach and (self.ends is None or one <= self.ends)]


def _all_runs(life: Life) -> None:
    """Let go, and run two months more: whatever can be released has been."""
    life.resume(None)
    for _ in range(2):
        pay_month(life.next)
        life.next = first_day(month_of(life.next) + 1)


def _rate(award: Award, month: date) -> int:
    return Rate.objects.filter(award_id=award.pk, since__lte=month).order_by("-since")[0].amount


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    starts=st.integers(0, 14).map(lambda n: first_day(month_of(date(2023, 11, 1)) + n)),
    events=st.lists(EVENTS, max_size=20),
)
def test_every_month_is_paid_or_withheld_once_and_paid_is_owed(starts: date, events: list[Any]) -> None:
    with transaction.atomic():
        life = Life(starts)
        for what, about in events:
            life.happens(what, about)
        _all_runs(life)
        _check(life)
        transaction.set_rollback(True)


def _check(life: Life) -> None:
    award = life.award
    due = life.owed_months()
    # Sum paid, less what was claimed back, is the sum owed.
    assert owed(award) == sum(_rate(award, one) for one in due)
    lines = {one.month: one for one in RunLine.objects.filter(award_id=award.pk)}
    released = set(Release.objects.filter(award_id=award.pk).values_list("month", flat=True))
    paid = {month for month, one in lines.items() if not one.why} | released
    # No month has two lines (the key says so), none is released that was not withheld, each is paid once.
    assert released <= {month for month, one in lines.items() if one.why}
    assert {f"{one:%Y%m}" for one in paid} == set(money_of(award))
    assert set(due) <= paid
    # A month before the next run has a line unless the pension had ended by then, as was known.
    every = {first_day(n) for n in range(month_of(award.starts), month_of(life.next))}
    assert {one for one in every if life.ends is None or one <= life.ends} <= set(lines)
