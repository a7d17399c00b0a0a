"""A scheme with its lists; a list with its verdicts; a candidate beside who was found."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naungan.access.doors import page
from naungan.access.looks import looked
from naungan.access.models import Role
from naungan.access.scope import as_system, reading_as_system
from naungan.errors import Refused
from naungan.law.months import month_of
from naungan.registry.models import Person
from naungan.sponsorship.lists.judge import judge_list
from naungan.sponsorship.lists.reasons import TABLE, words_of
from naungan.sponsorship.lists.receive import receive_list
from naungan.sponsorship.lists.rule import rule
from naungan.sponsorship.models import BudgetLine, Candidate, CandidateList, Decree, Verdict
from naungan.sponsorship.open_scheme import quotas, set_quota
from naungan.sponsorship.pages.common import (
    READERS,
    VERDICTS,
    Form,
    actor_of,
    candidate_of,
    doing,
    list_of,
    scheme_of,
    shared,
    sponsor_of,
)
from naungan.sponsorship.short_scheme import short_scheme
from naungan.sponsorship.short_scheme_words import short_words
from naungan.web.forms import read_text, read_whole
from naungan.web.pages import show
from naungan.web.paging import cursor_page

SIZE = 50
LOOK = gettext_noop("Calon pada daftar penanggung")


@page(*READERS)
@require_GET
def scheme(request: HttpRequest, payer: int, scheme: int) -> HttpResponse:
    """A scheme: rules, quotas, lists, decrees, and what must be known before anything is signed."""
    sponsor = sponsor_of(payer)
    found = scheme_of(sponsor, scheme)
    months = month_of(found.last_month) - month_of(found.first_month) + 1
    lists = CandidateList.objects.filter(scheme=found).order_by("pk")
    counted = Candidate.objects.filter(listing__in=lists).values("listing_id", "verdict").annotate(n=Count("id"))
    counts = {(one["listing_id"], one["verdict"]): one["n"] for one in counted}
    context = {
        **shared(request, sponsor, (found.name, "")),
        "scheme": found,
        "months": months,
        "warnings": list(short_words(short_scheme(month_of(found.first_month), months))),
        "quotas": sorted(quotas(found).items(), key=lambda pair: pair[0].code),
        "lists": [
            {"list": one, "counts": [(VERDICTS[Verdict(v)], counts.get((one.pk, v), 0)) for v in Verdict.values]}
            for one in lists
        ],
        "waiting": sum(n for (_, verdict), n in counts.items() if verdict in (Verdict.REVIEW, Verdict.UNJUDGED)),
        "eligible": sum(n for (_, verdict), n in counts.items() if verdict == Verdict.ELIGIBLE),
        "decrees": Decree.objects.filter(scheme=found).order_by("pk"),
        "lines": BudgetLine.objects.filter(payer=sponsor, changes__isnull=True).order_by("-year", "account_code"),
    }
    return show(request, "sponsorship/scheme.html", context)


@page(Role.SPONSOR)
@require_POST
def upload(request: HttpRequest, payer: int, scheme: int) -> HttpResponse:
    """Take a list in and judge it."""
    sponsor = sponsor_of(payer)
    found, form = scheme_of(sponsor, scheme), Form(request.POST.dict())
    source, given_by = form.read("sumber", read_text), form.read("penyerah", read_text)
    sent = request.FILES.get("berkas")
    if form.errors or not isinstance(sent, UploadedFile):
        words = [said for _, said in form.errors] or [gettext("Pilih berkas XLSX atau CSV.")]
        messages.error(request, " ".join(words))
        return redirect("sponsorship:scheme", sponsor.pk, found.pk)
    try:
        with tempfile.TemporaryDirectory() as folder, as_system():
            path = Path(folder, "daftar").with_suffix(Path(sent.name or "").suffix.lower()[:6])
            path.write_bytes(sent.read())
            received = receive_list(
                path, found, source=source or "", given_by=given_by or "", name=Path(sent.name or "").name,
                account_id=actor_of(request).account_id,
            )  # fmt: skip
            judge_list(received.listing.pk)
    except Refused as no:
        messages.error(request, str(no))
        return redirect("sponsorship:scheme", sponsor.pk, found.pk)
    if received.again:
        messages.info(request, gettext("Berkas yang sama sudah masuk sebelumnya; daftarnya dinilai ulang."))
    return redirect("sponsorship:list", sponsor.pk, received.listing.pk)


@page(Role.SPONSOR)
@require_POST
def quota(request: HttpRequest, payer: int, scheme: int) -> HttpResponse:
    """Set a district's quota."""
    sponsor = sponsor_of(payer)
    found, form = scheme_of(sponsor, scheme), Form(request.POST.dict())
    people = form.read("orang", read_whole)
    if people is None:
        messages.error(request, form.wrong["orang"])
        return redirect("sponsorship:scheme", sponsor.pk, found.pk)

    def act() -> str:
        set_quota(found, form.text("kabupaten").strip(), people)
        return gettext("Kuota dicatat.")

    return doing(request, act, "sponsorship:scheme", sponsor.pk, found.pk)


@page(*READERS)
@require_GET
def listing(request: HttpRequest, payer: int, listing: int) -> HttpResponse:
    """The rows of a list, by verdict."""
    sponsor = sponsor_of(payer)
    found = list_of(sponsor, listing)
    chosen = request.GET.get("putusan", "")
    rows = Candidate.objects.filter(listing=found).select_related("region", "covered_by")
    counts = dict(rows.values_list("verdict").annotate(n=Count("id")))
    if chosen in Verdict.values:
        rows = rows.filter(verdict=chosen)
    shown = cursor_page(rows, request, ("line",), SIZE)
    context = {
        **shared(request, sponsor, _to_scheme(found), (found.name, "")),
        "list": found,
        "chosen": chosen,
        "counts": [(verdict, VERDICTS[verdict], counts.get(verdict, 0)) for verdict in Verdict],
        "page": shown,
        "rows": [_row(one) for one in shown.rows],
    }
    return show(request, "sponsorship/list.html", context)


@page(Role.SPONSOR)
@require_POST
def judge(request: HttpRequest, payer: int, listing: int) -> HttpResponse:
    """Judge a list again."""
    sponsor = sponsor_of(payer)
    found = list_of(sponsor, listing)

    def act() -> str:
        judge_list(found.pk)
        return gettext("Daftar dinilai ulang.")

    return doing(request, act, "sponsorship:list", sponsor.pk, found.pk)


@page(*READERS)
@require_http_methods(["GET", "POST"])
def candidate(request: HttpRequest, payer: int, candidate: int) -> HttpResponse:
    """A candidate with every reason, beside the person or the row it may be; a sponsor decides."""
    sponsor = sponsor_of(payer)
    found, actor = candidate_of(sponsor, candidate), actor_of(request)
    form = Form(request.POST.dict())
    if request.method == "POST" and actor.role == Role.SPONSOR:
        same = {"ya": True, "tidak": False}.get(form.text("sama"))
        try:
            with as_system():
                rule(
                    found.pk, eligible=form.text("putusan") == "terima", reason=form.text("alasan"), who=actor.name,
                    same_person=same, account_id=actor.account_id,
                )  # fmt: skip
        except Refused as no:
            form.refuse("alasan", str(no))
        else:
            messages.success(request, gettext("Putusan dicatat."))
            return redirect(f"{reverse('sponsorship:list', args=[sponsor.pk, found.listing_id])}?putusan=review")
    person = _person_beside(request, found)
    codes = {kept["code"] for kept in found.reasons}
    context = {
        **shared(request, sponsor, _to_scheme(found.listing), (gettext("Baris %d") % found.line, "")),
        "one": found,
        "row": _row(found),
        "person": person,
        "unsure": "person-unsure" in codes,
        "rulings": found.rulings.order_by("-pk"),
        "decidable": found.verdict == Verdict.REVIEW or found.rulings.exists(),
        "form": form,
    }
    return show(request, "sponsorship/candidate.html", context, 422 if form.errors else 200)


def _person_beside(request: HttpRequest, found: Candidate) -> Person | None:
    """Who of the registry it may be: seen for this decision, and the look is kept."""
    if found.person_id is None:
        return None
    with reading_as_system():
        person = Person.objects.select_related("region").get(pk=found.person_id)
    looked(actor_of(request), person.pk, LOOK)
    return person


def _row(one: Candidate) -> dict[str, object]:
    kind, words = VERDICTS[Verdict(one.verdict)]
    reasons = [{"words": words_of(kept), "weight": TABLE[kept["code"]][0].value} for kept in one.reasons]
    return {"one": one, "kind": kind, "words": words, "reasons": reasons}


def _to_scheme(found: CandidateList) -> tuple[str, str]:
    return found.scheme.name, reverse("sponsorship:scheme", args=[found.payer_id, found.scheme_id])
