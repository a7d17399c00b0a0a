"""A worker who died, an heir, officers of the branch and above it, and claims as far as a test needs them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from itertools import count

from tests.factories import a_participation, a_person, a_region, an_employer, an_open_month
from tests.signing_in import a_grant, an_account

from naungan.access.actor import Actor
from naungan.access.models import Role
from naungan.claims.act import Order
from naungan.claims.decide import check, decide
from naungan.claims.models import Claim, Decision
from naungan.claims.open_claim import Claimant, Opening, open_claim
from naungan.claims.payees import PayeeFacts, name_payee
from naungan.claims.submit import submit
from naungan.claims.verify import start_verifying
from naungan.registry.models import Participation, Person, Region

DIED = date(2022, 12, 15)
WIFE_BORN = date(1991, 5, 4)
_accounts = count(1_000_000)


@dataclass(frozen=True)
class Office:
    """A branch with two officers, a third, and somebody of the region."""

    maker: Actor
    checker: Actor
    third: Actor
    senior: Actor


def an_actor(role: Role, region: Region | None = None, person: Person | None = None) -> Actor:
    """Somebody new in a role."""
    account = an_account()
    a_grant(account, role, region=region, person=person)
    return Actor(account.pk, account.name, role, region.pk if region else None, None, person.pk if person else None)


def an_office(region: Region | None = None) -> Office:
    """The people of an office."""
    here = region or a_region()
    branch = [an_actor(Role.BRANCH, here) for _ in range(3)]
    return Office(*branch, senior=an_actor(Role.REGION, here))


def by(actor: Actor | None, version: int | None = None) -> Order:
    """An order of somebody, with a key of its own."""
    return Order(actor, uuid.uuid4(), version)


def a_worker(since: date = date(2015, 7, 1), wage: int = 5_000_000, **facts: object) -> Participation:
    """A wage earner of an employer; December 2022 is the open month."""
    an_open_month_once("2022-12")
    return a_participation(an_employer(), wage, person=a_person(**facts), since=since)


def an_open_month_once(text: str) -> None:
    """The month, open."""
    from naungan.contributions.models import Month

    if not Month.objects.filter(month=f"{text}-01").exists():
        an_open_month(text)


def the_wife(**facts: object) -> PayeeFacts:
    """The widow, with an account of her own."""
    ordinary = {
        "name": "Sari Dewi", "relation": "spouse", "born_on": WIFE_BORN,
        "nik": f"6471014405910{next(_accounts) % 1000:03d}",
        "bank_code": "009", "account_number": f"{next(_accounts)}", "account_name": "SARI DEWI",
    }  # fmt: skip
    return PayeeFacts(**(ordinary | facts))  # type: ignore[arg-type]


def a_draft(worker: Participation, actor: Actor | None = None, kind: str = "jkm", **facts: object) -> Claim:
    """A claim about somebody who died, that the widow fills in."""
    opening = Opening(
        kind, worker.person_id, DIED, Claimant("Sari Dewi", "spouse", WIFE_BORN), {"family": {"spouse": 1}} | facts
    )
    claim = open_claim(opening, by(actor))
    name_payee(claim.pk, by(actor), the_wife())
    return Claim.objects.get(pk=claim.pk)


def a_sent(worker: Participation, actor: Actor | None = None, kind: str = "jkm", **facts: object) -> Claim:
    """The same, sent."""
    return submit(a_draft(worker, actor, kind, **facts).pk, by(actor))


def verified(claim: Claim, office: Office) -> Claim:
    """The same, being verified by the maker."""
    return start_verifying(claim.pk, by(office.maker))


def approved(worker: Participation, office: Office) -> Decision:
    """A claim that the maker decided and the checker agreed to."""
    claim = verified(a_sent(worker), office)
    decision = decide(claim.pk, by(office.maker))
    return check(decision.pk, by(office.checker), agrees=True)
