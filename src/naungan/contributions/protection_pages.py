"""The calculator of a sponsor: people x months x package, and how far a budget goes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from naungan.access.doors import public
from naungan.access.limits import CALCULATE, asked, limited
from naungan.contributions.calculator_answer import lasting, shown_answer
from naungan.contributions.calculator_fields import PAYERS, SECTORS, Field
from naungan.contributions.calculator_pages import shapes_of
from naungan.contributions.calculator_reading import Filled, blamed, canonical, read_fields
from naungan.law.errors import QuestionError
from naungan.law.months import first_day, month_of
from naungan.law.protection_cost import Funded, Plan, ProtectionCost, funded, protection_cost
from naungan.web.downloads import Column, Kind, as_csv, as_xlsx
from naungan.web.pages import show
from naungan.web.templatetags import formats

FIELDS = (
    Field(
        "orang", "people", gettext_lazy("Jumlah orang"), "whole", required=True, hint=gettext_lazy("Misalnya 22.121")
    ),
    Field(
        "mulai",
        "date",
        gettext_lazy("Mulai bulan"),
        "month",
        required=True,
        hint=gettext_lazy("Contoh: Januari 2026"),
    ),
    Field(
        "lama",
        "months",
        gettext_lazy("Lama, bulan"),
        "whole",
        required=True,
        hint=gettext_lazy("Paling lama 120 bulan"),
    ),
    Field("pembayar", "paid_by", gettext_lazy("Siapa yang membayar"), "choice", choices=PAYERS, ordinary="APBD"),
    Field("jht", "jht", gettext_lazy("Dengan JHT (tabungan hari tua)"), "flag"),
    Field(
        "anggaran",
        "budget",
        gettext_lazy("Anggaran yang ada"),
        "rupiah",
        hint=gettext_lazy("Untuk melihat sampai bulan apa uang itu cukup"),
    ),
    Field(
        "sektor",
        "sector",
        gettext_lazy("Pekerjaan"),
        "choice",
        choices=SECTORS,
        ordinary="other",
        further=True,
        hint=gettext_lazy("Untuk keringanan PP 50/2025"),
    ),
    Field(
        "penghasilan",
        "declared_income",
        gettext_lazy("Penghasilan sebulan tiap orang"),
        "rupiah",
        further=True,
        hint=gettext_lazy("Bila kosong dipakai golongan terendah"),
    ),
)


@limited(CALCULATE, when=asked)
@public
@require_safe
def protection(request: HttpRequest) -> HttpResponse:
    """The form, and with its fields filled what protection costs month by month."""
    filled = read_fields(FIELDS, request.GET.dict())
    if filled.empty:
        return _form(request, filled, {})
    cost, errors = _cost(filled)
    if cost is None:
        return _form(request, filled, errors, status=400)
    address = canonical(FIELDS, filled.values)
    if request.GET.urlencode() != address:
        return HttpResponseRedirect(f"{request.path}?{address}")
    budget = filled.values.get("anggaran")
    context = {
        "cost": cost,
        "stretches": [
            {"words": lasting([one.month for one in found.months]), "first": found.months[0], "stretch": found}
            for found in cost.stretches
        ],
        "explained": [
            {"words": lasting([one.month for one in found.months]), "answer": shown_answer(found.months[0].answer)}
            for found in cost.stretches
        ],
        "funded": _funded(cost, budget) if budget is not None else None,
        "forgone": sum(one.forgone * one.people for one in cost.months),
        "payer": dict(PAYERS)[cost.plan.paid_by],
        "query": address,
        "address": request.build_absolute_uri(f"{request.path}?{address}"),
    }
    return _form(request, filled, {}, context)


@limited(CALCULATE, when=asked)
@public
@require_safe
def protection_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """The plan month by month as CSV or XLSX."""
    filled = read_fields(FIELDS, request.GET.dict())
    cost, errors = _cost(filled)
    if cost is None:
        return _form(request, filled, errors, status=400)
    return _file(form, cost)


def _cost(filled: Filled) -> tuple[ProtectionCost | None, dict[str, str]]:
    """The plan worked out, or every mistake by field."""
    if filled.errors:
        return None, dict(filled.errors)
    values = filled.values
    plan = Plan(
        people=values["orang"],
        first_month=month_of(values["mulai"]),
        months=values["lama"],
        income=values.get("penghasilan", 0),
        jht=values.get("jht", False),
        paid_by=values["pembayar"],
        sector=values["sektor"],
    )
    try:
        return protection_cost(plan), {}
    except QuestionError as no:
        return None, dict([blamed(FIELDS, no)])


def _funded(cost: ProtectionCost, budget: int) -> dict[str, Any]:
    found: Funded = funded(cost, budget)
    return {
        "budget": budget,
        "months": found.months,
        "last": first_day(found.last) if found.last is not None else None,
        "left": found.left,
        "lacking": found.lacking,
        "all": found.months == len(cost.months),
    }


def _file(form: str, cost: ProtectionCost) -> FileResponse:
    columns = (
        Column(gettext("Bulan"), Kind.MONTH),
        Column(gettext("Orang"), Kind.WHOLE),
        Column(gettext("JKK tiap orang"), Kind.RUPIAH),
        Column(gettext("JKM tiap orang"), Kind.RUPIAH),
        Column(gettext("JHT tiap orang"), Kind.RUPIAH),
        Column(gettext("Iuran tiap orang"), Kind.RUPIAH),
        Column(gettext("Biaya bulan itu"), Kind.RUPIAH, 22),
        Column(gettext("Keringanan"), width=16),
        Column(gettext("Keringanan yang tidak didapat pembayar ini, tiap orang"), Kind.RUPIAH, 26),
    )
    rows: list[tuple[date | int | str, ...]] = [
        (
            first_day(one.month),
            one.people,
            one.jkk,
            one.jkm,
            one.jht,
            one.per_person,
            one.cost,
            gettext("ya") if one.relief else gettext("tidak"),
            one.forgone,
        )
        for one in cost.months
    ]
    about = {
        gettext("Jumlah seluruhnya"): formats.rupiah(cost.total),
        gettext("Pembayar"): str(dict(PAYERS)[cost.plan.paid_by]),
        gettext("Versi hukum"): cost.months[0].answer.law.statute.version,
        gettext("Belum terverifikasi"): ", ".join(cost.unverified) or gettext("tidak ada"),
        gettext("Diambil pada"): formats.moment(timezone.now()),
    }
    name = f"naungan-biaya-perlindungan-{cost.plan.people}-{cost.plan.months}"
    return as_csv(name, columns, rows, about) if form == "csv" else as_xlsx(name, columns, rows, about)


def _form(
    request: HttpRequest,
    filled: Filled,
    errors: dict[str, str],
    context: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    shapes = shapes_of(FIELDS, filled, errors)
    further = [one for one in shapes if one.field.further]
    return show(
        request,
        "contributions/protection.html",
        {
            "fields": [one for one in shapes if not one.field.further],
            "further": further,
            "further_open": any(one.text not in ("", one.field.ordinary) or one.error for one in further),
            "errors": list(errors.items()),
            **(context or {}),
        },
        status,
    )
