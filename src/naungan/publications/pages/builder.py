"""The report builder: which report, of where, of when."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from naungan.access.doors import page
from naungan.access.models import Role
from naungan.access.scope import as_system
from naungan.coverage.report import days_with_figures
from naungan.errors import Refused
from naungan.publications.build import MAKERS, publish
from naungan.publications.errors import NoSuchReport
from naungan.publications.models import Kind
from naungan.publications.pages.common import OFFICERS
from naungan.registry.models import Region
from naungan.saying import gettext
from naungan.web.forms import read_day

KINDS = {
    Kind.GOVERNOR: gettext_lazy("Dua halaman untuk gubernur (PDF)"),
    Kind.QUARTER: gettext_lazy("Laporan triwulan untuk Kemendagri (XLSX)"),
    Kind.BRANCH: gettext_lazy("Lembar bulanan cabang (XLSX dan PDF)"),
    Kind.OPEN_DATA: gettext_lazy("Data terbuka (CSV dengan metadata)"),
}


def choices(request: HttpRequest) -> dict[str, Any]:
    """What the builder offers to the one who asks: the regions under theirs, and the days that have figures."""
    return {
        "kinds": [(kind.value, KINDS[kind]) for kind in MAKERS],
        "regions": _regions(request),
        "days": list(reversed(days_with_figures())),
    }


@page(*OFFICERS)
@require_POST
def build(request: HttpRequest) -> HttpResponse:
    """Make the report that was chosen, and show it."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    code = request.POST.get("wilayah", "")
    try:
        if code not in {region.code for region in _regions(request)}:
            raise NoSuchReport(gettext("Pilih wilayah dari daftar: wilayah lain bukan wewenang Anda."))
        day = read_day(request.POST.get("tanggal", ""))
        with as_system():
            made = publish(request.POST.get("jenis", ""), code, day, actor.account_id)
    except Refused as no:
        messages.error(request, str(no))
        return redirect("publications:listing")
    messages.success(request, gettext("Laporan %(reference)s siap.") % {"reference": made.reference})
    return redirect("publications:publication", made.reference)


def _regions(request: HttpRequest) -> list[Region]:
    """The region of the one who asks and those below it; head office has all."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    found = Region.objects.filter(level__lte=2).exclude(code_system="bps").order_by("level", "code")
    here = [one for one in found if _kalimantan(one)]
    if actor.role == Role.HEAD_OFFICE:
        return here
    own = Region.objects.get(pk=actor.region_id)
    return [one for one in here if own.level == 0 or one.code == own.code or one.code.startswith(f"{own.code}.")]


def _kalimantan(region: Region) -> bool:
    return region.level == 0 or region.code[:2] in {"61", "62", "63", "64", "65"}
