"""What may be said of each beneficiary, from the consent in force at this moment: every paper and page reads this.

Without a consent in force somebody is in no paper at all. What they did not agree to is empty here already, so that
no template can show it by mistake. No NIK and no account number is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import FilteredRelation, Q, QuerySet

from naungan.claims.models import Decision, Payable
from naungan.disbursements.moves import Way
from naungan.handovers.errors import NoConsent
from naungan.handovers.models import Beneficiary, Consent, Event, HandedOver, Showing
from naungan.saying import gettext as _


@dataclass(frozen=True, slots=True)
class Said:
    """Of one beneficiary: only what may be said. Rupiah; `lines` are benefits and amounts, as agreed.

    `days_before` is how long before the event the money had arrived; negative afterwards, None while it has not.
    """

    beneficiary_id: int
    place: int
    name: str
    role: str
    amount: int | None
    lines: tuple[tuple[str, str, int], ...]
    story: str
    face: bool
    minor: bool
    sponsor: str
    paid_on: date | None
    days_before: int | None
    handed: HandedOver | None


def programme(event: Event) -> list[Said]:
    """Everybody in an event who agreed, in the order they are called."""
    return said_among(beneficiaries_of([event]))


def beneficiaries_of(events: Iterable[Event]) -> QuerySet[Beneficiary]:
    """Everybody with a place in these events, in the order they are called, with what is said of them."""
    named = ("event", "claim", "payee", "sponsor", "handed")
    listed = Beneficiary.objects.filter(event__in=events, removed_at__isnull=True)
    return listed.select_related(*named).order_by("event_id", "place")


def said_among(rows: Iterable[Beneficiary]) -> list[Said]:
    """What may be said of each of these (`beneficiaries_of`) who agreed; the others are left out."""
    rows = list(rows)
    consents = {
        one.beneficiary_id: one for one in Consent.objects.filter(beneficiary__in=rows, withdrawn_at__isnull=True)
    }
    agreed = [one for one in rows if one.pk in consents]
    money = _money([one.claim_id for one in agreed])
    paid = paid_on([one.claim_id for one in agreed])
    return [_said(one, consents[one.pk], money[one.claim_id], paid.get(one.claim_id)) for one in agreed]


def said_of(event: Event, beneficiary_id: int) -> Said:
    """What may be said of one. Raises NoConsent."""
    for one in programme(event):
        if one.beneficiary_id == beneficiary_id:
            return one
    raise NoConsent(_("Tidak ada persetujuan yang berlaku: piagam dan cek tidak dicetak."))


def paid_on(claims: list[int]) -> dict[int, date]:
    """When the last money of a claim had arrived; claims of which something has not are left out."""
    owed = Payable.objects.filter(claim_id__in=claims).annotate(
        paid=FilteredRelation("transfers", condition=Q(transfers__state=Way.PAID))
    )
    arrived: dict[int, list[date]] = {}
    missing = set()
    for claim, decision, transfer, day in owed.values_list("claim_id", "decision_id", "paid__id", "paid__paid_on"):
        if day is not None:
            arrived.setdefault(claim, []).append(day)
        elif decision is not None and transfer is None:
            missing.add(claim)
    return {claim: max(days) for claim, days in arrived.items() if claim not in missing}


def _money(claims: list[int]) -> dict[int, tuple[tuple[str, str, int], ...]]:
    """The lines of the last decision of each claim: programme, item, rupiah."""
    found = Decision.objects.filter(claim_id__in=claims, final_at__isnull=False).order_by("sequence", "lines__id")
    lines: dict[int, dict[int, list[tuple[str, str, int]]]] = {}
    told = found.values_list("claim_id", "id", "lines__programme", "lines__item", "lines__amount")
    for claim, decision, programme, item, amount in told:
        of_decision = lines.setdefault(claim, {}).setdefault(decision, [])
        if programme is not None:
            of_decision.append((programme, item, amount))
    return {claim: tuple(list(decisions.values())[-1]) for claim, decisions in lines.items()}


def _said(
    one: Beneficiary, consent: Consent, lines: tuple[tuple[str, str, int], ...], paid: date | None
) -> Said:  # fmt: skip
    shows = set(consent.shows)
    amounts = Showing.AMOUNT in shows
    return Said(
        beneficiary_id=one.pk,
        place=one.place,
        name=one.payee.name if Showing.NAME in shows else "",
        role=_role(one),
        amount=sum(amount for _, _, amount in lines) if amounts else None,
        lines=lines if amounts else (),
        story=one.story if Showing.STORY in shows else "",
        face=Showing.PHOTO in shows and not consent.minor,
        minor=consent.minor,
        sponsor=one.sponsor.name if one.sponsor else "",
        paid_on=paid,
        days_before=(one.event.on - paid).days if paid else None,
        handed=getattr(one, "handed", None),
    )


def _role(one: Beneficiary) -> str:
    """Who they are, without a name."""
    return _("Peserta") if one.payee.relation == "self" else _("Ahli waris peserta")
