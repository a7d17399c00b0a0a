"""A worker with months in the books, signed in."""

from __future__ import annotations

from datetime import date

from django.test import Client
from tests.contributions.closing import close
from tests.factories import ALL, a_participation, a_payment, a_person, an_employer
from tests.signing_in import sign_in

from naungan.access.models import Account, Role
from naungan.contributions.models import Bill
from naungan.registry.models import Payer, Person


def a_worker_with_months(
    person: Person | None = None, months: tuple[str, ...] = ("2022-10", "2022-11", "2022-12"), paid: int = 2
) -> tuple[Person, Payer]:
    """A wage earner of 5 million whose employer paid the first `paid` of these months."""
    person, employer = person or a_person(name="Siti Aminah Rahayu"), an_employer()
    employer.name = "PT Batubara Sejahtera"
    employer.save()
    a_participation(employer, person=person, programmes=ALL, since=date(2022, 10, 1))
    for number, text in enumerate(months):
        month = date.fromisoformat(f"{text}-01")
        if 0 < number <= paid:
            bill = Bill.objects.filter(payer=employer).latest("month")
            a_payment(employer, bill.total, month.replace(day=9))
        close(text)
    return person, employer


def a_worker(person: Person | None = None) -> tuple[Person, Payer]:
    """A wage earner in no closed month yet."""
    return a_worker_with_months(person, months=())


def signed_in(client: Client, person: Person, role: Role = Role.WORKER) -> Account:
    """The person, or an heir of theirs, signed in."""
    return sign_in(client, role, person=person)
