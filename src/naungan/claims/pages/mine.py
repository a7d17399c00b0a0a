"""A worker's own claims: what runs, what can be begun, and each of them."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from naungan.access.actor import Actor
from naungan.access.doors import page
from naungan.access.models import OF_A_PERSON, Role
from naungan.claims.act import Order
from naungan.claims.draft_links import draft_link
from naungan.claims.errors import NoSuchClaim
from naungan.claims.kinds import ClaimKind
from naungan.claims.models import Claim, State
from naungan.claims.open_claim import Claimant, Opening, open_claim
from naungan.claims.pages.guided import steps_of
from naungan.claims.pages.own_acts import done, shown
from naungan.claims.pages.paper_rows import paper_answer
from naungan.claims.pages.reading import Form, key_of, new_key, written_in
from naungan.claims.pages.session import remember_draft, show_private
from naungan.claims.pages.standing import KINDS
from naungan.claims.papers import open_paper
from naungan.claims.payees import PayeeFacts, name_payee
from naungan.errors import Refused

_K = ClaimKind
# What a worker begins, by the word of the address: the question, its choices, and what the day is called.
Choice = tuple[str | Promise, tuple[ClaimKind, ...], str | Promise]
BEGIN: dict[str, Choice] = {
    "jht": (
        gettext_lazy("Mengapa Anda mengambil JHT?"),
        (
            _K.JHT_RESIGN, _K.JHT_DISMISSAL, _K.JHT_PKWT_EXPIRED, _K.JHT_PENSION_AGE, _K.JHT_PREPARATION,
            _K.JHT_HOUSING, _K.JHT_LEAVES_INDONESIA, _K.JHT_TOTAL_DISABILITY,
        ),
        gettext_lazy("Tanggal berhenti bekerja; bila masih bekerja, hari ini"),
    ),
    "jkk": (
        gettext_lazy("Apa yang Anda ajukan?"),
        (_K.JKK, _K.JKK_STMB, _K.JKK_DISABILITY),
        gettext_lazy("Tanggal kecelakaan, atau tanggal penyakit akibat kerja diketahui"),
    ),
    "jkp": (
        gettext_lazy("Apa yang Anda ajukan?"),
        (_K.JKP,),
        gettext_lazy("Tanggal berakhirnya hubungan kerja"),
    ),
    "pensiun": (
        gettext_lazy("Pensiun apa yang Anda ajukan?"),
        (_K.JP_OLD_AGE, _K.JP_DISABILITY),
        gettext_lazy("Tanggal mencapai usia pensiun, atau tanggal cacat"),
    ),
}  # fmt: skip
WAYS: tuple[tuple[str, str | Promise, str | Promise], ...] = (
    (
        "jht",
        gettext_lazy("Tabungan hari tua (JHT)"),
        gettext_lazy("Jumlah dan pajaknya terlihat sebelum Anda mengajukan"),
    ),
    ("jkk", gettext_lazy("Kecelakaan kerja (JKK)"), gettext_lazy("Biaya perawatan, upah selama sakit, dan cacat")),
    ("jkp", gettext_lazy("Kehilangan pekerjaan (JKP)"), gettext_lazy("Uang tunai tiap bulan")),
    ("pensiun", gettext_lazy("Pensiun (JP)"), gettext_lazy("Usia pensiun atau cacat total tetap")),
)


@page(*OF_A_PERSON)
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What was claimed and where it is; and what can be begun."""
    actor = _actor(request)
    claims = Claim.objects.filter(~Q(state=State.DRAFT) | Q(account_id=actor.account_id)).order_by(
        "-opened_at", "-id"
    )[:50]
    facts = {
        "claims": [_row(one) for one in claims],
        "ways": WAYS if actor.role == Role.WORKER else (),
        "worker": actor.role == Role.WORKER,
    }
    return show_private(request, "claims/mine.html", facts)


@page(Role.WORKER)
@require_http_methods(["GET", "POST"])
def begin_own(request: HttpRequest, what: str) -> HttpResponse:
    """Which of several reasons, and when: with it the draft begins."""
    if what not in BEGIN:
        raise Http404(what)
    question, kinds, day_words = BEGIN[what]
    form = written_in(request)
    if request.method == "POST":
        kind = form.choice("kind", dict.fromkeys(kinds), gettext("Pilih salah satu."))
        event_on = form.day("event_on", gettext("Isi tanggal, bulan, dan tahun."), timezone.localdate())
        if kind and event_on and not form.wrong:
            answer = _opened(request, form, kind, event_on)
            if answer is not None:
                return answer
    facts = {
        "form": form,
        "question": question,
        "kinds": [(one.value, one.label) for one in kinds],
        "day_words": day_words,
        "key": new_key(),
        "crumbs": _crumbs(str(dict((way[0], way[1]) for way in WAYS)[what])),
    }
    return show_private(request, "claims/begin_own.html", facts, 422 if form.wrong else 200)


@page(*OF_A_PERSON)
@require_http_methods(["GET", "POST"])
def own(request: HttpRequest, claim_id: int) -> HttpResponse:
    """One claim: its state, its clock, and what is to be done."""
    actor, claim = _actor(request), get_object_or_404(Claim.objects.select_related("person"), pk=claim_id)
    if claim.state == State.DRAFT:
        link = draft_link(claim.pk)
        remember_draft(request, claim, link, "")
        return redirect("claims:step", link, steps_of(claim.kind)[0])
    # A worker reads also what others opened about them; only whoever opened a claim acts on it.
    is_mine, form = claim.account_id == actor.account_id, cast("Form | None", None)
    if request.method == "POST":
        if not is_mine:
            raise PermissionDenied
        form, words = done(request, claim, Order(actor, key_of(request)))
        if not form.wrong:
            messages.success(request, words)
            return redirect("claims:own", claim_id)
        claim.refresh_from_db()
    facts = shown(claim, actor.role if is_mine else "", "claims:own_paper", claim.pk, form)
    facts |= {"crumbs": _crumbs(claim.number), "signed_in": True}
    return show_private(request, "claims/followed.html", facts, 422 if form else 200)


@page(*OF_A_PERSON)
@require_GET
def own_paper(request: HttpRequest, claim_id: int, paper_id: int) -> HttpResponseBase:
    """A photo of a claim that the reader may see."""
    get_object_or_404(Claim, pk=claim_id)
    try:
        return paper_answer(open_paper(_actor(request), paper_id))
    except NoSuchClaim as no:
        raise Http404(str(no)) from no


def _opened(request: HttpRequest, form: Form, kind: str, event_on: Any) -> HttpResponse | None:
    actor = _actor(request)
    order = Order(actor, key_of(request))
    try:
        claim = open_claim(Opening(kind, cast(int, actor.person_id), event_on, Claimant(relation="self")), order)
        if not claim.payees.exists():
            person = claim.person
            name_payee(claim.pk, order.then("self"), PayeeFacts(person.name, "self", person.born_on, person.nik))
    except Refused as no:
        form.refuse(getattr(no, "field", ""), str(no))
        return None
    link = draft_link(claim.pk)
    remember_draft(request, claim, link, "")
    return redirect("claims:step", link, steps_of(kind)[0])


def _row(one: Claim) -> dict[str, Any]:
    state = State(one.state)
    return {
        "id": one.pk,
        "number": one.number,
        "kind": ClaimKind(one.kind).label,
        "state": state.label,
        "state_kind": KINDS[state],
        "at": one.submitted_at or one.opened_at,
    }


def _crumbs(title: str) -> list[tuple[str, str]]:
    return [(gettext("Klaim saya"), reverse("claims:mine")), (title, "")]


def _actor(request: HttpRequest) -> Actor:
    return cast(Actor, request.actor)  # type: ignore[attr-defined]
