"""Pages of handovers: the events, one with its beneficiaries, consents and papers, and what a sponsor reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naungan.access.actor import Actor
from naungan.access.doors import page
from naungan.access.looks import looked
from naungan.access.models import Role
from naungan.access.scope import as_system, reading_as_system
from naungan.claims.models import Claim
from naungan.errors import Refused
from naungan.handovers.consent_text import VERSION, words
from naungan.handovers.events import (
    Agreement,
    Plan,
    agree,
    cancel,
    change_event,
    hand_over,
    hold,
    invite,
    is_minor,
    plan_event,
    take_off,
    withdraw,
)
from naungan.handovers.models import Beneficiary, Consent, Event, EventState, Showing
from naungan.handovers.paper import certificate_pdf, cheque_pdf, paid_words, protocol_pdf
from naungan.handovers.shown import beneficiaries_of, said_among
from naungan.registry.models import Payer, PayerKind, Region
from naungan.saying import gettext as _
from naungan.web.forms import Unreadable, read_day, read_text
from naungan.web.pages import show
from naungan.web.paging import cursor_page

OFFICERS = (Role.BRANCH, Role.REGION, Role.HEAD_OFFICE)
READERS = (*OFFICERS, Role.AUDITOR)
KINDS = {EventState.PLANNED: "waiting", EventState.HELD: "good", EventState.CANCELLED: "neutral"}
LONG = 600

Read = TypeVar("Read")


class Form:
    """The fields of a form as they were sent, and what could not be read of them."""

    def __init__(self, sent: Mapping[str, str]) -> None:
        self.sent = sent
        self.wrong: dict[str, str] = {}

    def read(self, name: str, reader: Callable[[str], Read]) -> Read | None:
        """The value of a field; None where it cannot be read, and then it is noted."""
        try:
            return reader(self.sent.get(name, ""))
        except Unreadable as no:
            self.wrong[name] = str(no)
            return None

    @property
    def errors(self) -> list[tuple[str, str]]:
        """For the error summary."""
        return list(self.wrong.items())


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text.strip().replace(".", ":"))
    except ValueError as wrong:
        raise Unreadable(_("Tulis jamnya, contoh 09.30.")) from wrong


def _hosts(text: str) -> tuple[str, ...]:
    hosts = tuple(read_text(line) for line in text.splitlines() if line.strip())
    if not hosts:
        raise Unreadable(_("Tulis sedikitnya satu tuan rumah, satu baris satu orang: nama, jabatan."))
    return hosts


def _plan(form: Form, region_id: int) -> Plan | None:
    title, place = form.read("title", read_text), form.read("place", read_text)
    on, starts_at, hosts = form.read("on", read_day), form.read("starts_at", _time), form.read("hosts", _hosts)
    if title is None or place is None or on is None or starts_at is None or hosts is None:
        return None
    return Plan(title, place, on, starts_at, hosts, region_id)


@page(*READERS)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The events, newest first."""
    found = Event.objects.select_related("region")
    shown = cursor_page(found, request, ("-on", "-id"), 30)
    rows = [{"event": one, "kind": KINDS[EventState(one.state)]} for one in shown.rows]
    may_write = _actor(request).role in OFFICERS
    return show(request, "handovers/home.html", {"rows": rows, "page": shown, "may_write": may_write})


@page(*OFFICERS)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    """Plan an event."""
    actor, form = _actor(request), Form(request.POST)
    regions = [] if actor.region_id else list(Region.objects.filter(level=2, valid__endswith=None).order_by("name"))
    if request.method == "POST":
        chosen = request.POST.get("region", "")
        region = actor.region_id or (int(chosen) if chosen.isdigit() and len(chosen) < 5 else None)
        if region is None:
            form.wrong["region"] = _("Pilih wilayahnya.")
        plan = _plan(form, region or 0)
        if plan is not None and not form.wrong:
            with as_system():
                event = plan_event(plan, actor)
            return redirect("handovers:event", event.pk)
    context = {"form": form, "event": None, "regions": regions}
    return show(request, "handovers/form.html", context, 422 if form.wrong else 200)


@page(*OFFICERS)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, event: int) -> HttpResponseBase:
    """Change what is planned."""
    found = get_object_or_404(Event, pk=event)
    first = {
        "title": found.title, "place": found.place, "on": f"{found.on}", "starts_at": f"{found.starts_at:%H.%M}",
        "hosts": "\n".join(found.hosts),
    }  # fmt: skip
    form = Form(request.POST if request.method == "POST" else first)
    if request.method == "POST":
        plan = _plan(form, found.region_id)
        if plan is not None:
            return _doing(request, lambda: change_event(found.pk, plan), found.pk, _("Perubahan disimpan."))
    context = {"form": form, "event": found, "regions": []}
    return show(request, "handovers/form.html", context, 422 if form.wrong else 200)


@page(*READERS)
@require_GET
def event(request: HttpRequest, event: int) -> HttpResponse:
    """One event: who has a place in it, who agreed to what, and the papers."""
    found = get_object_or_404(Event.objects.select_related("region"), pk=event)
    return show(request, "handovers/event.html", _event_context(request, found))


def _event_context(request: HttpRequest, found: Event, form: Form | None = None) -> dict[str, Any]:
    rows = list(beneficiaries_of([found]))
    with reading_as_system():
        said = {one.beneficiary_id: one for one in said_among(rows)}
    return {
        "event": found,
        "kind": KINDS[EventState(found.state)],
        "rows": [
            {"one": one, "said": said.get(one.pk), "paid": paid_words(said[one.pk]) if one.pk in said else ""}
            for one in rows
        ],
        "may_write": _actor(request).role in OFFICERS,
        "planned": found.state == EventState.PLANNED,
        "held": found.state == EventState.HELD,
        "today_or_past": found.on <= timezone.localdate(),
        "form": form or Form({}),
        "sponsors": Payer.objects.filter(kind=PayerKind.SPONSOR).order_by("name")[:200],
    }


@page(*OFFICERS)
@require_POST
def inviting(request: HttpRequest, event: int) -> HttpResponseBase:
    """Give a claim a place."""
    found, form = get_object_or_404(Event.objects.select_related("region"), pk=event), Form(request.POST)
    number = form.read("number", read_text)
    claim = Claim.objects.filter(number=(number or "").upper()).first()
    payee = claim.payees.exclude(state="left-out").order_by("id").first() if claim else None
    if not form.wrong and (claim is None or payee is None):
        form.wrong["number"] = _("Klaim bernomor itu tidak ditemukan di wilayah Anda. Contoh nomor: JKM-2026-000123.")
    story = request.POST.get("story", "").strip()
    if len(story) > LONG:
        form.wrong["story"] = _("Kisah paling panjang %(most)d huruf.") % {"most": LONG}
    chosen = request.POST.get("sponsor", "")
    sponsor = Payer.objects.filter(pk=int(chosen)).first() if chosen.isdigit() and len(chosen) < 18 else None
    if claim is None or payee is None or form.wrong:
        return show(request, "handovers/event.html", _event_context(request, found, form), 422)
    looked(_actor(request), claim.person_id, _("Undangan penyerahan simbolis"))
    return _doing(
        request, lambda: invite(found.pk, claim, payee, sponsor, story), found.pk, _("Penerima ditambahkan.")
    )


@page(*OFFICERS)
@require_http_methods(["GET", "POST"])
def consent(request: HttpRequest, event: int, beneficiary: int) -> HttpResponseBase:
    """What somebody agrees to have shown."""
    one, form = _one(event, beneficiary), Form(request.POST)
    today = timezone.localdate()
    if request.method == "POST":
        given_by, paper = form.read("given_by", read_text), form.read("paper", read_text)
        given_on = form.read("given_on", read_day)
        shows = frozenset(request.POST.getlist("shows")) & frozenset(Showing.values)
        if given_by is not None and paper is not None and given_on is not None:
            agreement = Agreement(shows, given_by, given_on, paper)
            try:
                with as_system():
                    agree(one.pk, agreement, _actor(request))
                messages.success(request, _("Persetujuan dicatat."))
                return redirect("handovers:event", event)
            except Refused as no:
                form.wrong["shows"] = str(no)
    minor = is_minor(one.payee, today)
    context = {
        "event": one.event, "one": one, "form": form, "minor": minor, "today": today, "version": VERSION,
        "words": words(VERSION, "en" if (get_language() or "").startswith("en") else "id"),
        "showings": [choice for choice in Showing.choices if not (minor and choice[0] == Showing.PHOTO)],
        "chosen": request.POST.getlist("shows"),
        "before": Consent.objects.filter(beneficiary=one).order_by("-id"),
    }  # fmt: skip
    return show(request, "handovers/consent.html", context, 422 if form.wrong else 200)


@page(*OFFICERS)
@require_POST
def withdrawing(request: HttpRequest, event: int, beneficiary: int) -> HttpResponseBase:
    """Take a consent back."""
    one = _one(event, beneficiary)
    said = _("Persetujuan ditarik. Namanya tidak dicetak lagi.")
    return _doing(request, lambda: withdraw(one.pk, _actor(request)), event, said)


@page(*OFFICERS)
@require_POST
def taking_off(request: HttpRequest, event: int, beneficiary: int) -> HttpResponseBase:
    """Take somebody off the list."""
    one = _one(event, beneficiary)
    return _doing(request, lambda: take_off(one.pk), event, _("Penerima dikeluarkan dari acara."))


@page(*OFFICERS)
@require_POST
def holding(request: HttpRequest, event: int) -> HttpResponseBase:
    """The event has taken place."""
    found = get_object_or_404(Event, pk=event)
    return _doing(request, lambda: hold(found.pk), event, _("Acara dicatat sudah berlangsung."))


@page(*OFFICERS)
@require_POST
def cancelling(request: HttpRequest, event: int) -> HttpResponseBase:
    """The event will not take place."""
    found = get_object_or_404(Event, pk=event)
    return _doing(
        request, lambda: cancel(found.pk), event, _("Acara dibatalkan. Pembayaran klaim tidak terpengaruh.")
    )


@page(*OFFICERS)
@require_POST
def handing(request: HttpRequest, event: int, beneficiary: int) -> HttpResponseBase:
    """Write down what was handed over."""
    one = _one(event, beneficiary)
    at = timezone.make_aware(datetime.combine(one.event.on, one.event.starts_at))
    sent = {name: request.POST.get(name, "").strip()[:200] for name in ("by", "to", "what")}
    return _doing(
        request,
        lambda: hand_over(one.pk, sent["by"], sent["to"], sent["what"], at, _actor(request)),
        event,
        _("Penyerahan dicatat."),
    )


@page(*READERS)
@require_GET
def certificate(request: HttpRequest, event: int, beneficiary: int) -> HttpResponseBase:
    """The certificate as a PDF."""
    one = _one(event, beneficiary)
    return _paper(request, event, lambda: certificate_pdf(one.event, one.pk), f"piagam-{one.pk}.pdf")


@page(*READERS)
@require_GET
def cheque(request: HttpRequest, event: int, beneficiary: int) -> HttpResponseBase:
    """The mock cheque as a PDF."""
    one = _one(event, beneficiary)
    return _paper(request, event, lambda: cheque_pdf(one.event, one.pk), f"cek-simbolis-{one.pk}.pdf")


@page(*READERS)
@require_GET
def protocol(request: HttpRequest, event: int) -> HttpResponseBase:
    """The hosts' list as a PDF."""
    found = get_object_or_404(Event, pk=event)
    return _paper(request, event, lambda: protocol_pdf(found), f"daftar-acara-{found.pk}.pdf")


@page(Role.SPONSOR)
@require_GET
def sponsored(request: HttpRequest) -> HttpResponse:
    """What a sponsor reads: handovers to those whose contributions it pays, as far as they agreed."""
    mine = {one.pk: one.event_id for one in Beneficiary.objects.filter(removed_at__isnull=True)}
    with reading_as_system():
        events = list(Event.objects.filter(pk__in=mine.values()).order_by("-on", "-id")[:50])
        said = [one for one in said_among(beneficiaries_of(events)) if one.beneficiary_id in mine]
    people = [(mine[one.beneficiary_id], {"one": one, "paid": paid_words(one)}) for one in said]
    rows = [{"event": event, "people": [told for of, told in people if of == event.pk]} for event in events]
    return show(request, "handovers/sponsored.html", {"rows": rows})


def _one(event: int, beneficiary: int) -> Beneficiary:
    """A beneficiary of an event as the actor may see it; 404 else."""
    found = Beneficiary.objects.select_related("event", "payee", "claim")
    return get_object_or_404(found, pk=beneficiary, event_id=event, removed_at__isnull=True)


def _paper(request: HttpRequest, event: int, make: Callable[[], bytes], name: str) -> HttpResponseBase:
    try:
        with reading_as_system():
            made = make()
    except Refused as no:
        messages.error(request, str(no))
        return redirect("handovers:event", event)
    answer = HttpResponse(made, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _doing(request: HttpRequest, act: Callable[[], object], event: int, said: str) -> HttpResponseBase:
    """Do one act outside the actor's scope, which has been asked by now; a refusal is shown on the event's page."""
    try:
        with as_system():
            act()
    except Refused as no:
        messages.error(request, str(no))
    else:
        messages.success(request, said)
    return redirect("handovers:event", event)
