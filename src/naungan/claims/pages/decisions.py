"""The second pair of eyes: decisions that wait, one to be checked, one worked out again for an auditor."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from naungan.access.actor import Actor
from naungan.access.doors import page
from naungan.access.looks import looked, looked_at_many
from naungan.access.models import STAFF
from naungan.access.scope import reading_as_system
from naungan.claims.act import Order
from naungan.claims.banks import bank_name
from naungan.claims.decide import check, needs_senior
from naungan.claims.entitlement import recompute
from naungan.claims.models import Appeal, Decision, Payee, State, Step
from naungan.claims.pages import look_words
from naungan.claims.pages.benefit import benefit_of
from naungan.claims.pages.desk_acts import OFFICERS
from naungan.claims.pages.fact_fields import relation_words
from naungan.claims.pages.queue import offset_of
from naungan.claims.pages.reading import key_of, new_key
from naungan.errors import Refused
from naungan.web.pages import show

SIZE = 25


@page(*STAFF)
@require_GET
def decisions(request: HttpRequest) -> HttpResponse:
    """Decisions that wait for others, oldest first; one's own are told apart."""
    actor, offset = _actor(request), offset_of(request)
    found = list(
        Decision.objects.filter(final_at__isnull=True, claim__state=State.CHECKING)
        .select_related("claim__person")
        .annotate(
            agreed=Count("checks", filter=Q(checks__agrees=True)),
            no=Count("checks", filter=Q(checks__agrees=False)),
            mine=Count("checks", filter=Q(checks__account_id=actor.account_id)),
        )
        .filter(no=0)
        .order_by("made_at", "id")[offset : offset + SIZE + 1]
    )
    looked_at_many(actor, [one.claim.person_id for one in found[:SIZE]], look_words.DECISIONS)
    facts = {
        "rows": [
            {
                "decision": one,
                "left": max(0, one.needed_checks - one.agreed),
                "own": one.made_by_id == actor.account_id,
                "checked": bool(one.mine),
                "senior": needs_senior(one),
            }
            for one in found[:SIZE]
        ],
        "before": max(offset - SIZE, 0) if offset else None,
        "next": offset + SIZE if len(found) > SIZE else None,
    }
    return show(request, "claims/decisions.html", facts)


@page(*STAFF)
@require_http_methods(["GET", "POST"])
def decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    """One decision as it was frozen; whoever did not make it agrees, or says why not."""
    actor, found = _actor(request), _decision(decision_id)
    if request.method == "POST":
        if actor.role not in OFFICERS:
            raise PermissionDenied
        said = request.POST.get("said", "").strip()
        agrees = request.POST.get("act") == "agree"
        if not agrees and request.POST.get("act") != "disagree":
            return _shown(request, found, [("", gettext("Pilih setuju atau tidak setuju."))])
        try:
            after = check(found.pk, Order(actor, key_of(request)), agrees, said)
        except Refused as no:
            return _shown(request, _decision(decision_id), [("said", str(no))])
        messages.success(request, _outcome(after, agrees))
        return redirect("claims:desk", found.claim_id)
    return _shown(request, found, [])


@page(*STAFF)
@require_GET
def worked_out_again(request: HttpRequest, decision_id: int) -> HttpResponse:
    """A decision computed again from its frozen facts and the law of that day: the same rupiah, or what differs."""
    found = _decision(decision_id)
    looked(_actor(request), found.claim.person_id, look_words.RECOMPUTED)
    again = recompute(found)
    facts = {
        "decision": found,
        "claim": found.claim,
        "again": again,
        "benefit": benefit_of(again.entitlement.as_json()),
    }
    return show(request, "claims/recomputed.html", facts)


@page(*STAFF)
@require_GET
def appeals(request: HttpRequest) -> HttpResponse:
    """Appeals that wait for an answer, those due soonest first."""
    actor, offset = _actor(request), offset_of(request)
    found = list(
        Appeal.objects.filter(outcome="")
        .select_related("claim__person", "decision")
        .order_by("due_on", "id")[offset : offset + SIZE + 1]
    )
    looked_at_many(actor, [one.claim.person_id for one in found[:SIZE]], look_words.APPEALS)
    facts = {
        "rows": found[:SIZE],
        "today": timezone.localdate(),
        "before": max(offset - SIZE, 0) if offset else None,
        "next": offset + SIZE if len(found) > SIZE else None,
    }
    return show(request, "claims/appeals.html", facts)


def _actor(request: HttpRequest) -> Actor:
    return cast(Actor, request.actor)  # type: ignore[attr-defined]


def _decision(decision_id: int) -> Decision:
    return get_object_or_404(Decision.objects.select_related("claim__person", "claim__region"), pk=decision_id)


def _outcome(after: Decision, agrees: bool) -> str:
    if not agrees:
        return gettext("Putusan dikembalikan kepada pemeriksa pertama.")
    if after.final_at:
        return gettext("Putusan tetap. Yang harus dibayar sudah dicatat.")
    return gettext("Persetujuan Anda dicatat; masih menunggu pemeriksa lain.")


def _shown(request: HttpRequest, found: Decision, errors: list[tuple[str, str]]) -> HttpResponse:
    actor = _actor(request)
    looked(actor, found.claim.person_id, look_words.CLAIM)
    with reading_as_system():  # whoever may see the decision may see who took part in it, by the names of the log
        log = Step.objects.filter(claim_id=found.claim_id, detail__decision=found.pk)
        steps = list(log.filter(name__in=("decide", "agree", "disagree")).order_by("id"))
        payees = list(Payee.objects.filter(claim_id=found.claim_id).order_by("id"))
    benefit = benefit_of(found.basis)
    agreed = sum(one.name == "agree" for one in steps)
    facts: dict[str, Any] = {
        "decision": found,
        "claim": found.claim,
        "benefit": benefit,
        "payees": [
            {
                "payee": one,
                "relation": relation_words(one.relation),
                "bank": bank_name(one.bank_code),
                "share": next((part.amount for part in benefit.shares if part.payee == one.pk), None),
            }
            for one in payees
        ],
        "steps": steps,
        "left": max(0, found.needed_checks - agreed),
        "senior": needs_senior(found),
        "own": found.made_by_id == actor.account_id,
        "checked": any(one.account_id == actor.account_id for one in steps if one.name != "decide"),
        "may_check": actor.role in OFFICERS and found.final_at is None and found.claim.state == State.CHECKING,
        "errors": errors,
        "wrong": dict(errors),
        "key": new_key(),
        "other_key": new_key(),
    }
    return show(request, "claims/decision.html", facts, 422 if errors else 200)
