"""Who has not paid: the list to call, its filters in the address, and the list to take away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from naungan.access.doors import page
from naungan.desk.arrears import AGES, KINDS, NEVER, ORDERS, Beside, Filters, beside, owing_filtered
from naungan.desk.counting import keep_counts
from naungan.desk.labels import label_of
from naungan.desk.models import Outcome, Owing
from naungan.desk.owing import owed_sums
from naungan.desk.pages.common import READERS, state_now
from naungan.registry.models import PayerKind, Region
from naungan.web.downloads import Column, Kind, as_csv, as_xlsx
from naungan.web.pages import show
from naungan.web.paging import cursor_page

SIZES = (25, 50, 100)
MOST_EXPORTED = 50_000
AT_ONCE = 2_000
CALLED = (NEVER, *Outcome.values)


@page(*READERS)
@require_GET
def arrears(request: HttpRequest) -> HttpResponse:
    """A page of the payers that owe, with the sums of all that fit the filters."""
    state = state_now()
    keep_counts(state, timezone.now())
    filters = filters_of(request, state.day)
    rows = owing_filtered(filters)
    shown = cursor_page(rows, request, filters.key, _size(request))
    known = beside(row.payer_id for row in shown.rows)
    facts = {
        "state": state,
        "filters": filters,
        "sums": owed_sums(rows),
        "page": shown,
        "rows": [
            {"owing": row, "beside": known.get(row.payer_id), "kind": label_of(PayerKind, row.kind)}
            for row in shown.rows
        ],
        "query": _query(request),
        "sizes": SIZES,
        "size": _size(request),
        "choices": _choices(),
    }
    return show(request, "desk/arrears.html", facts)


@page(*READERS)
@require_GET
def arrears_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The whole list as CSV or XLSX, as it is filtered."""
    state = state_now()
    filters = filters_of(request, state.day)
    rows = owing_filtered(filters).order_by(*filters.key)[:MOST_EXPORTED]
    about = {
        gettext("Isi"): gettext("Pembayar yang menunggak, dengan umur tunggakan (K08)"),
        gettext("Per tanggal"): state.day.isoformat(),
        gettext("Saringan"): request.GET.urlencode() or "–",
    }
    make = {"csv": as_csv, "xlsx": as_xlsx}[ending]
    return make(f"tunggakan-{state.day}", _columns(), _rows(list(rows)), about)


def filters_of(request: HttpRequest, day: date) -> Filters:
    """The filters of an address; what it does not know it leaves out."""
    asked = request.GET
    region = asked.get("wilayah", "")
    return Filters(
        age=_known(asked.get("umur", ""), AGES),
        kind=_known(asked.get("jenis", ""), KINDS),
        region=int(region) if region.isascii() and region.isdigit() and len(region) < 5 else None,
        called=_known(asked.get("hasil", ""), CALLED),
        due=day if asked.get("tindak") == "hari-ini" else None,
        words=asked.get("kata", "").strip()[:60],
        order=_known(asked.get("urut", ""), ORDERS) or "rupiah",
    )


def _known(word: str, choices: Any) -> str:
    return word if word in choices else ""


def _size(request: HttpRequest) -> int:
    asked = request.GET.get("baris", "")
    return int(asked) if asked in {str(size) for size in SIZES} else SIZES[0]


def _query(request: HttpRequest) -> str:
    """The filters of this address without the place in the list."""
    query = request.GET.copy()
    for name in ("sesudah", "sebelum"):
        query.pop(name, None)
    return query.urlencode()


def _choices() -> dict[str, Any]:
    return {
        "ages": [(word, label) for word, (label, _) in AGES.items()],
        "kinds": [(word, label_of(PayerKind, kind)) for word, kind in KINDS.items()],
        "outcomes": Outcome.choices,
        "orders": [(word, label) for word, (label, _) in ORDERS.items()],
        "regions": Region.objects.filter(pk__in=Owing.objects.values("region_id")).order_by("code"),
    }


def _columns() -> list[Column]:
    return [
        Column(gettext("Kode")),
        Column(gettext("Nama"), width=36),
        Column(gettext("Jenis"), width=20),
        Column(gettext("Orang"), Kind.WHOLE, 10),
        Column(gettext("Bulan menunggak"), Kind.WHOLE, 12),
        Column(gettext("Bulan tertua"), Kind.MONTH),
        Column(gettext("1-3 bulan"), Kind.RUPIAH),
        Column(gettext("4-6 bulan"), Kind.RUPIAH),
        Column(gettext("7-12 bulan"), Kind.RUPIAH),
        Column(gettext("> 12 bulan"), Kind.RUPIAH),
        Column(gettext("Jumlah"), Kind.RUPIAH),
        Column(gettext("Titipan"), Kind.RUPIAH),
        Column(gettext("Bayar terakhir"), Kind.DAY),
        Column(gettext("Narahubung"), width=24),
        Column(gettext("Telepon")),
        Column(gettext("Panggilan terakhir"), Kind.DAY),
        Column(gettext("Hasil"), width=24),
        Column(gettext("Tindak lanjut"), Kind.DAY),
        Column(gettext("Catatan"), width=40),
    ]


def _rows(rows: list[Owing]) -> Iterator[tuple[Any, ...]]:
    nothing = Beside(None, "", "", None, "", "", "")
    for begin in range(0, len(rows), AT_ONCE):
        part = rows[begin : begin + AT_ONCE]
        known = beside(row.payer_id for row in part)
        for row in part:
            told = known.get(row.payer_id, nothing)
            yield (
                row.code, row.name, label_of(PayerKind, row.kind), row.people, row.months, row.oldest,
                row.age_1, row.age_2, row.age_3, row.age_4, row.total, row.unallocated, row.last_paid_on,
                told.contact, told.phone, timezone.localtime(told.called_at).date() if told.called_at else None,
                told.outcome_words, told.next_on, told.note,
            )  # fmt: skip
