"""The officer's desk: a claim's papers beside what the law gives, the signals, the payees, and what can be done."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from naungan.access.actor import Actor
from naungan.access.doors import page
from naungan.access.looks import looked
from naungan.access.models import STAFF
from naungan.access.scope import reading_as_system
from naungan.claims.banks import BANKS, bank_name
from naungan.claims.clock import clock_from
from naungan.claims.entitlement import assess
from naungan.claims.errors import NoSuchClaim
from naungan.claims.facts import FIELDS
from naungan.claims.kinds import ClaimKind
from naungan.claims.models import Claim, Decision, Paper, PaperState, Payee, PayeeState, Signal, State
from naungan.claims.moves import UNDECIDED, moves_open
from naungan.claims.pages import fact_fields, look_words
from naungan.claims.pages.benefit import Benefit, benefit_of
from naungan.claims.pages.desk_acts import OFFICERS, do
from naungan.claims.pages.fact_fields import OTHERS, RELATIVES, relation_words
from naungan.claims.pages.paper_rows import label_of_paper, paper_answer
from naungan.claims.pages.reading import Form, new_key
from naungan.claims.pages.standing import KINDS
from naungan.claims.papers import open_paper
from naungan.claims.signals import reason_of
from naungan.claims.whole import whole
from naungan.law.benefits.claims import documents
from naungan.law.statute import load
from naungan.web.pages import show

_PAPER_KINDS = {PaperState.RECEIVED: "waiting", PaperState.ACCEPTED: "good", PaperState.REFUSED: "danger"}


@page(*STAFF)
@require_http_methods(["GET", "POST"])
def desk(request: HttpRequest, claim_id: int) -> HttpResponse:
    """One claim; a form of it does one thing and comes back here."""
    actor = cast(Actor, request.actor)  # type: ignore[attr-defined]
    claim = _claim(claim_id)
    form = Form({})
    if request.method == "POST":
        if actor.role not in OFFICERS:
            raise PermissionDenied
        form, words = do(request, claim, actor)
        if not form.wrong:
            messages.success(request, words)
            return redirect("claims:desk", claim_id)
        claim = _claim(claim_id)
    looked(actor, claim.person_id, look_words.CLAIM)
    return show(request, "claims/desk.html", _shown(claim, actor, form), 422 if form.wrong else 200)


@page(*STAFF)
@require_GET
def paper(request: HttpRequest, paper_id: int) -> HttpResponseBase:
    """A photo or file of a claim, for an officer who may see the claim; the look is recorded."""
    try:
        return paper_answer(open_paper(request.actor, paper_id))  # type: ignore[attr-defined]
    except NoSuchClaim as no:
        raise Http404(str(no)) from no


def _claim(claim_id: int) -> Claim:
    return get_object_or_404(Claim.objects.select_related("person", "region"), pk=claim_id)


def _shown(claim: Claim, actor: Actor, form: Form) -> dict[str, Any]:
    state = State(claim.state)
    with reading_as_system():  # the claim is the actor's to see, so all that hangs on it is
        everything = whole(claim)
        decision = everything.decisions[-1] if everything.decisions else None
        benefit = _benefit(claim, state, decision)
    sent_steps = [step for step in everything.steps if step.after != State.DRAFT]
    told: dict[str, Any] = {
        "clock": clock_from(claim, sent_steps, everything.days_off, timezone.localdate()),
        "papers": [_paper(one) for one in everything.papers],
        "signals": [_signal(one) for one in everything.signals],
        "steps": everything.steps[::-1],
        "appeal": everything.appeals[-1] if state == State.APPEALED and everything.appeals else None,
    }
    open_now = moves_open(state, actor.role) if actor.role in OFFICERS else frozenset()
    fields = FIELDS[ClaimKind(claim.kind)]
    filled = (
        Form({**fact_fields.written(fields, claim.facts), **form.written})
        if form.wrong
        else Form(fact_fields.written(fields, claim.facts))
    )
    filled.wrong = form.wrong
    return {
        **told,
        "claim": claim,
        "claimant_relation": relation_words(claim.claimant_relation),
        "state": state,
        "state_kind": KINDS[state],
        "missing": _missing(claim, told["papers"]),
        "benefit": benefit,
        "decision": decision,
        "payees": [_payee(one, benefit) for one in everything.payees],
        "moves": open_now,
        "writing": bool({"amend", "edit"} & open_now),
        "officer": actor.role in OFFICERS,
        "own": decision is not None and decision.made_by_id == actor.account_id,
        "documents": [
            (code, label_of_paper(code)) for code in documents(load().on(timezone.localdate()), claim.kind)
        ],
        "fields": fact_fields.shown(filled, fields, claim.event_on),
        "relations": [*RELATIVES.items(), *OTHERS.items()],
        "banks": list(BANKS.items()),
        "form": form,
        "key": new_key(),
        "errors": form.errors,
    }


def _benefit(claim: Claim, state: State, decision: Decision | None) -> Benefit | None:
    """Before a decision what the law says now; afterwards what was frozen with it."""
    if state in UNDECIDED or decision is None:
        return benefit_of(assess(claim, timezone.localdate()).as_json())
    return benefit_of(decision.basis)


def _paper(one: Paper) -> dict[str, Any]:
    return {
        "id": one.pk,
        "kind": one.kind,
        "label": label_of_paper(one.kind),
        "name": one.name,
        "at": one.at,
        "picture": one.content_type.startswith("image/"),
        "state": PaperState(one.state).label,
        "state_kind": _PAPER_KINDS[PaperState(one.state)],
        "reason": one.reason,
        "waits": one.state == PaperState.RECEIVED,
        "key": new_key(),
        "other_key": new_key(),
    }


def _missing(claim: Claim, papers: list[dict[str, Any]]) -> list[str]:
    sent = {one["kind"] for one in papers}
    return [
        label_of_paper(code) for code in documents(load().on(timezone.localdate()), claim.kind) if code not in sent
    ]


def _signal(one: Signal) -> dict[str, Any]:
    return {"signal": one, "reason": reason_of(one), "facts": list(one.facts.items()), "key": new_key()}


def _payee(one: Payee, benefit: Benefit | None) -> dict[str, Any]:
    share = next((part.amount for part in benefit.shares if part.payee == one.pk), None) if benefit else None
    return {
        "payee": one,
        "relation": relation_words(one.relation),
        "bank": bank_name(one.bank_code),
        "share": share,
        "left_out": one.state == PayeeState.LEFT_OUT,
        "key": new_key(),
    }
