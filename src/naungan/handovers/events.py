"""Plan a handover: the event, its beneficiaries, what they agreed to; hold it; write down what was handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from naungan.access.actor import Actor
from naungan.claims.models import Claim, Decision, Outcome, Payee
from naungan.handovers.consent_text import VERSION
from naungan.handovers.errors import FaceOfAMinor, NoConsent, NoSuchEvent, NotGranted, NotReady, OverAlready
from naungan.handovers.models import Beneficiary, Consent, Event, EventState, HandedOver, Showing
from naungan.law.months import age_on
from naungan.law.statute import load
from naungan.registry.models import Payer
from naungan.saying import gettext as _

OF_AGE = "heirs.guardian_below_age"


@dataclass(frozen=True, slots=True)
class Plan:
    """What an event is; hosts with name and office, in order."""

    title: str
    place: str
    on: date
    starts_at: time
    hosts: tuple[str, ...]
    region_id: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """What somebody agreed to: what may be shown, who agreed, when, and where the signed paper is."""

    shows: frozenset[str]
    given_by: str
    given_on: date
    paper: str


def plan_event(plan: Plan, actor: Actor) -> Event:
    """Plan an event. Raises NotReady without a title, a place or a host."""
    _refuse_empty(plan)
    return Event.objects.create(
        title=plan.title, place=plan.place, on=plan.on, starts_at=plan.starts_at, hosts=list(plan.hosts),
        region_id=plan.region_id, made_by_id=actor.account_id,
    )  # fmt: skip


def change_event(event_id: int, plan: Plan) -> Event:
    """Change what is planned. Raises NoSuchEvent, OverAlready, NotReady."""
    _refuse_empty(plan)
    with transaction.atomic():
        event = planned(event_id)
        event.title, event.place, event.on = plan.title, plan.place, plan.on
        event.starts_at, event.hosts = plan.starts_at, list(plan.hosts)
        event.save()
    return event


def invite(event_id: int, claim: Claim, payee: Payee, sponsor: Payer | None = None, story: str = "") -> Beneficiary:
    """Give a claim a place in an event; nothing of it is shown before somebody agrees. Again, it is the same place.

    Raises NotGranted for a claim whose last decision is no final approval, OverAlready, NoSuchEvent.
    """
    with transaction.atomic():
        event = planned(event_id)
        last = Decision.objects.filter(claim=claim).order_by("-sequence").first()
        if last is None or last.final_at is None or last.outcome != Outcome.APPROVED or payee.claim_id != claim.pk:
            raise NotGranted(
                _("Klaim %(number)s belum disetujui. Undang setelah putusannya tetap.") % {"number": claim.number}
            )
        before = event.beneficiaries.filter(claim=claim).first()
        if before is not None:
            before.removed_at, before.payee, before.sponsor, before.story = None, payee, sponsor, story
            before.save()
            return before
        last_place: int | None = event.beneficiaries.aggregate(most=Max("place"))["most"]
        return Beneficiary.objects.create(
            event=event, claim=claim, payee=payee, place=(last_place or 0) + 1, sponsor=sponsor, story=story
        )


def take_off(beneficiary_id: int) -> Beneficiary:
    """Take somebody off the list of an event that is planned. Raises NoSuchEvent, OverAlready."""
    with transaction.atomic():
        found = _beneficiary(beneficiary_id)
        planned(found.event_id)
        found.removed_at = timezone.now()
        found.save()
    return found


def is_minor(payee: Payee, day: date) -> bool:
    """Whether a payee is under age on a day, by the law of guardians. Without a birth day: as under age."""
    return payee.born_on is None or age_on(payee.born_on, day) < load().on(day).whole(OF_AGE)


def agree(beneficiary_id: int, agreement: Agreement, actor: Actor) -> Consent:
    """Write down what somebody agreed to; an earlier consent ends. Raises FaceOfAMinor, NotReady, NoSuchEvent."""
    with transaction.atomic():
        found = _beneficiary(beneficiary_id)
        minor = is_minor(found.payee, agreement.given_on)
        if not agreement.given_by.strip() or not agreement.paper.strip():
            raise NotReady(_("Tulis siapa yang menyetujui dan di mana kertas bertanda tangannya disimpan."))
        if agreement.given_on > timezone.localdate():
            raise NotReady(_("Tanggal persetujuan belum tiba."))
        if minor and Showing.PHOTO in agreement.shows:
            raise FaceOfAMinor(_("Penerima masih di bawah umur: wajahnya tidak ditampilkan, siapa pun yang setuju."))
        _end_consent(found, actor)
        return Consent.objects.create(
            beneficiary=found, shows=sorted(agreement.shows), minor=minor, text_version=VERSION,
            given_by=agreement.given_by, given_on=agreement.given_on, paper=agreement.paper,
            recorded_by_id=actor.account_id,
        )  # fmt: skip


def withdraw(beneficiary_id: int, actor: Actor) -> None:
    """Take a consent back, on any day: no later paper names them. Raises NoConsent, NoSuchEvent."""
    with transaction.atomic():
        if not _end_consent(_beneficiary(beneficiary_id), actor):
            raise NoConsent(_("Tidak ada persetujuan yang berlaku untuk ditarik."))


def hold(event_id: int) -> Event:
    """The event has taken place. Raises NotReady before its day, OverAlready, NoSuchEvent."""
    with transaction.atomic():
        event = planned(event_id)
        if event.on > timezone.localdate():
            raise NotReady(_("Acara ini baru berlangsung pada harinya; sesudah itu catat hasilnya."))
        event.state = EventState.HELD
        event.save()
    return event


def cancel(event_id: int) -> Event:
    """The event will not take place; the money of its claims goes on. Raises OverAlready, NoSuchEvent."""
    with transaction.atomic():
        event = planned(event_id)
        event.state = EventState.CANCELLED
        event.save()
    return event


def hand_over(beneficiary_id: int, by: str, to: str, what: str, at: datetime, actor: Actor) -> HandedOver:
    """Write down what was handed over at an event that was held. Raises NotReady, NoConsent, NoSuchEvent."""
    with transaction.atomic():
        found = _beneficiary(beneficiary_id)
        if found.event.state != EventState.HELD:
            raise NotReady(_("Catat dahulu bahwa acaranya sudah berlangsung."))
        if not by.strip() or not to.strip() or not what.strip():
            raise NotReady(_("Tulis siapa yang menyerahkan, siapa yang menerima, dan apa yang diserahkan."))
        if not found.consents.filter(withdrawn_at__isnull=True).exists():
            raise NoConsent(_("Tanpa persetujuan yang berlaku, tidak ada yang diserahkan di depan umum."))
        if HandedOver.objects.filter(beneficiary=found).exists():
            raise OverAlready(_("Penyerahan ini sudah dicatat."))
        return HandedOver.objects.create(
            beneficiary=found, by=by, to=to, what=what, at=at, account_id=actor.account_id
        )


def planned(event_id: int) -> Event:
    """The event, held until the transaction ends, while it is planned. Raises NoSuchEvent, OverAlready."""
    event = Event.objects.select_for_update().filter(pk=event_id).first()
    if event is None:
        raise NoSuchEvent(_("Acara itu tidak ada, atau bukan wewenang Anda."))
    if event.state != EventState.PLANNED:
        raise OverAlready(
            _("Acara ini %(state)s: tidak dapat diubah lagi.") % {"state": EventState(event.state).label.lower()}
        )
    return event


def _beneficiary(beneficiary_id: int) -> Beneficiary:
    found = Beneficiary.objects.select_for_update(of=("self",)).select_related("event", "payee")
    one = found.filter(pk=beneficiary_id, removed_at__isnull=True).first()
    if one is None:
        raise NoSuchEvent(_("Penerima itu tidak ada dalam acara, atau bukan wewenang Anda."))
    return one


def _end_consent(found: Beneficiary, actor: Actor) -> bool:
    ended = found.consents.filter(withdrawn_at__isnull=True).update(
        withdrawn_at=timezone.now(), withdrawn_by_id=actor.account_id
    )
    return bool(ended)


def _refuse_empty(plan: Plan) -> None:
    if not plan.title.strip() or not plan.place.strip() or not any(host.strip() for host in plan.hosts):
        raise NotReady(_("Tulis nama acara, tempat, dan sedikitnya satu tuan rumah."))
