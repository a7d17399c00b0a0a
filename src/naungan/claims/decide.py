"""Decide a claim with four eyes: one officer decides by the law, others look again; nobody does both.

The explanation and all its inputs are frozen with the decision. What it says is carried out when the last
check agrees: the event is recorded, the money becomes owed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from importlib.metadata import version

from django.db import transaction
from django.utils import timezone

from naungan.access.scope import as_system
from naungan.claims.act import Order, Work, act, apply, locked
from naungan.claims.entitlement.answer import Entitlement
from naungan.claims.entitlement.assess import assess
from naungan.claims.errors import NoSuchClaim, NotEntitled, NotReady, SamePerson, WrongMove
from naungan.claims.events import record_event
from naungan.claims.models import Claim, Decision, DecisionCheck, DecisionLine, Outcome, Payee, Signal
from naungan.claims.moves import BY_NAME, PARTIES, Party
from naungan.claims.pay_out import pay_out
from naungan.claims.settings import rules
from naungan.claims.signals import raise_signals
from naungan.registry.refusing import refusing
from naungan.saying import gettext as _


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a claim is refused: the article, the fact, and what the claimant can do next."""

    article: str
    fact: str
    next_step: str


def decide(claim_id: int, order: Order, said: str = "") -> Decision:
    """Decide a claim as the law says it is today: granted, or refused with the law's reasons.

    Raises NotReady while something is missing that the law asks for, and what `act` raises.
    """
    return _propose(claim_id, order, said, None)


def refuse(claim_id: int, order: Order, refusal: Refusal, said: str = "") -> Decision:
    """Refuse a claim for another reason than the law's own rules found. Raises NotReady unless all three are told."""
    if not all((refusal.article.strip(), refusal.fact.strip(), refusal.next_step.strip())):
        raise NotReady(_("Penolakan menyebut pasal, fakta, dan langkah berikutnya bagi pemohon."))
    return _propose(claim_id, order, said, refusal)


def check(decision_id: int, order: Order, agrees: bool, said: str = "") -> Decision:
    """Agree with a decision or not. The last agreement needed makes it final and carries it out.

    Raises SamePerson for its maker or somebody who has checked it, NotReady for a no without a reason,
    WrongMove for a decision that waits for no check, and what `act` raises.
    """
    if not agrees and not said.strip():
        raise NotReady(_("Tulis mengapa Anda tidak menyetujui putusan ini."))
    seen = Decision.objects.filter(pk=decision_id).first()
    if seen is None:
        raise NoSuchClaim(_("Putusan itu tidak ada, atau bukan wewenang Anda."))
    with transaction.atomic():
        name = "agree" if agrees else "disagree"
        claim = act(name, seen.claim_id, order, lambda one: _checked(one, seen, order, agrees, said))
        with as_system():
            decision = Decision.objects.get(pk=decision_id)
            if agrees and decision.final_at is None and checks_left(decision) == 0:
                _finish(locked(claim.pk), decision, order)
    return decision


def latest(claim: Claim) -> Decision | None:
    """The last decision of a claim, final or not."""
    return Decision.objects.filter(claim=claim).order_by("-sequence").first()


def checks_left(decision: Decision) -> int:
    """How many others still have to agree."""
    return max(0, decision.needed_checks - DecisionCheck.objects.filter(decision=decision, agrees=True).count())


def needs_senior(decision: Decision) -> bool:
    """Whether somebody of the region or head office must be among those who agree."""
    return decision.total > rules().senior_above


def _propose(claim_id: int, order: Order, said: str, refusal: Refusal | None) -> Decision:
    made: list[Decision] = []

    def work(claim: Claim) -> Work:
        raise_signals([claim.pk])
        found = assess(claim, timezone.localdate())
        made.append(_made(claim, order, found, refusal))
        return Work(said=said, detail={"decision": made[0].pk, "outcome": made[0].outcome})

    claim = act("decide", claim_id, order, work)
    with as_system():
        return made[0] if made else Decision.objects.get(pk=claim.steps.get(key=order.key).detail["decision"])


def _made(claim: Claim, order: Order, found: Entitlement, refusal: Refusal | None) -> Decision:
    if refusal is None and found.undecided:
        raise NotReady(" ".join(f"{one.fact} {one.next_step}" for one in found.reasons), ("entitlement",))
    why = refusal or (None if found.eligible else _why_not(found))
    if why is None:
        _payable(claim, found)
    before = latest(claim)
    total = found.total if why is None else 0
    decision = Decision.objects.create(
        claim=claim,
        sequence=before.sequence + 1 if before else 1,
        outcome=Outcome.REFUSED if why else Outcome.APPROVED,
        total=total,
        eligible=found.eligible,
        basis=found.as_json(),
        law_version=found.law_version,
        engine_version=version("naungan"),
        made_by_id=order.officer_id,
        needed_checks=rules().needed_checks(found.total) + _more_checks(claim),
        article=why.article if why else "",
        fact=why.fact if why else "",
        next_step=why.next_step if why else "",
    )
    if why is None:
        DecisionLine.objects.bulk_create(
            DecisionLine(
                decision=decision,
                programme=line.programme,
                item=line.item,
                amount=line.amount,
                unverified=line.unverified,
                article=line.article,
            )
            for line in found.lines
        )
    return decision


def _why_not(found: Entitlement) -> Refusal:
    """The law's own reasons; those without an article or a next step get what holds for every claim."""
    reasons = [one for one in found.reasons if one.refuses] or list(found.reasons)
    if not reasons:
        raise NotEntitled(_("Perhitungan tidak memberi hak dan tidak menyebut alasannya; periksa isi klaim."))
    articles = "; ".join(dict.fromkeys(one.article for one in reasons if one.article))
    return Refusal(
        articles or _("Ketentuan klaim"),
        " ".join(one.fact for one in reasons),
        " ".join(dict.fromkeys(one.next_step for one in reasons if one.next_step))
        or _("Bila tidak setuju, ajukan keberatan."),
    )


def _payable(claim: Claim, found: Entitlement) -> None:
    """Every rupiah that is due has somebody to receive it, with an account. Raises NotReady."""
    loose = [line.item for line in found.lines if sum(one.amount for one in line.shares) != line.amount]
    if loose:
        raise NotReady(_("Belum semua manfaat mempunyai penerima: %(items)s.") % {"items": ", ".join(loose)})
    taking = {one.payee for line in found.lines for one in line.shares}
    without = Payee.objects.filter(claim=claim, pk__in=taking, account_number="").values_list("name", flat=True)
    if without:
        raise NotReady(_("Rekening belum ada untuk %(names)s.") % {"names": ", ".join(without)}, ("payees",))


def _more_checks(claim: Claim) -> int:
    """A signal that nobody has cleared asks for another pair of eyes."""
    waiting = Signal.objects.filter(claim=claim).exclude(outcome="cleared").exists()
    return rules().signal_adds_checks if waiting else 0


def _checked(claim: Claim, decision: Decision, order: Order, agrees: bool, said: str) -> Work:
    newest, told = latest(claim), {"number": claim.number}
    if newest is None or newest.pk != decision.pk or newest.final_at is not None:
        raise WrongMove(_("Putusan ini tidak menunggu persetujuan lagi. Buka putusan yang terakhir."))
    if order.account_id == decision.made_by_id:
        raise SamePerson(_("Anda yang memutus klaim %(number)s; orang lain yang memeriksanya.") % told)
    if agrees and checks_left(decision) == 1 and needs_senior(decision) and not _has_senior(decision, order):
        raise WrongMove(_("Jumlah klaim %(number)s perlu persetujuan petugas wilayah atau kantor pusat.") % told)
    with refusing({"decision_check_once_each": partial(SamePerson, _("Anda sudah memeriksa putusan ini."))}):
        DecisionCheck.objects.create(decision=decision, account_id=order.officer_id, agrees=agrees, said=said)
    return Work(said=said, detail={"decision": decision.pk, "senior": _is_senior(order)})


def _is_senior(order: Order) -> bool:
    return Party.SENIOR in PARTIES[order.role]


def _has_senior(decision: Decision, order: Order) -> bool:
    agreed = decision.claim.steps.filter(name="agree", detail__decision=decision.pk, detail__senior=True)
    return _is_senior(order) or agreed.exists()


def _finish(claim: Claim, decision: Decision, order: Order) -> None:
    """Make a decision final and carry it out: the event in the registry, the state of the claim, the money."""
    decision.final_at = timezone.now()
    decision.save(update_fields=["final_at"])
    approved = decision.outcome == Outcome.APPROVED
    event = record_event(claim) if approved else {}
    name = "approve" if approved else "reject"
    apply(BY_NAME[name], claim, order.then(name), lambda _claim: Work(detail={"decision": decision.pk, **event}))
    pay_out(claim, decision)
