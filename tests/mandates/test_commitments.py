"""Commitments only go forwards, each stage with day and document; an indicator is never 0 for want of a number."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from tests.mandates.test_obligations import DPA, Acting, Orders

from naungan.access.actor import Actor
from naungan.access.models import Role
from naungan.access.scope import scoped
from naungan.mandates.act import submit, verify
from naungan.mandates.commitments import StepFacts, begin, followed, step
from naungan.mandates.errors import BadMeasurement, UnknownDuty, WrongStage
from naungan.mandates.evidence import Facts, attach
from naungan.mandates.facts import duties
from naungan.mandates.measure import Count, Measured, indicators_of, record
from naungan.mandates.models import Commitment, CommitmentStep, Obligation
from naungan.mandates.overview import government, standings
from naungan.registry.models import Region

FIRST = StepFacts("approached", date(2022, 6, 1), "bertemu Sekda dalam rapat APPSI")
BUDGET = StepFacts("budget", date(2022, 11, 30), "disepakati DPRD", "Perda 7/2022", 3_000_000_000)
ON = date(2022, 12, 31)


@pytest.fixture
def region(kalimantan: dict[str, int]) -> Region:
    return Region.objects.get(pk=kalimantan["64.09"])


@pytest.fixture
def officer(acting: Acting) -> Actor:
    return acting(Role.REGION)


@pytest.fixture
def commitment(region: Region, officer: Actor) -> Commitment:
    return begin(region, "APPSI", "15.000 pekerja rentan", FIRST, officer, uuid.uuid4())


def test_stages_may_be_passed_over_and_are_told_in_order(commitment: Commitment, officer: Actor) -> None:
    step(commitment, BUDGET, officer, uuid.uuid4())
    found = followed([commitment], ON)[0]
    assert [one.stage for one in found.steps] == ["approached", "budget"]
    assert (found.last.amount, found.days) == (3_000_000_000, 31)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (replace(FIRST, stage="promised", on=date(2022, 12, 1)), "tidak mengikuti"),
        (replace(BUDGET, on=date(2022, 12, 1)), "tidak mengikuti"),
        (StepFacts("first-payment", date(2022, 11, 1), "SP2D", "12/SP2D"), "mendahului"),
        (StepFacts("first-payment", date(2999, 1, 1), "SP2D", "12/SP2D"), "belum tiba"),
        (StepFacts("first-payment", date(2022, 12, 20), "SP2D terbit"), "nomor dokumennya"),
        (StepFacts("first-payment", date(2022, 12, 20), " ", "12/SP2D"), "Tulis apa"),
        (StepFacts("first-payment", date(2022, 12, 20), "SP2D", "12/SP2D", 0), "lebih dari 0"),
    ],
)
def test_what_does_not_follow_is_refused(commitment: Commitment, officer: Actor, facts: StepFacts, said: str) -> None:
    step(commitment, BUDGET, officer, uuid.uuid4())
    with pytest.raises(WrongStage, match=said):
        step(commitment, facts, officer, uuid.uuid4())
    assert commitment.steps.count() == 2


def test_nothing_follows_the_first_payment_and_no_stage_is_invented(commitment: Commitment, officer: Actor) -> None:
    paid = StepFacts("first-payment", date(2022, 12, 20), "dibayar", "12/SP2D", 252_000_000)
    step(commitment, paid, officer, uuid.uuid4())
    with pytest.raises(WrongStage, match="sudah selesai"):
        step(commitment, StepFacts("fell-through", ON, "batal"), officer, uuid.uuid4())
    with pytest.raises(UnknownDuty, match="first-payment"):
        step(commitment, replace(paid, stage="lain"), officer, uuid.uuid4())


def test_a_second_click_is_the_same_step(region: Region, officer: Actor) -> None:
    key = uuid.uuid4()
    first = begin(region, "APPSI", "uji", FIRST, officer, key)
    assert begin(region, "APPSI", "uji", FIRST, officer, key).pk == first.pk
    assert (Commitment.objects.count(), CommitmentStep.objects.count()) == (1, 1)


def test_the_database_holds_the_history_whoever_writes(commitment: Commitment, officer: Actor) -> None:
    step(commitment, BUDGET, officer, uuid.uuid4())
    with pytest.raises(DatabaseError, match="backwards"), transaction.atomic():
        CommitmentStep.objects.create(
            commitment=commitment, stage="promised", on=ON, said="x", who="x", key=uuid.uuid4(), account=None
        )
    with connection.cursor() as cursor:
        for statement in ("UPDATE mandates_commitmentstep SET said = 'x'", "DELETE FROM mandates_commitment"):
            with pytest.raises(DatabaseError, match="rewritten"), transaction.atomic():
                cursor.execute(statement)


def test_only_a_public_commitment_is_seen_by_everybody(
    region: Region, officer: Actor, commitment: Commitment
) -> None:
    begin(region, "APPSI", "terbuka", FIRST, officer, uuid.uuid4(), public=True)
    with scoped(None):
        assert [one.title for one in Commitment.objects.all()] == ["terbuka"]
        assert [one.commitment.title for one in followed(Commitment.objects.all(), ON)] == ["terbuka"]
    with scoped(officer):
        assert Commitment.objects.count() == 2


def indicator(region: Region, code: str, on: date = ON) -> Measured:
    asked = [duty for duty in duties().values() if duty.indicator == code]
    return indicators_of(region.pk, asked, on)[0]


def test_without_a_denominator_an_indicator_is_not_computable_and_never_zero(region: Region, officer: Actor) -> None:
    assert indicator(region, "non-asn-active").value is None
    record(region, "non-asn-active", "2022", Count(0, "daftar BKD", ON), None, officer)
    found = indicator(region, "non-asn-active")
    assert (found.value, found.above is not None, found.below) == (None, True, None)
    record(region, "non-asn-active", "2022", Count(0, "daftar BKD", ON), Count(400, "BKD", ON), officer)
    assert indicator(region, "non-asn-active").value == Decimal("0.00")


def test_another_denominator_begins_a_new_series(region: Region, officer: Actor) -> None:
    for period, source in (("2021", "BKD"), ("2022", "BKD")):
        record(region, "non-asn-active", period, Count(10, "daftar", ON), Count(20, source, ON), officer)
    assert indicator(region, "non-asn-active").broken is False
    record(region, "non-asn-active", "2023", Count(10, "daftar", ON), Count(30, "BPS", ON), officer)
    assert indicator(region, "non-asn-active").broken is True


def test_a_budget_is_measured_in_rupiah(region: Region, officer: Actor) -> None:
    record(region, "budget-per-worker", "2022", Count(3_000_000_000, "DPA", ON), Count(15_000, "SK", ON), officer)
    assert indicator(region, "budget-per-worker").rupiah == 200_000


@pytest.mark.parametrize(
    ("above", "below"),
    [(Count(1, " ", ON), None), (Count(1, "x", ON), Count(0, "x", ON)), (Count(-1, "x", ON), None),
     (Count(1, "x", date(2999, 1, 1)), None)],
)  # fmt: skip
def test_a_number_that_cannot_be_is_refused(
    region: Region, officer: Actor, above: Count, below: Count | None
) -> None:
    with pytest.raises(BadMeasurement):
        record(region, "non-asn-active", "2022", above, below, officer)


def test_reports_on_time_are_counted_by_their_receipts(kalimantan: dict[str, int], order: Orders) -> None:
    kaltim = Region.objects.get(pk=kalimantan["64"])
    for period, received in (("2021-Q4", date(2022, 1, 10)), ("2022-Q1", date(2022, 4, 11))):
        found = Obligation.objects.get(region=kaltim, duty="SE5193-2", period=period)
        attach(found.pk, order(), Facts("receipt", f"TT-{period}", "tanda terima", received))
        submit(found.pk, order())
        verify(found.pk, order(Role.REGION))
    assert indicator(kaltim, "reports-on-time").value == Decimal("25.00")
    assert indicator(kaltim, "reports-on-time", date(2022, 1, 9)).value is None


def test_a_government_at_a_glance(
    kalimantan: dict[str, int], order: Callable[..., object], obligation: Obligation
) -> None:
    attach(obligation.pk, order(), DPA)  # type: ignore[arg-type]
    submit(obligation.pk, order())  # type: ignore[arg-type]
    on = date(2022, 11, 20)
    found = government(Region.objects.get(pk=kalimantan["64"]), on)
    standing = {one.obligation.duty + one.obligation.period: one.standing for one in found.asked}
    assert standing["SE5193-22022-Q3"] == "late"
    assert standing["I2-KDH-22022"] == "submitted"
    assert {one.duty.code for one in found.next_due} == {"I2-KDH-3", "I2-KDH-4", "SE5193-1", "SE5193-3"}
    assert {duty.code for duty in found.unverified} == {"I2-KDH-5", "I2-KDH-6", "I2-KDH-7", "I2-KDH-8"}
    kaltim = next(one for one in standings(on) if one.region_code == "64")
    assert (kaltim.asked, kaltim.submitted, kaltim.late, kaltim.next_due) == (10, 1, 4, date(2022, 12, 31))
