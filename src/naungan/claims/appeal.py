"""An appeal against a decision: filed in time, answered on its own clock by somebody above."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.utils import timezone

from naungan.claims.act import Order, Work, act
from naungan.claims.clock import working_days_from
from naungan.claims.decide import latest
from naungan.claims.errors import BadFact, NotReady, SamePerson, TooLate
from naungan.claims.models import Appeal, AppealOutcome, Claim, Decision, DecisionCheck, Outcome
from naungan.claims.settings import rules
from naungan.registry.refusing import refusing
from naungan.saying import gettext as _
from naungan.web.templatetags.formats import day as in_words


def appeal(claim_id: int, order: Order, grounds: str) -> Claim:
    """Appeal against the last decision of a claim, refused or paid.

    Raises BadFact without grounds, TooLate after the term, NotReady for a decision appealed against before.
    """
    if not grounds.strip():
        raise BadFact("grounds", _("Tulis mengapa Anda tidak menerima putusan ini."))
    return act("appeal", claim_id, order, lambda claim: _filed(claim, order, grounds))


def last_day_to_appeal(decision: Decision) -> date | None:
    """Until when a decision can be appealed against; None while it is not final."""
    return timezone.localdate(decision.final_at) + rules().appeal_within if decision.final_at else None


def answer_appeal(claim_id: int, order: Order, *, granted: bool, said: str) -> Claim:
    """Grant an appeal, so that the claim is decided again, or dismiss it, so that the decision stands.

    Raises BadFact without words, SamePerson for whoever took part in the decision, and what `act` raises.
    """
    if not said.strip():
        raise BadFact("said", _("Tulis alasan jawaban atas keberatan ini."))
    name = "grant" if granted else _dismissal(claim_id)
    outcome = AppealOutcome.GRANTED if granted else AppealOutcome.DISMISSED
    return act(name, claim_id, order, lambda claim: _answered(claim, order, outcome, said))


def open_appeal(claim: Claim) -> Appeal | None:
    """The appeal of a claim that waits for its answer."""
    return Appeal.objects.filter(claim=claim, outcome="").select_related("decision").first()


def _filed(claim: Claim, order: Order, grounds: str) -> Work:
    decision = latest(claim)
    last = last_day_to_appeal(decision) if decision else None
    if decision is None or last is None:
        raise NotReady(_("Belum ada putusan yang dapat diajukan keberatan."))
    today = timezone.localdate()
    if today > last:
        raise TooLate(_("Keberatan dapat diajukan sampai %(last)s.") % {"last": in_words(last)})
    due = working_days_from(today, rules().appeal_answered_working_days, claim.region_id)
    once = NotReady(_("Keberatan atas putusan ini sudah pernah diajukan dan dijawab."))
    with refusing({"claims_appeal_decision_id_key": lambda: once}):
        made = Appeal.objects.create(
            claim=claim, decision=decision, by=order.who, account_id=order.account_id, grounds=grounds, due_on=due
        )
    return Work(said=grounds, detail={"appeal": made.pk, "due_on": due})


def _answered(claim: Claim, order: Order, outcome: AppealOutcome, said: str) -> Work:
    filed = Appeal.objects.select_related("decision").get(claim=claim, outcome="")
    took_part = {filed.decision.made_by_id} | set(
        DecisionCheck.objects.filter(decision=filed.decision).values_list("account_id", flat=True)
    )
    if order.account_id in took_part:
        raise SamePerson(_("Anda ikut dalam putusan ini; orang lain yang menjawab keberatannya."))
    filed.outcome, filed.said = outcome, said
    filed.answered_at, filed.answered_by_id = timezone.now(), order.account_id
    with refusing(
        {"whoever took part in a decision does not answer the appeal against it": partial(SamePerson, said)}
    ):
        filed.save()
    return Work(said=said, detail={"appeal": filed.pk, "outcome": outcome})


def _dismissal(claim_id: int) -> str:
    """A dismissed appeal leaves a refused claim refused and a paid one paid."""
    filed = Appeal.objects.filter(claim_id=claim_id, outcome="").select_related("decision").first()
    return "dismiss_paid" if filed and filed.decision.outcome == Outcome.APPROVED else "dismiss"
