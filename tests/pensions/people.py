"""Pensioners for tests: a decided claim with its payees, as the claims room leaves it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

from django.db.models import Sum
from tests.factories import a_person, a_region
from tests.signing_in import a_grant, an_account

from naungan.access.actor import Actor
from naungan.access.models import Role
from naungan.claims.act import Order
from naungan.claims.entitlement.answer import Entitlement, Line, Share
from naungan.claims.models import Claim, Decision, DecisionCheck, DecisionLine, Outcome, Overpayment, Payable, Payee
from naungan.claims.moves import State
from naungan.law.statute import load
from naungan.pensions.models import Award
from naungan.pensions.opening import open_from
from naungan.registry.models import Person, Region

_serial = count(1)
RELATIONS = {"jp_widow": "spouse", "jp_child": "children", "jp_parent": "parents"}


@dataclass(frozen=True)
class Child:
    """A payee who is a child."""

    name: str
    born_on: date
    amount: int


def decided(
    kind: str = "jp_old_age",
    starts: date = date(2025, 1, 1),
    amount: int = 1_000_000,
    decided_on: date | None = None,
    children: tuple[Child, ...] = (),
    person: Person | None = None,
    region: Region | None = None,
) -> Decision:
    """A final approval of a monthly pension; the total of the children is the amount where there are any."""
    serial = next(_serial)
    day = decided_on or starts
    person = person or a_person(date(1966, 1, 1))
    claim = Claim.objects.create(
        number=f"JP-{day.year}-{serial:06d}",
        kind=kind,
        person=person,
        event_on=starts.replace(day=1),
        region=region or a_region(),
        state=State.VERIFYING,
        origin="claimant",
        claimant_name=person.name,
        claimant_relation="self",
        claimant_born_on=person.born_on,
        submitted_at=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )
    names = children or (Child(person.name, person.born_on, amount),)
    payees = [
        Payee.objects.create(
            claim=claim, name=one.name, relation=RELATIONS.get(kind, "self"), born_on=one.born_on,
            bank_code="008", account_number=f"1{serial:09d}", account_name=one.name,
        )
        for one in names
    ]  # fmt: skip
    shares = tuple(Share(payee.pk, one.amount) for payee, one in zip(payees, names, strict=True))
    total = sum(one.amount for one in names)
    line = Line("JP", "pension", total, "PP 45/2015 art. 17", True, "participant", starts.isoformat(), True, shares)
    return _final(claim, line, day)


def _final(claim: Claim, line: Line, day: date) -> Decision:
    steps = ({"step": "average_wage", "says": "", "value": 6_000_000, "article": "", "with": {}, "law": []},)
    basis = Entitlement(True, (line,), (), {}, steps, load().version).as_json()
    decision = Decision.objects.create(
        claim=claim, sequence=1, outcome=Outcome.APPROVED, total=line.amount, eligible=True, basis=basis,
        law_version=load().version, engine_version="1", made_by=an_account(), needed_checks=1,
    )  # fmt: skip
    DecisionLine.objects.bulk_create(
        [DecisionLine(decision=decision, programme="JP", item="pension", amount=line.amount)]
    )
    DecisionCheck.objects.create(decision=decision, account=an_account(), agrees=True)
    decision.final_at = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    decision.save(update_fields=["final_at"])
    return decision


def a_pension(kind: str = "jp_old_age", **facts: object) -> Award:
    """A pension that runs, opened from its decision."""
    return open_from(decided(kind, **facts), load())[0]  # type: ignore[arg-type]


def an_officer(role: Role = Role.BRANCH, region: Region | None = None) -> Actor:
    """Somebody of the desk."""
    account = an_account()
    grant = a_grant(account, role, (region or a_region()) if role in (Role.BRANCH, Role.REGION) else None)
    return Actor(account.pk, account.name, role, grant.region_id, None, None)


def an_order(actor: Actor | None = None) -> Order:
    """An order with a key of its own."""
    return Order(actor or an_officer(), uuid.uuid4())


def owed(award: Award) -> int:
    """Rupiah that became owed to the award's payee, less what was claimed back."""
    paid = Payable.objects.filter(payee=award.payee).aggregate(sum=Sum("amount"))["sum"] or 0
    back = Overpayment.objects.filter(payee=award.payee).aggregate(sum=Sum("amount"))["sum"] or 0
    return int(paid) - int(back)


def money_of(award: Award) -> dict[str, int]:
    """What became owed, by month: year and month as the reference has it."""
    found = Payable.objects.filter(payee=award.payee).order_by("reference")
    return {one.reference[1:7]: one.amount for one in found}
