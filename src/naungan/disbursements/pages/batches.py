"""Batches: what is due, a new batch, one batch with its names and funds, its release by somebody else."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naungan.access.doors import page
from naungan.access.looks import looked
from naungan.access.scope import as_system, reading_as_system
from naungan.disbursements.check import cancel, check, give_back, judge_name
from naungan.disbursements.funds import covers_of
from naungan.disbursements.gather import gather, what_is_due
from naungan.disbursements.listing import batches, names_to_judge, sums_of, transfers_of, waiting_sums
from naungan.disbursements.models import Batch, OrderFile, Source, Transfer
from naungan.disbursements.moves import BEFORE, MAKING, OFFICERS, State, Way, moves_open
from naungan.disbursements.pages.common import (
    BATCH_KINDS,
    READERS,
    ROWS,
    actor_of,
    doing,
    is_officer,
    order_of,
    row_of,
)
from naungan.disbursements.release import release
from naungan.disbursements.sources import sources_of
from naungan.errors import Refused
from naungan.web.forms import Unreadable, read_day
from naungan.web.pages import show
from naungan.web.paging import cursor_page


@page(*READERS)
@require_http_methods(["GET", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """What is due, what is on its way, what waits; the batches; a form for a new one."""
    wrong: dict[str, str] = {}
    if request.method == "POST" and is_officer(request):
        made = _gathered(request, wrong)
        if made is not None:
            messages.success(request, gettext("%(batch)s disusun.") % {"batch": made.number})
            return redirect("disbursements:batch", made.pk)
    actor, today = actor_of(request), timezone.localdate()
    with reading_as_system():  # sums over claims of the actor's own region
        due, sources = what_is_due(actor.region_id, today), sources_of(actor)
    found = cursor_page(batches(), request, ("-id",), ROWS)
    facts = {
        "due": due,
        "waiting": waiting_sums(),
        "sources": sources,
        "page": found,
        "rows": [{"batch": one, "kind": BATCH_KINDS[State(one.state)]} for one in found.rows],
        "may_act": is_officer(request),
        "key": uuid.uuid4(),
        "today": today.isoformat(),
        "sent": request.POST,
        "wrong": wrong,
        "errors": list(wrong.items()),
    }
    return show(request, "disbursements/home.html", facts, 422 if wrong else 200)


def _gathered(request: HttpRequest, wrong: dict[str, str]) -> Batch | None:
    days: dict[str, date] = {}
    for name in ("until", "execute_on"):
        try:
            days[name] = read_day(request.POST.get(name, ""))
        except Unreadable as no:
            wrong[name] = str(no)
    source = Source.objects.filter(code=request.POST.get("source", "")).first()
    if source is None:
        wrong["source"] = gettext("Pilih rekening pembayar.")
    if wrong or source is None:
        return None
    try:
        with as_system():
            return gather(source, days["until"], days["execute_on"], order_of(request))
    except Refused as no:
        wrong["until"] = str(no)
        return None


@page(*READERS)
@require_GET
def batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    """One batch: how far, its transfers and names, whether it is covered, and what may be done next."""
    found = get_object_or_404(batches(), pk=batch_id)
    return show(request, "disbursements/batch.html", _facts(request, found))


def _facts(request: HttpRequest, found: Batch) -> dict[str, Any]:
    actor, state = actor_of(request), State(found.state)
    with reading_as_system():  # the cover of a programme is the whole country's
        covers = covers_of(found) if state in BEFORE else None
    rows, acts = cursor_page(transfers_of(found), request, ("place",), ROWS), list(found.acts.order_by("id"))
    return {
        "batch": found,
        "kind": BATCH_KINDS[state],
        "label": state.label,
        "sums": sums_of(found),
        "covers": covers,
        "to_judge": [row_of(one) for one in names_to_judge(found)],
        "page": rows,
        "rows": [row_of(one) for one in rows.rows],
        "acts": acts,
        "moves": moves_open(state, actor.role),
        "made_by_me": any(one.account_id == actor.account_id and one.name in MAKING for one in acts),
        "file": getattr(found, "file", None),
        "version": found.version,
        "key": uuid.uuid4(),
    }


@page(*OFFICERS)
@require_POST
def acting(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Check a batch, give it back, or cancel it."""
    found, order = get_object_or_404(batches(), pk=batch_id), order_of(request)
    words = request.POST.get("said", "")
    acts = {
        "check": (lambda: check(found, order), gettext("Diperiksa. Petugas lain dapat melepasnya.")),
        "give_back": (lambda: give_back(found, order, words), gettext("Dikembalikan kepada penyusun.")),
        "cancel": (lambda: cancel(found, order, words), gettext("Dibatalkan. Manfaatnya kembali menunggu.")),
    }
    wanted = acts.get(request.POST.get("act", ""))
    if wanted is None:
        return redirect("disbursements:batch", batch_id)
    work, said = wanted
    return doing(request, work, "disbursements:batch", batch_id, said=said)


@page(*OFFICERS)
@require_http_methods(["GET", "POST"])
def releasing(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The last look before money goes: the total in figures and words, and who prepared it."""
    found = get_object_or_404(batches(), pk=batch_id)
    if request.method == "POST":
        order = order_of(request)
        said = gettext("Dilepas. Kirim berkas pembayarannya ke bank.")
        return doing(request, lambda: release(found, order), "disbursements:batch", batch_id, said=said)
    facts = _facts(request, found)
    facts["going"] = next((one for one in facts["sums"] if one.way == Way.WAITING), None)
    return show(request, "disbursements/release.html", facts)


@page(*OFFICERS)
@require_GET
def order_file(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The file for the bank, byte for byte as it was released."""
    file = get_object_or_404(OrderFile, batch_id=batch_id)
    answer = HttpResponse(bytes(file.content), content_type="application/xml")
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return answer


@page(*OFFICERS)
@require_http_methods(["GET", "POST"])
def name(request: HttpRequest, transfer_id: int) -> HttpResponse:
    """The name of an account beside its payee's, for somebody to judge."""
    found = get_object_or_404(
        Transfer.objects.select_related("batch", "payable__payee__claim", "judgement"), pk=transfer_id
    )
    if request.method == "POST":
        order, said = order_of(request), request.POST.get("said", "")
        verdict = {"yes": True, "no": False}.get(request.POST.get("agrees", ""))
        if verdict is None:
            messages.error(request, gettext("Pilih apakah rekening ini milik penerima."))
            return redirect("disbursements:name", transfer_id)
        return doing(
            request, lambda: judge_name(found, order, verdict, said), "disbursements:batch", found.batch_id,
            said=gettext("Penilaian dicatat."),
        )  # fmt: skip
    looked(actor_of(request), found.payable.payee.claim.person_id, gettext("rekening penerima manfaat"))
    facts = {**row_of(found), "payee": found.payable.payee, "key": uuid.uuid4(), "version": found.batch.version}
    return show(request, "disbursements/name.html", facts)
