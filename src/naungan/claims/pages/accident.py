"""The employer's report of an accident: one page, sent at once, because hours count."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from naungan.access.actor import Actor
from naungan.access.doors import page
from naungan.access.models import Role
from naungan.claims.act import Order
from naungan.claims.facts import FIELDS, Field
from naungan.claims.kinds import ClaimKind
from naungan.claims.models import Claim, State
from naungan.claims.pages import fact_fields
from naungan.claims.pages.reading import Form, key_of, new_key, written_in
from naungan.claims.pages.session import show_private
from naungan.claims.pages.standing import KINDS, Standing
from naungan.claims.report_accident import Accident, report_accident, report_within_hours
from naungan.errors import Refused
from naungan.registry.listing import Found, person_with
from naungan.web.forms import read_text

EMPLOYERS = (Role.EMPLOYER_MAKER, Role.EMPLOYER_APPROVER)
# Stage I tells what happened; what it cost comes with the bills.
STAGE_I = ("circumstance", "place", "chronology", "traffic", "facility", "partner_facility")
NIK, KPJ = 16, 11  # characters


@page(*EMPLOYERS)
@require_http_methods(["GET", "POST"])
def accident(request: HttpRequest) -> HttpResponse:
    """Report an accident of one's own worker, and see those reported before."""
    form, fields = written_in(request), _stage_i()
    if request.method == "POST":
        answer = _reported(request, form, fields)
        if answer is not None:
            return answer
    actor, today = _actor(request), timezone.localdate()
    before = Claim.objects.filter(account_id=actor.account_id).order_by("-opened_at", "-id")[:20]
    facts: dict[str, Any] = {
        "form": form,
        "fields": fact_fields.shown(form, fields, today),
        "key": new_key(),
        "hours": report_within_hours(today),
        "before": [
            {
                "id": one.pk,
                "number": one.number,
                "state": State(one.state).label,
                "kind": KINDS[State(one.state)],
                "event_on": one.event_on,
            }
            for one in before
        ],
    }
    return show_private(request, "claims/accident.html", facts, 422 if form.wrong else 200)


@page(*EMPLOYERS)
@require_GET
def reported(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The receipt of a report, and where the claim is."""
    claim = get_object_or_404(Claim, pk=claim_id)
    return show_private(request, "claims/reported.html", {"claim": claim, "standing": Standing(claim)})


def _reported(request: HttpRequest, form: Form, fields: tuple[Field, ...]) -> HttpResponse | None:
    found = _worker(form)
    happened_on = form.day("event_on", gettext("Isi tanggal, bulan, dan tahun kejadian."), timezone.localdate())
    facts = fact_fields.read(form, fields)
    for name, words in (
        ("circumstance", gettext("Pilih terjadi saat apa.")),
        ("chronology", gettext("Tulis singkat apa yang terjadi.")),
    ):
        if name not in facts:
            form.refuse(name, words)
    if found is None or happened_on is None or form.wrong:
        return None
    try:
        claim = report_accident(Accident(found.id, happened_on, facts), Order(_actor(request), key_of(request)))
    except Refused as no:
        form.refuse(getattr(no, "field", ""), str(no))
        return None
    return redirect("claims:reported", claim.pk)


def _worker(form: Form) -> Found | None:
    """The worker of a NIK or card number, as far as the employer may see them."""
    number = form.need("number", read_text, gettext("Tulis NIK atau nomor kartu (KPJ) pekerja."))
    if number is None:
        return None
    written = "".join(one for one in number if one.isalnum()).upper()
    is_nik, is_kpj = len(written) == NIK and written.isascii() and written.isdigit(), len(written) == KPJ
    found = person_with(written if is_nik else None, written if is_kpj else None)
    if found is None:
        form.refuse("number", gettext("Pekerja dengan nomor ini belum ada di daftar Anda. Periksa nomornya."))
    return found


def _stage_i() -> tuple[Field, ...]:
    return tuple(one for one in FIELDS[ClaimKind.JKK] if one.name in STAGE_I)


def _actor(request: HttpRequest) -> Actor:
    return cast(Actor, request.actor)  # type: ignore[attr-defined]
