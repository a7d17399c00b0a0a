"""Service times: counted over a set of claims in the database as one claim's clock counts them, and shown."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.claims.claiming import DIED, a_worker
from tests.claims.pages.walking import words_of
from tests.factories import a_region
from tests.signing_in import sign_in

from naungan.access.models import Role
from naungan.claims.ageing import service_times
from naungan.claims.clock import clock_of
from naungan.claims.kinds import ClaimKind
from naungan.claims.models import Claim, DayOff, Origin
from naungan.claims.moves import State
from naungan.registry.models import Participation

pytestmark = pytest.mark.django_db
FIRST = date(2022, 12, 1)
_serial = iter(range(1, 10_000))


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def a_decided(worker: Participation, kind: str, sent: date, asked: list[tuple[int, int]], took: int) -> Claim:
    """A claim as the log tells it: sent, asked and answered so many days later, then refused."""
    serial = next(_serial)
    prefix = "JKM" if kind == "jkm" else "JHT"
    claim = Claim.objects.create(
        number=f"{prefix}-2022-{serial:06d}", kind=kind, person=worker.person, event_on=DIED - timedelta(days=serial),
        region=a_region(), origin=Origin.OFFICER, state=State.REJECTED, claimant_name="Sari",
        claimant_relation="spouse", claimant_born_on=date(1990, 1, 1), submitted_at=noon(sent),
    )  # fmt: skip
    states = [("submit", State.DRAFT, State.SUBMITTED, 0)]
    for begin, end in asked:
        states += [
            ("ask_for", State.SUBMITTED, State.NEED_DOC, begin),
            ("answer", State.NEED_DOC, State.SUBMITTED, end),
        ]
    states.append(("reject", State.CHECKING, State.REJECTED, took))
    with connection.cursor() as cursor:
        for name, before, after, days in states:
            cursor.execute(
                "INSERT INTO claims_step (claim_id, at, who, role, name, key, before, after, version, said, detail) "
                "VALUES (%s, %s, 'Rina', 'branch', %s, gen_random_uuid(), %s, %s, 1, '', '{}')",
                [claim.pk, noon(sent + timedelta(days=days)), name, before, after],
            )
    return claim


@given(
    sent=st.integers(0, 20),
    stops=st.lists(st.integers(0, 25), max_size=4).map(sorted),
    more=st.integers(0, 15),
    off=st.sets(st.integers(0, 60), max_size=4),
    kind=st.sampled_from(["jkm", "jht_resign"]),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_set_is_counted_as_the_clock_counts_one(
    db: None, sent: int, stops: list[int], more: int, off: set[int], kind: str
) -> None:
    with transaction.atomic():
        _compared(sent, stops, more, off, kind)
        transaction.set_rollback(True)


def _compared(sent: int, stops: list[int], more: int, off: set[int], kind: str) -> None:
    worker = a_worker()
    for days in off:
        DayOff.objects.get_or_create(region=a_region(), day=FIRST + timedelta(days=days), defaults={"name": "libur"})
    pairs = list(zip(stops[::2], stops[1::2], strict=False))
    took = (pairs[-1][1] if pairs else 0) + more
    claim = a_decided(worker, kind, FIRST + timedelta(days=sent), pairs, took)
    ended = FIRST + timedelta(days=sent + took)
    clock = clock_of(claim, ended + timedelta(days=30))
    found = {one.kind: one for one in service_times(None, ended, ended)}
    counted = found[ClaimKind(kind)]
    assert clock.ended_on == ended
    assert (counted.decided, counted.longest, counted.broken) == (1, clock.net_days, int(clock.late))


def test_middle_nine_of_ten_and_broken_promises() -> None:
    worker = a_worker()
    monday = date(2022, 12, 5)
    for took in (1, 1, 2, 2, 3, 3, 4, 4, 8, 9):
        a_decided(worker, "jkm", monday, [], took)
    [found] = service_times(a_region().pk, monday, date(2022, 12, 31))
    # The weekend of the 10th and 11th is no working day: eight days are six, nine are seven.
    assert (found.decided, found.median, found.p90, found.longest, found.broken) == (10, 3, 6, 7, 4)
    assert service_times(a_region("61.71", "Kota Pontianak").pk, monday, date(2022, 12, 31)) == []


def test_the_head_of_a_branch_sees_table_and_chart(client: Client) -> None:
    a_decided(a_worker(), "jkm", timezone.localdate() - timedelta(days=20), [], 12)
    sign_in(client, Role.BRANCH, region=a_region())
    told = words_of(client.get("/klaim/kantor/waktu-layanan/"))
    assert ["Jaminan kematian" in told, "Melewati janji 1 klaim" in told] == [True, True]
    drawn = client.get("/klaim/kantor/waktu-layanan/grafik/")
    assert (drawn["Content-Type"], b"<svg" in drawn.content) == ("image/svg+xml", True)
