"""Open a claim as a draft, and fill it in step by step: every step is saved, by whoever comes back to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from naungan.access.actor import Actor
from naungan.access.models import OF_A_PAYER
from naungan.access.scope import as_system
from naungan.claims.act import Doing, Order, Work, act, log
from naungan.claims.errors import BadFact, NoSuchClaim
from naungan.claims.facts import part_of, read_facts
from naungan.claims.kinds import KINDS, ClaimKind
from naungan.claims.models import Claim, Origin, Step
from naungan.claims.moves import PARTIES, WRITING, State
from naungan.claims.numbers import next_number
from naungan.registry.models import Person
from naungan.saying import gettext as _


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who asks: name, relation to the participant (`self`, or one of law.benefits.heirs), and how to reach them."""

    name: str = ""
    relation: str = ""
    born_on: date | None = None
    phone: str = ""
    nik: str | None = None

    def columns(self) -> dict[str, Any]:
        """As the claim keeps it."""
        return {f"claimant_{name}": value for name, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Opening:
    """What a claim begins with; `facts` by facts.py. `region` is a region's id, or that of the participant."""

    kind: str
    person_id: int
    event_on: date
    claimant: Claimant = Claimant()
    facts: Mapping[str, object] = field(default_factory=dict)
    region: int | None = None


def open_claim(opening: Opening, order: Order) -> Claim:
    """Open a claim as a draft; the same key again gives the same claim.

    A worker opens claims about themselves alone, an heir about the person their access is over. Raises
    NoSuchClaim for a person out of reach, BadFact for an answer or day that cannot be.
    """
    kind = ClaimKind(opening.kind)
    _reachable(opening.person_id, order.actor)
    with transaction.atomic(), as_system():
        before = Step.objects.filter(key=order.key).select_related("claim").first()
        if before is not None:
            return before.claim
        person = Person.objects.filter(pk=opening.person_id).first()
        if person is None:
            raise NoSuchClaim(_("Peserta itu tidak terdaftar. Periksa NIK atau nomor kartunya."))
        facts = read_facts(kind, opening.facts, desk=order.is_officer)
        claim = Claim(
            number=next_number(KINDS[kind].prefix, timezone.localdate().year),
            kind=kind,
            person=person,
            event_on=_possible(opening.event_on, person),
            part=part_of(kind, facts),
            region_id=opening.region or _branch_of(person),
            origin=_origin(order),
            facts=facts,
            account_id=order.account_id,
            **_claimant(opening.claimant, person).columns(),
        )
        claim.save(force_insert=True)
        log(claim, order, "open", State.DRAFT, Work())
    return claim


def save_step(
    claim_id: int,
    order: Order,
    *,
    event_on: date | None = None,
    claimant: Claimant | None = None,
    facts: Mapping[str, object] | None = None,
) -> Claim:
    """Save part of a claim: in a draft, or while the claimant is asked, or by an officer who verifies.

    `facts` are merged with what is there; an empty value takes an answer away. Raises what `act` raises, BadFact.
    """
    return write(claim_id, order, lambda claim: _changed(claim, order, event_on, claimant, facts))


def write(claim_id: int, order: Order, work: Doing) -> Claim:
    """Write into a claim by the move that writing is in its state. Raises what `act` raises."""
    with as_system():
        state = Claim.objects.filter(pk=claim_id).values_list("state", flat=True).first()
    return act(WRITING.get(State(state or State.DRAFT), "edit"), claim_id, order, work)


def _changed(
    claim: Claim,
    order: Order,
    event_on: date | None,
    claimant: Claimant | None,
    facts: Mapping[str, object] | None,
) -> Work:
    changes: dict[str, Any] = {}
    if event_on is not None:
        changes["event_on"] = _possible(event_on, claim.person)
    if claimant is not None:
        changes |= _claimant(claimant, claim.person).columns()
    if facts is not None:
        kept = read_facts(claim.kind, claim.facts, desk=True)
        given = read_facts(claim.kind, facts, desk=order.is_officer)
        merged = {name: value for name, value in kept.items() if name not in facts} | given
        changes |= {"facts": merged, "part": part_of(claim.kind, merged)}
    return Work(changes, detail={"wrote": sorted(changes)})


def _possible(event_on: date, person: Person) -> date:
    if event_on > timezone.localdate():
        raise BadFact("event_on", _("Tanggal kejadian belum tiba. Periksa tahunnya."))
    if event_on < person.born_on:
        raise BadFact("event_on", _("Tanggal kejadian mendahului tanggal lahir peserta. Periksa tahunnya."))
    return event_on


def _claimant(claimant: Claimant, person: Person) -> Claimant:
    if claimant.born_on is not None and claimant.born_on > timezone.localdate():
        raise BadFact("claimant_born_on", _("Tanggal lahir belum tiba. Periksa tahunnya."))
    if claimant.relation == "self" and not claimant.name:
        return Claimant(person.name, "self", person.born_on, person.phone, person.nik)
    return claimant


def _reachable(person_id: int, actor: Actor | None) -> None:
    """Somebody acting over a person asks for that person; everybody else for people whom they may see."""
    if actor is None:
        return
    reached = person_id == actor.person_id if actor.person_id else Person.objects.filter(pk=person_id).exists()
    if not reached or not PARTIES.get(actor.role):
        raise NoSuchClaim(_("Peserta itu tidak terdaftar pada Anda. Periksa NIK atau nomor kartunya."))


def _origin(order: Order) -> Origin:
    if order.is_officer:
        return Origin.OFFICER
    return Origin.EMPLOYER if order.role in OF_A_PAYER else Origin.CLAIMANT


def _branch_of(person: Person) -> int:
    """The region of the last participation, else of the home. Raises BadFact where neither is known."""
    last = person.participations.order_by("during").last()
    region = last.region_id if last else person.region_id
    if region is None:
        raise BadFact("region", _("Pilih kantor cabang yang memproses klaim ini."))
    return int(region)
