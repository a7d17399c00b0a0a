"""A decree: made, its people and reserve, its papers, enrolment and replacements."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from naungan.access.doors import page
from naungan.access.models import Role
from naungan.access.scope import as_system, reading_as_system
from naungan.errors import Refused
from naungan.registry.participate import Leaving
from naungan.saying import gettext
from naungan.sponsorship.decree import make_decree
from naungan.sponsorship.enrol import enrol, replace
from naungan.sponsorship.models import DecreeLine, Enrolment
from naungan.sponsorship.pages.common import (
    READERS,
    Form,
    actor_of,
    decree_of,
    doing,
    scheme_of,
    shared,
    sponsor_of,
)
from naungan.sponsorship.papers import audit_pack, decree_pdf, decree_xlsx, is_as_decreed, rejected_xlsx
from naungan.web.downloads import XLSX
from naungan.web.forms import read_day, read_month, read_text, read_whole
from naungan.web.pages import show
from naungan.web.paging import cursor_page
from naungan.web.templatetags.formats import whole

SIZE = 50
PDF, ZIP = "application/pdf", "application/zip"
REASONS = (
    (Leaving.DIED, gettext_lazy("Meninggal dunia")),
    (Leaving.MOVED, gettext_lazy("Pindah")),
    (Leaving.REPLACED, gettext_lazy("Menjadi penerima upah atau sebab lain")),
)


@page(Role.SPONSOR)
@require_POST
def make(request: HttpRequest, payer: int, scheme: int) -> HttpResponse:
    """Make a decree of who is eligible."""
    sponsor = sponsor_of(payer)
    found, form = scheme_of(sponsor, scheme), Form(request.POST.dict())
    number, signed_by = form.read("nomor", read_text), form.read("penanda_tangan", read_text)
    signed_on, most = form.read("tanggal", read_day), form.read_if_given("paling_banyak", read_whole)
    if form.errors or signed_on is None:
        return doing(request, lambda: _refused(form), "sponsorship:scheme", sponsor.pk, found.pk)
    try:
        with as_system():
            made = make_decree(
                found, number=number or "", signed_on=signed_on, signed_by=signed_by or "", most=most,
                account_id=actor_of(request).account_id,
            )  # fmt: skip
    except Refused as no:
        form.refuse("", str(no))
        return doing(request, lambda: _refused(form), "sponsorship:scheme", sponsor.pk, found.pk)
    return redirect("sponsorship:decree", sponsor.pk, made.pk)


def _refused(form: Form) -> str:
    raise Refused(" ".join(said for _, said in form.errors))


@page(*READERS)
@require_GET
def decree(request: HttpRequest, payer: int, decree: int) -> HttpResponse:
    """The people of a decree, or its reserve, with who is under cover."""
    sponsor = sponsor_of(payer)
    found = decree_of(sponsor, decree)
    reserve = request.GET.get("bagian") == "cadangan"
    rows = DecreeLine.objects.filter(decree=found, reserve=reserve).select_related(
        "candidate", "region", "enrolment__participation", "replaced_by__came__candidate"
    )
    enrolled = Enrolment.objects.filter(line__decree=found)
    scheme = (found.scheme.name, reverse("sponsorship:scheme", args=[sponsor.pk, found.scheme_id]))
    context = {
        **shared(request, sponsor, scheme, (found.number, "")),
        "decree": found,
        "reserve": reserve,
        "page": cursor_page(rows, request, ("serial",), SIZE),
        "enrolled": enrolled.filter(participation__isnull=False).count(),
        "refused": enrolled.filter(participation__isnull=True).count(),
        "left": DecreeLine.objects.filter(decree=found, reserve=False, enrolment__isnull=True).count(),
        "reasons": REASONS,
    }
    return show(request, "sponsorship/decree.html", context)


@page(*READERS)
@require_GET
def paper(request: HttpRequest, payer: int, decree: int, name: str) -> HttpResponse:
    """A paper of a decree."""
    found = decree_of(sponsor_of(payer), decree)
    papers = {
        "sk.pdf": (decree_pdf, PDF),
        "sk.xlsx": (decree_xlsx, XLSX),
        "audit.zip": (audit_pack, ZIP),
    }
    with (
        reading_as_system()
    ):  # the people a decree names were found in the registry, which its sponsor sees only in part
        if name == "ditolak.xlsx":
            content, kind = rejected_xlsx(found.scheme), XLSX
        elif name in papers:
            content, kind = papers[name][0](found), papers[name][1]
        else:
            raise Http404(name)
    answer = HttpResponse(content, content_type=kind)
    shown = "inline" if kind == PDF else "attachment"
    answer.headers["Content-Disposition"] = f'{shown}; filename="sk-{found.pk}-{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@page(Role.SPONSOR)
@require_POST
def enrolment(request: HttpRequest, payer: int, decree: int) -> HttpResponse:
    """Put the people of a decree under cover."""
    sponsor = sponsor_of(payer)
    found, account = decree_of(sponsor, decree), actor_of(request).account_id

    def act() -> str:
        if not is_as_decreed(found):
            raise Refused(gettext("Daftar ini tidak lagi sama dengan yang ditandatangani."))
        done = enrol(found, account_id=account)
        return gettext("Didaftarkan %(started)s orang, dilanjutkan %(continued)s, ditolak %(refused)s.") % {
            "started": whole(done.started),
            "continued": whole(done.continued),
            "refused": whole(len(done.refused)),
        }

    return doing(request, act, "sponsorship:decree", sponsor.pk, found.pk)


@page(Role.SPONSOR)
@require_POST
def replacement(request: HttpRequest, payer: int, decree: int) -> HttpResponse:
    """Let the reserve take somebody's place."""
    sponsor = sponsor_of(payer)
    found, form = decree_of(sponsor, decree), Form(request.POST.dict())
    number = form.text("baris")
    line = get_object_or_404(DecreeLine, pk=int(number) if number.isdigit() else 0, decree=found)
    on, account = form.read("mulai", read_month), actor_of(request).account_id
    if on is None:
        return doing(request, lambda: _refused(form), "sponsorship:decree", sponsor.pk, found.pk)

    def act() -> str:
        made = replace(line, because=form.text("sebab"), on=on, account_id=account)
        if made.came is None:
            return gettext("Dicatat keluar; tidak ada cadangan yang dapat menggantikan.")
        return gettext("Digantikan oleh %(name)s.") % {"name": made.came.candidate.name}

    return doing(request, act, "sponsorship:decree", sponsor.pk, found.pk)
