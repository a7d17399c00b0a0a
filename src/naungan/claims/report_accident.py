"""An employer reports an accident (JKK stage I): the claim is opened about its worker and sent at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from naungan.claims.act import Order
from naungan.claims.kinds import ClaimKind
from naungan.claims.models import Claim, State
from naungan.claims.open_claim import Claimant, Opening, open_claim
from naungan.claims.payees import PayeeFacts, name_payee
from naungan.claims.submit import submit
from naungan.law.statute import load
from naungan.registry.models import Person


@dataclass(frozen=True, slots=True)
class Accident:
    """What an employer tells: whose accident, the day, and the answers of the kind (facts.py)."""

    person_id: int
    happened_on: date
    facts: Mapping[str, object]


def report_accident(accident: Accident, order: Order) -> Claim:
    """Open and send the claim of a worker whom the employer may see; the same key again gives the same claim.

    The worker is who is paid; costs and stage II follow in the same claim. Raises as `open_claim` and `submit`.
    """
    with transaction.atomic():
        claim = open_claim(
            Opening(
                ClaimKind.JKK, accident.person_id, accident.happened_on, Claimant(relation="self"), accident.facts
            ),
            order,
        )
        if claim.state != State.DRAFT:
            return claim
        person = Person.objects.get(pk=accident.person_id)
        name_payee(claim.pk, order.then("worker"), PayeeFacts(person.name, "self", person.born_on, person.nik))
        return submit(claim.pk, order.then("send"))


def report_within_hours(day: date) -> int:
    """Hours after an accident within which it is to be reported, by the law of a day."""
    return load().on(day).whole("jkk.report_hours")
