"""The budget officer's year on one page, and the forms that add to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naungan.access.doors import page
from naungan.access.models import Role
from naungan.access.scope import as_system
from naungan.contributions.models import Payment
from naungan.errors import Refused
from naungan.registry.models import Payer, PayerKind
from naungan.sponsorship.models import BudgetLine, Fund
from naungan.sponsorship.money import add_budget, commit, realise
from naungan.sponsorship.open_scheme import open_scheme
from naungan.sponsorship.pages.common import READERS, Form, actor_of, doing, scheme_of, shared, sponsor_of
from naungan.sponsorship.published import facts, recomputed
from naungan.sponsorship.year import unassigned_payments, year_of, years_of
from naungan.web.forms import read_month, read_rupiah, read_text, read_whole
from naungan.web.pages import show

MOST_SPONSORS = 200


@page(*READERS)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """A sponsor's own year; for officers the sponsors they see."""
    actor = actor_of(request)
    if actor.role == Role.SPONSOR and actor.payer_id:
        return redirect("sponsorship:year", actor.payer_id)
    rows = Payer.objects.filter(kind=PayerKind.SPONSOR).select_related("sponsor", "region").order_by("region__code")
    return show(request, "sponsorship/sponsors.html", {"sponsors": rows[:MOST_SPONSORS]})


@page(*READERS)
@require_GET
def year(request: HttpRequest, payer: int) -> HttpResponse:
    """Money, schemes, bills and people of a year."""
    sponsor, today = sponsor_of(payer), timezone.localdate()
    years = years_of(sponsor)
    asked = request.GET.get("tahun", "")
    chosen = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else (years or [today.year])[0]
    told = year_of(sponsor, chosen, today)
    context = {
        **shared(request, sponsor),
        "year": told,
        "counted": int(told.counts_as),
        "years": sorted({*years, chosen, today.year}, reverse=True),
        "unassigned": unassigned_payments(sponsor),
        "printed": [recomputed(one) for one in facts() if one.region == sponsor.region.code],
    }
    return show(request, "sponsorship/year.html", context)


@page(Role.SPONSOR)
@require_http_methods(["GET", "POST"])
def budget(request: HttpRequest, payer: int) -> HttpResponse:
    """Add a budget line, or change one by more or less."""
    sponsor = sponsor_of(payer)
    form = Form(request.POST.dict())
    if request.method == "POST" and _added(sponsor, form, actor_of(request).account_id):
        messages.success(request, gettext("Baris anggaran dicatat."))
        return redirect("sponsorship:year", sponsor.pk)
    lines = BudgetLine.objects.filter(payer=sponsor, changes__isnull=True).order_by("-year", "account_code")
    context = {
        **shared(request, sponsor, (gettext("Tambah anggaran"), "")),
        "form": form,
        "funds": Fund.choices,
        "lines": lines,
    }
    return show(request, "sponsorship/budget.html", context, 422 if form.errors else 200)


def _added(sponsor: Payer, form: Form, account_id: int) -> bool:
    amount, month = form.read("jumlah", read_rupiah), form.read("mulai", read_month)
    code, label = form.read("rekening", read_text), form.read("uraian", read_text)
    document = form.read("dokumen", read_text)
    changed = form.text("mengubah")
    line = get_object_or_404(BudgetLine, pk=changed, payer=sponsor) if changed.isdigit() else None
    if form.errors or amount is None or month is None:
        return False
    try:
        add_budget(
            sponsor, year=month.year, account_code=code or "", label=label or "", fund=form.text("dana"),
            document=document or "", amount=-amount if form.text("kurang") else amount, from_month=month,
            changes=line, account_id=account_id,
        )  # fmt: skip
    except Refused as no:
        form.refuse("jumlah", str(no))
    return not form.errors


@page(Role.SPONSOR)
@require_POST
def paid_from(request: HttpRequest, payer: int) -> HttpResponse:
    """Put a payment to a budget line."""
    sponsor = sponsor_of(payer)
    line = get_object_or_404(BudgetLine, pk=_number(request, "baris"), payer=sponsor)
    payment = get_object_or_404(Payment, pk=_number(request, "pembayaran"), payer=sponsor)
    reference, account = request.POST.get("sp2d", ""), actor_of(request).account_id

    def act() -> str:
        realise(line, payment, reference, account)
        return gettext("Realisasi dicatat.")

    return doing(request, act, "sponsorship:year", sponsor.pk)


@page(Role.SPONSOR)
@require_POST
def commitment(request: HttpRequest, payer: int, scheme: int) -> HttpResponse:
    """Commit a part of a budget line to a scheme."""
    sponsor = sponsor_of(payer)
    found = scheme_of(sponsor, scheme)
    line = get_object_or_404(BudgetLine, pk=_number(request, "baris"), payer=sponsor)
    form, account = Form(request.POST.dict()), actor_of(request).account_id
    amount = form.read("jumlah", read_rupiah)
    if amount is None:
        messages.error(request, form.wrong["jumlah"])
        return redirect("sponsorship:scheme", sponsor.pk, found.pk)

    def act() -> str:
        commit(line, found, amount, form.text("keterangan"), account)
        return gettext("Anggaran diikat untuk skema ini.")

    return doing(request, act, "sponsorship:scheme", sponsor.pk, found.pk)


@page(Role.SPONSOR)
@require_http_methods(["GET", "POST"])
def new_scheme(request: HttpRequest, payer: int) -> HttpResponse:
    """Open a scheme."""
    sponsor = sponsor_of(payer)
    form = Form(request.POST.dict())
    if request.method == "POST":
        name, month = form.read("nama", read_text), form.read("mulai", read_month)
        months, decile = form.read("lama", read_whole), form.read_if_given("desil", read_whole)
        if name and month and months is not None and not form.errors:
            opened = _opened(sponsor, form, actor_of(request).account_id, name, month, months, decile)
            if opened:
                return redirect("sponsorship:scheme", sponsor.pk, opened)
    context = {**shared(request, sponsor, (gettext("Skema baru"), "")), "form": form}
    return show(request, "sponsorship/new_scheme.html", context, 422 if form.errors else 200)


def _opened(
    sponsor: Payer, form: Form, account_id: int, name: str, month: date, months: int, decile: int | None
) -> int | None:
    rules: dict[str, Any] = {"highest_decile": decile, "occupations": form.text("pekerjaan").split(",")}
    try:
        with as_system():
            return open_scheme(
                sponsor, name=name, first_month=month, months=months, with_jht=bool(form.text("jht")),
                account_id=account_id, **rules,
            ).pk  # fmt: skip
    except Refused as no:
        form.refuse("nama", str(no))
        return None


def _number(request: HttpRequest, name: str) -> int:
    sent = request.POST.get(name, "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 18 else 0
