"""The first steps of the guided claim: whom it is about, who asks, how it happened, who is left behind."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from naungan.access.client import address_of
from naungan.access.doors import public
from naungan.claims.draft_links import draft_link
from naungan.claims.errors import BadFact
from naungan.claims.facts import FIELDS, Field
from naungan.claims.find_participant import find_participant
from naungan.claims.kinds import ClaimKind
from naungan.claims.open_claim import Claimant, Opening, open_claim, save_step
from naungan.claims.pages import fact_fields
from naungan.claims.pages.begin import situation_called
from naungan.claims.pages.fact_fields import RELATIVES
from naungan.claims.pages.guided import CLAIMANT, EVENT, Draft, places
from naungan.claims.pages.reading import Form, in_parts, new_key, written_in
from naungan.claims.pages.session import (
    READING_ONLY,
    as_oneself,
    found_by,
    looking_up,
    order_of,
    remember_draft,
    show_private,
)
from naungan.errors import Refused
from naungan.web.forms import read_nik, read_phone, read_text
from naungan.web.templatetags import formats

NIK = 16  # digits
# Asked on steps of their own, or by officers.
ELSEWHERE = ("family", "children", "died_on", "cause", "payer")


def _asked(request: HttpRequest) -> int | None:
    """Whom the first step asks after, where it can be read at all."""
    form = written_in(request)
    number, born_on = _person_of(form)
    return None if form.wrong or not number or not born_on else find_participant(number, born_on, address_of(request))


@looking_up(_asked)
@public
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, situation: str) -> HttpResponse:
    """The first step: whom it is about and when it happened. With it the draft begins."""
    found = situation_called(situation)
    if not found.heirs:
        raise Http404(situation)
    form = written_in(request)
    if request.method == "POST":
        actor = request.actor  # type: ignore[attr-defined]
        if actor is not None and actor.role in READING_ONLY:
            raise PermissionDenied
        answer = _opened(request, form, found.kind)
        if answer is not None:
            return answer
    facts = {"form": form, "key": new_key(), "kind": found.kind, "is_new": True, **places(found.kind, EVENT)}
    return show_private(request, "claims/step_person.html", facts, 422 if form.wrong else 200)


def event(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The first step again: only the days can be corrected; another person is another claim."""
    form = written_in(request)
    if request.method == "POST":
        event_on, facts = _event_of(form, draft.claim.kind)
        if event_on and not form.wrong and _saved(form, draft, request, event_on=event_on, facts=facts):
            return draft.onwards()
    else:
        kept = draft.claim.facts
        form = Form({**in_parts("event_on", draft.claim.event_on), "cause": str(kept.get("cause", ""))})
        form.written |= fact_fields.written(_named(draft.claim.kind, "died_on"), kept)
    shown = {"form": form, "key": new_key(), "kind": draft.claim.kind, "is_new": False}
    return draft.show(request, "claims/step_person.html", shown, form.wrong)


def claimant(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Who asks, and where news goes to."""
    form, today = written_in(request), timezone.localdate()
    if request.method == "POST":
        name = form.need("claimant_name", read_text, gettext("Tulis nama lengkap Anda seperti pada KTP."))
        relation = form.choice("claimant_relation", RELATIVES, gettext("Pilih hubungan Anda dengan yang meninggal."))
        born_on = form.day("claimant_born_on", gettext("Isi tanggal, bulan, dan tahun lahir Anda."), today)
        phone = form.need("claimant_phone", read_phone, gettext("Tulis nomor telepon yang dapat kami hubungi."))
        nik = form.may("claimant_nik", read_nik)
        if name and phone and not form.wrong:
            who = Claimant(name, relation, born_on, phone, nik)
            if _saved(form, draft, request, claimant=who):
                return draft.onwards()
    else:
        form = Form(_claimant_written(draft))
    shown = {"form": form, "key": new_key(), "relations": list(RELATIVES.items())}
    return draft.show(request, "claims/step_claimant.html", shown, form.wrong)


def happened(request: HttpRequest, draft: Draft) -> HttpResponse:
    """How an accident happened, in the claimant's own words."""
    fields = tuple(one for one in FIELDS[ClaimKind(draft.claim.kind)] if not one.desk and one.name not in ELSEWHERE)
    title = gettext("Apa yang terjadi?") if draft.claim.kind.startswith("jkk") else gettext("Beberapa pertanyaan")
    return _answers(request, draft, fields, title)


def family(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Who is left behind: from it follows who inherits."""
    return _answers(request, draft, _named(draft.claim.kind, "family"), gettext("Keluarga yang ditinggalkan"))


def _answers(request: HttpRequest, draft: Draft, fields: tuple[Field, ...], title: str) -> HttpResponse:
    form = written_in(request)
    if request.method == "POST":
        facts = fact_fields.read(form, fields)
        given = {one.name: facts.get(one.name, "") for one in fields}
        if given.get("family") == "":
            form.refuse("family", gettext("Tulis paling sedikit satu anggota keluarga, termasuk Anda."))
        if not form.wrong and _saved(form, draft, request, facts=given):
            return draft.onwards()
    else:
        form = Form(fact_fields.written(fields, draft.claim.facts))
    shown = fact_fields.shown(form, fields, draft.claim.event_on)
    return draft.show(
        request,
        "claims/step_answers.html",
        {"form": form, "key": new_key(), "fields": shown, "title": title},
        form.wrong,
    )


def _opened(request: HttpRequest, form: Form, kind: str) -> HttpResponse | None:
    """The draft begun, and the way to its second step; None where something is to be mended first."""
    number, _born_on = _person_of(form)
    event_on, facts = _event_of(form, kind)
    try:
        person_id: int | None = found_by(request)
        if person_id is None or event_on is None or form.wrong:
            return None
        with as_oneself(request):
            claim = open_claim(Opening(kind, person_id, event_on, facts=facts), order_of(request))
    except Refused as no:
        form.refuse(getattr(no, "field", "number"), str(no))
        return None
    link = draft_link(claim.pk)
    remember_draft(
        request, claim, link, formats.nik_masked(number) if number and len(number) == NIK else number or ""
    )
    return redirect("claims:step", link, CLAIMANT)


def _person_of(form: Form) -> tuple[str | None, date | None]:
    """The number and birth date by which the participant is known."""
    number = form.need("number", read_text, gettext("Tulis NIK, 16 angka pada KTP atau KK, atau nomor kartu (KPJ)."))
    born_on = form.day("person_born_on", gettext("Isi tanggal, bulan, dan tahun lahirnya."), timezone.localdate())
    return number and "".join(one for one in number if one.isalnum()), born_on


def _event_of(form: Form, kind: str) -> tuple[date | None, dict[str, Any]]:
    """The day of the event, and the answers that stand beside it."""
    today = timezone.localdate()
    if kind != ClaimKind.JKK_DEATH:
        event_on = form.day("event_on", gettext("Isi tanggal, bulan, dan tahun meninggalnya."), today)
        return event_on, fact_fields.read(form, _named(kind, "cause"))
    event_on = form.day("event_on", gettext("Isi tanggal, bulan, dan tahun kecelakaan."), today)
    died_on = form.day("died_on", gettext("Isi tanggal, bulan, dan tahun meninggalnya."), today)
    if event_on and died_on and died_on < event_on:
        form.refuse("died_on", gettext("Tanggal meninggal mendahului tanggal kecelakaan. Periksa keduanya."))
    return event_on, {"died_on": died_on.isoformat()} if died_on else {}


def _named(kind: str, *names: str) -> tuple[Field, ...]:
    return tuple(one for one in FIELDS[ClaimKind(kind)] if one.name in names)


def _claimant_written(draft: Draft) -> dict[str, str]:
    claim = draft.claim
    texts = {
        "claimant_name": claim.claimant_name,
        "claimant_relation": claim.claimant_relation,
        "claimant_phone": claim.claimant_phone,
        "claimant_nik": claim.claimant_nik or "",
    }
    return texts | in_parts("claimant_born_on", claim.claimant_born_on)


def _saved(form: Form, draft: Draft, request: HttpRequest, **given: Any) -> bool:
    """Save a step; False, and noted, where the verb refuses."""
    try:
        save_step(draft.claim.pk, order_of(request, draft.claim), **given)
    except BadFact as no:
        form.refuse(no.field, str(no))
    except Refused as no:
        form.refuse("", str(no))
    return not form.wrong
