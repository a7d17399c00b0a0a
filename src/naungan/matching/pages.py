"""The review of unsure pairs, and merges that two officers decide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naungan.access.actor import Actor
from naungan.access.doors import page
from naungan.access.looks import looked, looked_at_many
from naungan.access.models import STAFF
from naungan.errors import Refused
from naungan.matching.beside import line_beside, people_beside
from naungan.matching.errors import CannotMerge
from naungan.matching.judge import JUDGES, judge
from naungan.matching.merge import agree_to_merge, propose_merge, refuse_merge
from naungan.matching.models import MatchRun, Merge, MergeState, Pair, Verdict
from naungan.matching.undo_merge import undo_merge
from naungan.matching.words import sentences
from naungan.registry.models import Card, Person
from naungan.saying import gettext
from naungan.web.pages import show
from naungan.web.paging import cursor_page

SIZE = 25
REVIEW, MERGING = gettext_noop("Penilaian padanan"), gettext_noop("Penggabungan dua orang")
ACTS = {"sama": Verdict.SAME, "beda": Verdict.DIFFERENT}


@page(*STAFF)
@require_GET
def runs(request: HttpRequest) -> HttpResponse:
    """The lists that were matched, newest first, with what waits to be looked at; merges that wait."""
    unsure = Count("pairs", filter=Q(pairs__verdict=Verdict.UNSURE))
    same = Count("pairs", filter=Q(pairs__verdict=Verdict.SAME))
    facts = {
        "page": cursor_page(MatchRun.objects.annotate(unsure=unsure, same=same), request, ("-id",), SIZE),
        "waiting": Merge.objects.filter(state=MergeState.PROPOSED).count(),
    }
    return show(request, "matching/runs.html", facts)


@page(*STAFF)
@never_cache
@require_GET
def review(request: HttpRequest, run_id: int) -> HttpResponse:
    """The next unsure pair of a run, the likeliest first; `lewati` is the pair that was put off."""
    run = get_object_or_404(MatchRun, pk=run_id)
    return _review(request, run)


@page(*JUDGES)
@require_POST
def judged(request: HttpRequest, pair_id: int) -> HttpResponseBase:
    """Say that a pair is one person or two, and go on with the next."""
    pair = get_object_or_404(Pair.objects.select_related("run"), pk=pair_id)
    verdict = ACTS.get(request.POST.get("act", ""))
    version = request.POST.get("version", "")
    if verdict is None or not version.isdecimal():
        return _review(request, pair.run, [("", gettext("Pilih orang yang sama atau orang yang berbeda."))], 422)
    try:
        judge(
            actor=_actor(request), pair_id=pair.pk, version=int(version[:9]), verdict=verdict,
            said=request.POST.get("said", "")[:500], now=timezone.now(),
        )  # fmt: skip
    except Refused as no:
        return _review(request, pair.run, [("", str(no))], 409)
    messages.success(request, gettext("Dinilai: %(verdict)s.") % {"verdict": verdict.label})
    return redirect("matching:review", pair.run_id)


@page(*STAFF)
@require_http_methods(["GET", "POST"])
def merges(request: HttpRequest) -> HttpResponseBase:
    """Merges, newest first; propose one by the card numbers of two people."""
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            made = _proposed(request)
        except CannotMerge as no:
            errors = [(no.field, str(no))]
        except Refused as no:
            errors = [("", str(no))]
        else:
            messages.success(request, gettext("Diusulkan. Petugas lain yang memutuskan."))
            return redirect("matching:merge", made.pk)
    facts = {
        "page": cursor_page(Merge.objects.select_related("kept", "gone"), request, ("-id",), SIZE),
        "errors": errors,
        "wrong": dict(errors),
        "sent": request.POST,
        "may_write": _actor(request).role in JUDGES,
    }
    return show(request, "matching/merges.html", facts, 409 if errors else 200)


@page(*STAFF)
@never_cache
@require_GET
def merge(request: HttpRequest, merge_id: int) -> HttpResponse:
    """One merge: both people side by side, why, who signed."""
    return _merge(request, merge_id)


@page(*JUDGES)
@require_POST
def merge_decided(request: HttpRequest, merge_id: int) -> HttpResponseBase:
    """Agree to a merge, refuse it, or take it back."""
    found = get_object_or_404(Merge, pk=merge_id)
    actor, said, now = _actor(request), request.POST.get("said", "")[:500], timezone.now()
    acts: dict[str, tuple[Callable[[], Merge], Any]] = {
        "agree": (
            lambda: agree_to_merge(actor=actor, merge_id=found.pk, said=said, now=now),
            gettext_lazy("Digabung. Dapat dibatalkan di halaman ini."),
        ),
        "refuse": (
            lambda: refuse_merge(actor=actor, merge_id=found.pk, said=said, now=now),
            gettext_lazy("Tidak digabung; pengusul dapat membaca alasannya."),
        ),
        "undo": (
            lambda: undo_merge(actor=actor, merge_id=found.pk, because=said, now=now),
            gettext_lazy("Penggabungan dibatalkan; keduanya seperti semula."),
        ),
    }
    act, words = acts.get(request.POST.get("act", ""), (None, None))
    if act is None:
        return _merge(request, merge_id, [("", gettext("Pilih gabungkan, tolak, atau batalkan."))], 422)
    try:
        act()
    except Refused as no:
        return _merge(request, merge_id, [(getattr(no, "field", ""), str(no))], 409)
    messages.success(request, str(words))
    return redirect("matching:merge", merge_id)


def _review(
    request: HttpRequest, run: MatchRun, errors: list[tuple[str, str]] | None = None, status: int = 200
) -> HttpResponse:
    waiting = Pair.objects.filter(run=run, verdict=Verdict.UNSURE).order_by("-probability", "id")
    left = waiting.count()
    pair = _after(waiting.select_related("person__region"), request.GET.get("lewati", ""))
    facts: dict[str, Any] = {
        "run": run,
        "pair": pair,
        "left": left,
        "errors": errors or [],
        "may_write": _actor(request).role in JUDGES,
    }
    if pair is not None:
        looked(_actor(request), pair.person_id, REVIEW)
        facts |= {
            "rows": line_beside(pair.line, pair.person),
            "evidence": sentences(pair.evidence),
            "percent": round(pair.probability * 100),
            "rivals": waiting.filter(reference=pair.reference).exclude(pk=pair.pk).count(),
            "log": list(pair.judgements.order_by("id")),
        }
    return show(request, "matching/review.html", facts, status)


def _after(waiting: Any, put_off: str) -> Pair | None:
    """The pair after the one that was put off; from the front again behind the last."""
    last = waiting.filter(pk=int(put_off[:18])).first() if put_off.isdecimal() else None
    if last is not None:
        later = Q(probability__lt=last.probability) | Q(probability=last.probability, pk__gt=last.pk)
        return cast("Pair | None", waiting.filter(later).first() or waiting.first())
    return cast("Pair | None", waiting.first())


def _merge(
    request: HttpRequest, merge_id: int, errors: list[tuple[str, str]] | None = None, status: int = 200
) -> HttpResponse:
    found = get_object_or_404(Merge, pk=merge_id)
    actor = _actor(request)
    looked_at_many(actor, [found.kept_id, found.gone_id], MERGING)
    people = Person.objects.select_related("region").in_bulk([found.kept_id, found.gone_id])
    kept, gone = people.get(found.kept_id), people.get(found.gone_id)
    facts = {
        "merge": found,
        "kept": kept,
        "gone": gone,
        "rows": people_beside(kept, gone) if kept and gone else [],
        "errors": errors or [],
        "may_decide": found.state == MergeState.PROPOSED
        and actor.role in JUDGES
        and found.maker_id != actor.account_id,
        "may_undo": found.state == MergeState.DONE and actor.role in JUDGES,
        "own": found.maker_id == actor.account_id,
    }
    return show(request, "matching/merge.html", facts, status)


def _proposed(request: HttpRequest) -> Merge:
    return propose_merge(
        actor=_actor(request),
        kept_id=_holder(request, "kept"),
        gone_id=_holder(request, "gone"),
        reason=request.POST.get("reason", "")[:1000],
    )


def _holder(request: HttpRequest, field: str) -> int:
    kpj = request.POST.get(field, "").strip().upper()
    found = Card.objects.filter(kpj=kpj).values_list("person_id", flat=True).first() if kpj.isalnum() else None
    if found is None:
        raise CannotMerge(gettext("KPJ ini tidak ada di wilayah Anda. Salin 11 tandanya dari kartu."), field)
    return found


def _actor(request: HttpRequest) -> Actor:
    return cast(Actor, request.actor)  # type: ignore[attr-defined]
