"""Kalimantan's governments with the obligations of a year, and people who act for them."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from tests.coverage.people import write_regions
from tests.factories import lasting
from tests.signing_in import a_grant, an_account

from naungan.access.actor import Actor, actor_as
from naungan.access.models import Role
from naungan.mandates.act import Order
from naungan.mandates.models import Obligation
from naungan.mandates.opening import open_obligations
from naungan.registry.models import Payer, PayerKind, Region, Sponsor

YEAR = 2022


@pytest.fixture
def kalimantan(db: None) -> dict[str, int]:
    """The regions, with what 2022 asks of each government."""
    regions = write_regions()
    open_obligations(YEAR)
    return regions


@pytest.fixture
def acting(kalimantan: dict[str, int]) -> Callable[..., Actor]:
    """Makes somebody: `acting(Role.REGION, "64")`, `acting(Role.SPONSOR, "64.72")` is that government."""

    def make(role: Role, code: str = "64") -> Actor:
        region = Region.objects.get(pk=kalimantan[code])
        account = an_account()
        if role == Role.SPONSOR:
            payer = Payer.objects.create(
                kind=PayerKind.SPONSOR, code=f"PEMDA-{code}-{account.pk}", name=f"Pemda {code}", region=region,
                life=lasting(), registered_on=lasting().lower,
            )  # fmt: skip
            Sponsor.objects.create(payer=payer, fund_source="apbd")
            return actor_as(account, a_grant(account, role, payer=payer))
        return actor_as(account, a_grant(account, role, region=None if role == Role.HEAD_OFFICE else region))

    return make


@pytest.fixture
def order(acting: Callable[..., Actor]) -> Callable[..., Order]:
    """Makes an order of somebody new, or of an actor that is given."""

    def make(role: Role = Role.SPONSOR, code: str = "64", actor: Actor | None = None) -> Order:
        return Order(actor or acting(role, code), uuid.uuid4())

    return make


@pytest.fixture
def obligation(kalimantan: dict[str, int]) -> Obligation:
    """Kaltim's budget of 2022."""
    return Obligation.objects.get(region_id=kalimantan["64"], duty="I2-KDH-2", period="2022")
