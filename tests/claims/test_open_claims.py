"""All open claims counted at once: as the clock counts each of them, however many, and only those seen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.claims.claiming import a_worker, an_actor, by
from tests.claims.entitlement.cases import a_claim
from tests.factories import a_region

from naungan.access.models import Role
from naungan.access.scope import scoped
from naungan.claims.ageing import ages
from naungan.claims.clock import clocks_of
from naungan.claims.kinds import ClaimKind
from naungan.claims.models import Claim, DayOff, Signal, Step
from naungan.claims.open_claims import OPEN, TO_DO, Asked, Sums, Term, aged, listed, open_seen
from naungan.claims.queue import EVERYTHING, queue
from naungan.registry.models import Person

pytestmark = pytest.mark.django_db
FIRST = date(2022, 12, 5)  # a Monday
MANY = 1_030


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def an_open(kind: str, sent: date, moves: list[tuple[int, str]], **more: object) -> Claim:
    """A claim with its log: days after it was sent, and the state from then on."""
    state = moves[-1][1] if moves else "submitted"
    part = str(Claim.objects.count())
    claim = a_claim(kind, a_worker().person, sent, state=state, submitted_at=noon(sent), part=part, **more)
    before = "draft"
    for days, after in [(0, "submitted"), *moves]:
        Step.objects.create(
            claim=claim, at=noon(sent + timedelta(days=days)), who="x", role="guest", name="verify",
            key=by(None).key, before=before, after=after, version=1,
        )  # fmt: skip
        before = after
    return claim


STATES = ("need-doc", "verifying", "submitted", "investigating", "rejected", "closed", "appealed")
KINDS = ("jkm", "jht_resign", "jp_widow")
A_LOG = st.lists(st.tuples(st.integers(0, 40), st.sampled_from(STATES)), max_size=5).map(sorted)


# Where the moves lead from a state in which the term does not run.
AFTER = {
    "need-doc": ("submitted", "closed"), "rejected": ("verifying", "appealed"), "closed": ("verifying",),
    "appealed": ("verifying", "rejected"),
}  # fmt: skip


def as_it_goes(log: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """A log in which every row changes the state, as far as the moves allow."""
    rows, before = list[tuple[int, str]](), "submitted"
    for day, state in log:
        allowed = AFTER.get(before, (state,))
        after = state if state in allowed else allowed[0]
        if after != before:
            rows.append((day, after))
        before = after
    return rows


@given(
    logs=st.lists(
        st.tuples(st.sampled_from(["jkm", "jht_resign", "jp_widow"]), st.integers(0, 25), A_LOG), max_size=3
    ),
    off=st.sets(st.integers(0, 95), max_size=5),
    today=st.integers(65, 95),
)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_all_are_counted_as_the_clock_counts_one(
    db: None, logs: list[tuple[str, int, list[tuple[int, str]]]], off: set[int], today: int
) -> None:
    with transaction.atomic():
        on = FIRST + timedelta(days=today)
        for days in off:
            DayOff.objects.get_or_create(region=a_region(), day=FIRST + timedelta(days=days), defaults={"name": "l"})
        claims = [an_open(kind, FIRST + timedelta(days=sent), as_it_goes(log)) for kind, sent, log in logs]
        clocks = clocks_of(claims, on)
        running = [clocks[one.pk] for one in claims if one.state in TO_DO]
        found = queue(Asked(), 0, 25, on)
        assert (found.sums.open, found.sums.late) == (len(running), sum(one.late for one in running))
        for one in (*found.rows, *queue(Asked(state=EVERYTHING), 0, 25, on).rows):
            clock = clocks[one.claim.pk]
            assert one.term == Term(one.claim.pk, clock.net_days, clock.late, clock.due_on)
        by_kind = {kind: oldest for kind, *_, oldest in aged(open_seen(), on)}
        assert by_kind == {
            kind: max(clocks[one.pk].net_days for one in claims if one.kind == kind and one.state in OPEN)
            for kind in {one.kind for one in claims if one.state in OPEN}
        }
        transaction.set_rollback(True)


def test_broken_terms_come_first_then_those_that_end_soonest_and_what_waits_for_its_claimant_is_apart() -> None:
    today = FIRST + timedelta(days=10)
    late = an_open("jkm", FIRST, [])
    soon = an_open("jkm", today - timedelta(days=2), [])
    later = an_open("jp_widow", FIRST, [])
    asked = an_open("jkm", FIRST, [(1, "need-doc")])
    found = queue(Asked(), 0, 25, today)
    assert [one.claim.pk for one in found.rows] == [late.pk, soon.pk, later.pk]
    assert found.sums == Sums(open=3, late=1, waiting=1, signals=0)
    assert [one.claim.pk for one in queue(Asked(state="need-doc"), 0, 25, today).rows] == [asked.pk]
    assert [one.claim.pk for one in queue(Asked(late=True), 0, 25, today).rows] == [late.pk]


def test_a_list_is_narrowed_by_kind_number_name_and_signals() -> None:
    claim = an_open("jkm", FIRST, [])
    other = an_open("jp_widow", FIRST, [])
    Person.objects.filter(pk=other.person_id).update(name="Siti 100% Aminah")
    Signal.objects.create(claim=claim, code="enrolled-late", reason="Baru terdaftar.")

    def ids(asked: Asked) -> list[int]:
        return [one.claim.pk for one in queue(asked, 0, 25, FIRST).rows]

    narrowed = (
        Asked(kind="jkm"), Asked(signals=True), Asked(words=claim.number.lower()), Asked(words="100% am"),
        Asked(words="%"), Asked(words="tidak ada"),
    )  # fmt: skip
    assert [ids(one) for one in narrowed] == [[claim.pk], [claim.pk], [claim.pk], [other.pk], [other.pk], []]


def test_more_than_a_thousand_are_all_counted_and_every_page_of_them_is_reached() -> None:
    model = an_open("jkm", FIRST, [])
    Claim.objects.bulk_create(
        Claim(
            number=f"JKM-2021-{number:06d}", kind="jkm", person_id=model.person_id, event_on=FIRST, part=f"p{number}",
            region_id=model.region_id, state="submitted", origin="officer", claimant_name="x",
            claimant_relation="spouse", claimant_born_on=FIRST, submitted_at=noon(FIRST),
        )
        for number in range(MANY)
    )  # fmt: skip
    today = FIRST + timedelta(days=30)
    last = queue(Asked(), MANY, 25, today)
    assert (last.sums, len(last.rows), last.more) == (Sums(MANY + 1, MANY + 1, 0, 0), 1, False)
    assert queue(Asked(), MANY - 25, 25, today).more is True
    assert [(one.kind, one.late) for one in ages(open_seen(), today)] == [(ClaimKind.JKM, MANY + 1)]


def test_a_claim_that_is_over_keeps_the_days_it_took() -> None:
    claim = an_open("jkm", FIRST, [(2, "rejected")])
    found = queue(Asked(state=EVERYTHING), 0, 25, FIRST + timedelta(days=60))
    assert [one.term for one in found.rows] == [Term(claim.pk, 2, False, FIRST + timedelta(days=3))]
    assert found.sums == Sums(0, 0, 0, 0)


def test_only_what_the_officer_sees_is_counted() -> None:
    here = an_open("jkm", FIRST, [])
    there = an_open("jkm", FIRST, [], region=a_region("61.71", "Kota Pontianak"))
    officer, head = an_actor(Role.BRANCH, here.region), an_actor(Role.HEAD_OFFICE)
    with scoped(officer):
        mine = queue(Asked(), 0, 25, FIRST)
    with scoped(head):
        every = queue(Asked(), 0, 25, FIRST)
    assert ([one.claim.pk for one in mine.rows], mine.sums.open) == ([here.pk], 1)
    assert ([one.claim.pk for one in every.rows], every.sums.open) == ([here.pk, there.pk], 2)


def test_nothing_open_is_nothing_to_do() -> None:
    assert listed(open_seen(), Asked(), 0, 25, FIRST).sums == Sums(0, 0, 0, 0)
    assert ages(open_seen(), FIRST) == []
