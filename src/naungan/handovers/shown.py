"""What may be said of each beneficiary, from the consent in force at this moment: every paper and page reads this.

Without a consent in force somebody is in no paper at all. What they did not agree to is empty here already, so that
no template can show it by mistake. No NIK and no account number is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from naungan.claims.models import Decision, DecisionLine
from naungan.disbursements.models import Transfer
from naungan.disbursements.moves import Way
from naungan.handovers.errors import NoConsent
from naungan.handovers.models import Beneficiary, Consent, Event, HandedOver, Showing


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
    rows = list(
        event.beneficiaries.filter(removed_at__isnull=True)
        .select_related("claim", "payee", "sponsor")
        .order_by("place")
    )
    consents = {
        one.beneficiary_id: one for one in Consent.objects.filter(beneficiary__in=rows, withdrawn_at__isnull=True)
    }
    agreed = [one for one in rows if one.pk in consents]
    money = _money([one.claim_id for one in agreed])
    paid = paid_on([one.claim_id for one in agreed])
    handed = {one.beneficiary_id: one for one in HandedOver.objects.filter(beneficiary__in=agreed)}
    return [
        _said(one, consents[one.pk], money[one.claim_id], paid.get(one.claim_id), handed.get(one.pk))
        for one in agreed
    ]


def said_of(event: Event, beneficiary_id: int) -> Said:
    """What may be said of one. Raises NoConsent."""
    for one in programme(event):
        if one.beneficiary_id == beneficiary_id:
            return one
    raise NoConsent(_("Tidak ada persetujuan yang berlaku: piagam dan cek tidak dicetak."))


def paid_on(claims: list[int]) -> dict[int, date]:
    """When the last money of a claim had arrived; claims of which something has not are left out."""
    found = Transfer.objects.filter(payable__claim_id__in=claims, state=Way.PAID, paid_on__isnull=False)
    arrived: dict[int, list[date]] = {}
    for claim, day in found.values_list("payable__claim_id", "paid_on"):
        if claim is not None and day is not None:
            arrived.setdefault(claim, []).append(day)
    missing = _still_owed(claims)
    return {claim: max(days) for claim, days in arrived.items() if claim not in missing}


def _still_owed(claims: list[int]) -> set[int]:
    from naungan.claims.models import Payable

    owed = Payable.objects.filter(claim_id__in=claims, decision__isnull=False).exclude(transfers__state=Way.PAID)
    return {claim for claim in owed.values_list("claim_id", flat=True) if claim is not None}


def _money(claims: list[int]) -> dict[int, tuple[tuple[str, str, int], ...]]:
    """The lines of the last decision of each claim: programme, item, rupiah."""
    decisions = {
        one.claim_id: one.pk
        for one in Decision.objects.filter(claim_id__in=claims, final_at__isnull=False).order_by("sequence")
    }
    lines: dict[int, list[tuple[str, str, int]]] = {pk: [] for pk in decisions.values()}
    for one in DecisionLine.objects.filter(decision__in=lines).order_by("id"):
        lines[one.decision_id].append((one.programme, one.item, one.amount))
    return {claim: tuple(lines[pk]) for claim, pk in decisions.items()}


def _said(
    one: Beneficiary, consent: Consent, lines: tuple[tuple[str, str, int], ...], paid: date | None,
    handed: HandedOver | None,
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
        handed=handed,
    )


def _role(one: Beneficiary) -> str:
    """Who they are, without a name."""
    return _("Peserta") if one.payee.relation == "self" else _("Ahli waris peserta")
