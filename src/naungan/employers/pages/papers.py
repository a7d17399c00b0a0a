"""History, bills, downloads, letters and certificates."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naungan.access.doors import page, public
from naungan.access.looks import looked, looked_at_many
from naungan.access.scope import reading_as_system
from naungan.contributions.bill_view import view_bill
from naungan.contributions.errors import UnknownBill
from naungan.employers.bill_rows import bill_rows
from naungan.employers.certificate import compliance, find_certificate, issue_certificate
from naungan.employers.detail import COLUMNS, IDENTIFIERS, detail
from naungan.employers.history import months_of
from naungan.employers.models import Certificate
from naungan.employers.months import EmployerMonth, employer
from naungan.employers.pages.common import BOTH, actor_of, month_of
from naungan.employers.pages.listing import fetched_page
from naungan.employers.paper import certificate_pdf, correction_pdf, read_correction
from naungan.employers.roster import roster_page, worker
from naungan.errors import Refused
from naungan.registry.models import Payer
from naungan.web.downloads import Column, Kind, as_xlsx
from naungan.web.pages import show
from naungan.web.templatetags.formats import month as in_words

MONTHS_SHOWN, LINES_SHOWN, FOUND_AT_MOST, CERTIFICATES_SHOWN = 24, 100, 20, 12


def _payer(request: HttpRequest) -> Payer:
    found = employer(actor_of(request).payer_id)
    if found is None:
        raise Http404
    return found


@page(*BOTH)
@require_GET
def history(request: HttpRequest) -> HttpResponse:
    """The months, newest first."""
    payer = _payer(request)
    before = request.GET.get("sebelum", "")
    beyond = _month(before) if before else None
    lines = months_of(payer.pk, beyond, MONTHS_SHOWN + 1)
    older = lines[MONTHS_SHOWN - 1].month if len(lines) > MONTHS_SHOWN else None
    context = {"payer": payer, "lines": lines[:MONTHS_SHOWN], "older": older, "today": timezone.localdate()}
    return show(request, "employers/history.html", context)


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as wrong:
        raise Http404 from wrong


@page(*BOTH)
@require_GET
def bill(request: HttpRequest, month: date) -> HttpResponse:
    """One bill with its lines."""
    payer = _payer(request)
    try:
        found = view_bill(payer.code, month)
    except UnknownBill as no:
        raise Http404(str(no)) from no
    search = request.GET.get("cari", "")[:100]
    shown = fetched_page(request, partial(bill_rows, found, search), ("place",), LINES_SHOWN)
    context = {"payer": payer, "bill": found, "page": shown, "search": search}
    return show(request, "employers/bill.html", context)


@page(*BOTH)
@require_GET
def detail_file(request: HttpRequest, month: date) -> HttpResponseBase:
    """The contribution detail of a month as XLSX, one row a worker."""
    about = month_of(request, month)
    rows = list(detail(about))
    looked_at_many(actor_of(request), [one.person_id for one in rows], gettext("Rincian iuran (berkas XLSX)"))
    kinds = {"tgl_lahir": Kind.DAY, "tgl_kepesertaan": Kind.DAY}
    columns = [
        Column(name, Kind.TEXT if name in (*IDENTIFIERS, "nama_tk") else kinds.get(name, Kind.RUPIAH))
        for name in COLUMNS
    ]
    facts = {
        gettext("Pemberi kerja"): str(about.payer),
        gettext("Bulan iuran"): in_words(month),
        gettext("Dasar"): _basis(about),
        gettext("Tanggal"): f"{timezone.localdate():%Y-%m-%d}",
        gettext("JKP"): gettext("bagian JKP diambil dari JKK, JKM, dan Pemerintah; tidak menambah total"),
    }  # fmt: skip
    return as_xlsx(f"rincian-iuran-{about.payer.code}-{month:%Y-%m}", columns, (one.cells for one in rows), facts)


def _basis(about: EmployerMonth) -> str:
    if about.closed_into:
        return gettext("sebagaimana ditagih")
    return gettext("sebagaimana dilaporkan sampai sekarang; belum ditagih")


@page(*BOTH)
@require_GET
def papers(request: HttpRequest) -> HttpResponse:
    """Letters and certificates."""
    payer = _payer(request)
    certificates = Certificate.objects.filter(payer=payer).order_by("-id")[:CERTIFICATES_SHOWN]
    context = {"payer": payer, "compliance": compliance(payer, timezone.localdate()), "certificates": certificates}
    return show(request, "employers/papers.html", context)


@page(*BOTH)
@require_POST
def new_certificate(request: HttpRequest) -> HttpResponse:
    """Issue a certificate as of today."""
    payer = _payer(request)
    try:
        made = issue_certificate(payer, actor_of(request), timezone.localdate())
    except Refused as no:
        messages.error(request, str(no))
        return redirect("employers:papers")
    return redirect("employers:certificate_pdf", made.code)


@page(*BOTH)
@require_GET
def certificate_file(request: HttpRequest, code: str) -> HttpResponse:
    """A certificate on paper."""
    made = get_object_or_404(Certificate.objects.select_related("payer"), code=code)
    address = request.build_absolute_uri(f"/perusahaan/sertifikat/{made.code}/")
    return certificate_pdf(made, address)


@public
@require_GET
def verify(request: HttpRequest, code: str = "") -> HttpResponse:
    """Whether a certificate is one of ours, and what it says: for whoever was shown it."""
    asked = code or request.GET.get("kode", "")[:40]
    with reading_as_system():
        found = find_certificate(asked) if asked else None
    return show(request, "employers/verify.html", {"asked": asked, "certificate": found})


@page(*BOTH)
@require_http_methods(["GET", "POST"])
def correction(request: HttpRequest) -> HttpResponse:
    """The letter by which the head of the firm asks for the correction of a wage (workflows.md 2.4)."""
    payer = _payer(request)
    search, chosen = request.GET.get("cari", "")[:100], request.GET.get("pekerja", "")
    month = _month(request.GET["bulan"]) if request.GET.get("bulan") else None
    about = month_of(request, month) if month else None
    who = worker(about, int(chosen)) if about and chosen.isdigit() and len(chosen) < 18 else None
    errors: list[tuple[str, str]] = []
    if request.method == "POST" and about and who:
        letter, errors = read_correction(request.POST)
        if letter is not None:
            looked(actor_of(request), who.person_id, gettext("Surat koreksi upah"))
            return correction_pdf(about, who, letter)
    found = roster_page(about, search, (), FOUND_AT_MOST) if about and search.strip() and not who else []
    context = {
        "payer": payer, "search": search, "month": month, "found": found, "worker": who, "errors": errors,
        "wrong": dict(errors), "posted": request.POST,
    }  # fmt: skip
    return show(request, "employers/correction.html", context, 422 if errors else 200)
