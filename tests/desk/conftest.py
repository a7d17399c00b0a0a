"""A branch with an employer that owes, a worker, and officers who act there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from tests.contributions.closing import close
from tests.factories import a_participation, a_payment, a_person, a_region, an_employer, month
from tests.signing_in import a_grant, an_account, sign_in

from naungan.access.actor import Actor
from naungan.access.models import Account, Role
from naungan.registry.models import Participation, Payer, Person, Region

TODAY = date(2022, 12, 31)


@dataclass
class Branch:
    """A region with one employer, one worker, and a bill of October that is overdue."""

    region: Region
    employer: Payer
    worker: Participation

    @property
    def person(self) -> Person:
        return self.worker.person


@pytest.fixture
def branch(db: None) -> Branch:
    region = a_region()
    employer = an_employer(since=date(2020, 1, 1))
    person = a_person(name="Siti Aminah", region=region, phone="+628123456789")
    worker = a_participation(employer, 5_000_000, person=person, since=date(2020, 1, 1))
    close("2022-10")
    close("2022-11")
    return Branch(region, employer, worker)


@pytest.fixture
def elsewhere(db: None) -> Branch:
    """The same in another region, whose officers are others."""
    region = a_region("64.72", "Kota Samarinda")
    employer = an_employer(since=date(2020, 1, 1))
    Payer.objects.filter(pk=employer.pk).update(region=region)
    employer.refresh_from_db()
    person = a_person(name="Siti Aminah", region=region)
    return Branch(region, employer, a_participation(employer, person=person, since=date(2020, 1, 1), region=region))


def an_officer(role: Role = Role.BRANCH, region: Region | None = None, name: str = "") -> Actor:
    """Somebody with an account and a grant, as the verbs know them."""
    account: Account = an_account(name)
    grant = a_grant(account, role, region)
    return Actor(account.pk, account.name, Role(grant.role), grant.region_id, None, None)


@pytest.fixture
def signed_in(client: Client) -> Callable[..., Client]:
    """A client of the officer's own."""

    def begin(role: Role, region: Region | None = None) -> Client:
        own = Client()
        sign_in(own, role, region)
        return own

    return begin


def pay(payer: Payer, amount: int, on: date = date(2022, 12, 20)) -> None:
    a_payment(payer, amount, on)


OCTOBER, NOVEMBER, DECEMBER = month("2022-10"), month("2022-11"), month("2022-12")
