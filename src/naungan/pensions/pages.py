"""Pages of pensions: the runs, who is withheld, one pension with its months; and a pensioner's own."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from naungan.access.actor import Actor
from naungan.access.doors import page
from naungan.access.looks import looked
from naungan.access.models import Role
from naungan.access.scope import as_system
from naungan.claims.act import Order
from naungan.errors import Refused
from naungan.pensions.act import end, reopen, resume, suspend
from naungan.pensions.kinds import AwardKind, Why
from naungan.pensions.listing import AwardMonth, Withheld, award_months, runs, withheld_awards
from naungan.pensions.models import Award, Rate
from naungan.pensions.moves import EndReason, State, moves_open
from naungan.pensions.opening import waiting
from naungan.pensions.proof import HOW, prove_life
from naungan.saying import gettext as _
from naungan.web.forms import Unreadable, read_day, read_whole
from naungan.web.pages import show

OFFICERS = (Role.BRANCH, Role.REGION, Role.HEAD_OFFICE)
READERS = (*OFFICERS, Role.AUDITOR)
SHOWN = 50
KINDS = {State.RUNNING: "good", State.SUSPENDED: "warning", State.ENDED: "neutral"}
MONTH_KINDS = {"paid": "good", "released": "good", "withheld": "warning", "void": "neutral"}


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@page(*READERS)
@require_GET
def home(request: HttpRequest) -> HttpResponseBase:
    """The runs and what waits; a number leads to its pension."""
    wrong = ""
    if request.GET.get("nomor"):
        try:
            number = read_whole(request.GET["nomor"])
            if Award.objects.filter(pk=number).exists():
                return redirect("pensions:award", number)
            wrong = _("Pensiun bernomor itu tidak ada di wilayah Anda.")
        except Unreadable as no:
            wrong = str(no)
    everywhere = _actor(request).role in (Role.HEAD_OFFICE, Role.AUDITOR)
    context = {
        "runs": runs() if everywhere else [],
        "everywhere": everywhere,
        "opening": sum(1 for _decision in waiting()) if everywhere else None,
        "withheld": _rows(withheld_awards(most=10)),
        "soon": _soon(),
        "wrong": wrong,
        "asked": request.GET.get("nomor", ""),
    }
    return show(request, "pensions/home.html", context, 422 if wrong else 200)


def _soon() -> list[Award]:
    """Those whose proof of life ends next."""
    running = Award.objects.filter(state=State.RUNNING, alive_until__gte=timezone.localdate())
    return list(running.select_related("payee").order_by("alive_until", "id")[:10])


@page(*READERS)
@require_GET
def withheld(request: HttpRequest) -> HttpResponse:
    """Everybody with withheld months, the longest withheld first."""
    why = request.GET.get("sebab", "")
    why = why if why in (Why.LIFE, Why.SUSPENDED) else ""
    since, after = _place(request.GET.get("sesudah", ""))
    found = withheld_awards(why, since, after, SHOWN + 1)
    rows, more = found[:SHOWN], len(found) > SHOWN
    context = {
        "rows": _rows(rows),
        "why": why,
        "whys": [(one.value, one.label) for one in (Why.LIFE, Why.SUSPENDED)],
        "next": f"{rows[-1].since}.{rows[-1].award_id}" if more else "",
    }
    return show(request, "pensions/withheld.html", context)


def _place(text: str) -> tuple[date, int]:
    """Where a page of the list begins. Raises Http404 for an address that is not ours."""
    if not text:
        return date.min, 0
    day, _dot, number = text.partition(".")
    try:
        return date.fromisoformat(day), int(number)
    except ValueError as wrong:
        raise Http404(text) from wrong


def _rows(found: list[Withheld]) -> list[dict[str, Any]]:
    return [{"one": one, "kind": AwardKind(one.kind).label} for one in found]


@page(*READERS)
@require_GET
def award(request: HttpRequest, award: int) -> HttpResponse:
    """One pension with its months, its rates, what was done to it, and what this actor may do."""
    found = get_object_or_404(Award.objects.select_related("payee", "claim", "region"), pk=award)
    looked(_actor(request), found.person_id, _("Pensiun bulanan"))
    opened = moves_open(State(found.state), _actor(request).role)
    context = _one(found) | {
        "key": uuid.uuid4(),
        "moves": opened,
        "may_write": _actor(request).role in OFFICERS,
        "steps": list(found.steps.order_by("-id")[:50]),
        "reasons": EndReason.choices,
        "ways": [(value, label) for value, label in _ways() if value in HOW],
        "today": timezone.localdate(),
    }
    return show(request, "pensions/award.html", context)


def _ways() -> list[tuple[str, str]]:
    from naungan.pensions.models import ProofOfLife

    return list(ProofOfLife._meta.get_field("how").choices or ())


def _one(found: Award) -> dict[str, Any]:
    """What officers and pensioners alike see of a pension."""
    months, today = award_months(found), timezone.localdate()
    rates = list(Rate.objects.filter(award_id=found.pk).order_by("-since"))
    return {
        "award": found,
        "kind": KINDS[State(found.state)],
        "months": [{"one": one, "kind": MONTH_KINDS[one.state]} for one in months],
        "paid": sum(one.amount for one in months if one.paid_in is not None),
        "held": _held(months),
        "rates": rates,
        "now": next((one.amount for one in rates if one.since <= today), found.amount),
        "proof_late": found.alive_until < today and found.state != State.ENDED,
    }


def _held(months: list[AwardMonth]) -> int:
    return sum(one.amount for one in months if one.state == "withheld")


@page(*OFFICERS)
@require_POST
def acting(request: HttpRequest, award: int, move: str) -> HttpResponseBase:
    """Hold back, let go, end, open again, or record that somebody was seen alive."""
    found = get_object_or_404(Award, pk=award)
    order, said = Order(_actor(request), _key(request)), request.POST.get("said", "").strip()[:600]
    acts: dict[str, Callable[[], object]] = {
        "tahan": lambda: suspend(found.pk, order, said),
        "lanjutkan": lambda: resume(found.pk, order, said),
        "akhiri": lambda: end(found.pk, order, _reason(request), read_day(request.POST.get("on", "")), said),
        "buka-lagi": lambda: reopen(found.pk, order, said),
        "bukti-hidup": lambda: prove_life(
            found.pk, read_day(request.POST.get("on", "")), request.POST.get("how", ""), order
        ),
    }
    if move not in acts:
        raise Http404(move)
    try:
        with as_system():
            acts[move]()
    except Refused as no:
        messages.error(request, str(no))
    else:
        messages.success(request, _("Tercatat."))
    return redirect("pensions:award", found.pk)


def _reason(request: HttpRequest) -> EndReason:
    try:
        return EndReason(request.POST.get("reason", ""))
    except ValueError as wrong:
        raise Unreadable(_("Pilih sebab pensiun berakhir.")) from wrong


def _key(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError as wrong:
        raise Http404("no key") from wrong


@page(Role.WORKER, Role.HEIR)
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """A pensioner's own months, and until when their proof of life holds."""
    found = Award.objects.select_related("payee", "claim", "region").order_by("-id")
    return show(request, "pensions/mine.html", {"rows": [_one(one) for one in found[:10]]})
