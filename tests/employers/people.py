"""An employer with workers who have cards, and the two people who report its month."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from itertools import count

from tests.factories import a_participation, a_person, an_employer
from tests.signing_in import a_grant, an_account

from naungan.access.actor import Actor
from naungan.access.models import Role
from naungan.contributions.models import Month
from naungan.employers.act import Order
from naungan.employers.months import EmployerMonth, employer_month
from naungan.registry.models import Card, Participation, Payer

_cards = count(22_100_000_001)
DECEMBER = date(2022, 12, 1)


@dataclass(frozen=True)
class Firm:
    """An employer, its workers in order, and the two people."""

    payer: Payer
    workers: list[Participation]
    maker: Actor
    approver: Actor

    def month(self, month: date = DECEMBER) -> EmployerMonth:
        """A month of it, read afresh."""
        return employer_month(self.payer, month)


def a_firm(workers: int = 3, wage: int = 5_000_000, since: date = date(2015, 7, 1)) -> Firm:
    """An employer with workers who have cards; December 2022 is open."""
    Month.objects.get_or_create(month=DECEMBER)
    payer = an_employer()
    people = [a_worker(payer, f"PEKERJA {number:04d}", wage, since) for number in range(1, workers + 1)]
    return Firm(payer, people, an_actor(payer, Role.EMPLOYER_MAKER), an_actor(payer, Role.EMPLOYER_APPROVER))


def a_worker(payer: Payer, name: str, wage: int = 5_000_000, since: date = date(2015, 7, 1)) -> Participation:
    """A worker with a card."""
    person = a_person(name=name)
    Card.objects.create(kpj=str(next(_cards)), person=person, issued_on=since)
    return a_participation(payer, wage, person=person, since=since)


def an_actor(payer: Payer, role: Role) -> Actor:
    """Somebody new in a role of an employer."""
    account = an_account()
    a_grant(account, role, payer=payer)
    return Actor(account.pk, account.name, role, None, payer.pk, None)


def by(actor: Actor, version: int | None = None) -> Order:
    """An order of somebody, with a key of its own."""
    return Order(actor, uuid.uuid4(), version)


def kpj_of(worker: Participation) -> str:
    """The card number of a worker."""
    return Card.objects.get(person=worker.person_id).kpj
