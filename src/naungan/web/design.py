"""What the design page shows its components with: made-up words and figures that stand for no one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import altair as alt
from django.utils.translation import gettext, gettext_lazy

from naungan.web.charts import Chart
from naungan.web.paging import CursorPage

_MOMENT = datetime(2026, 7, 15, 1, 30, tzinfo=UTC)

STEPS = (
    {"label": gettext_lazy("Perubahan pekerja"), "state": "done", "href": "#langkah"},
    {"label": gettext_lazy("Upah"), "state": "done", "href": "#langkah"},
    {"label": gettext_lazy("Periksa"), "state": "now", "href": "#langkah"},
    {"label": gettext_lazy("Selesaikan"), "state": "next", "href": ""},
    {"label": gettext_lazy("Bayar"), "state": "next", "href": ""},
)


@dataclass(frozen=True, slots=True)
class Row:
    """A region that does not exist."""

    region: str
    workers: int
    active: int
    rate: Decimal
    kind: str


ROWS = (
    Row("Kota Contoh", 412_300, 271_104, Decimal("65.754"), "good"),
    Row("Kabupaten Misal", 128_911, 51_230, Decimal("39.741"), "waiting"),
    Row("Kabupaten Umpama", 61_007, 9_118, Decimal("14.946"), "danger"),
)

CONTEXT: dict[str, Any] = {
    "steps": STEPS,
    "rows": ROWS,
    "moment": _MOMENT,
    "day": date(2026, 7, 15),
    "amount": 3_716_328_000,
    "zero": 0,
    "rate": Decimal("32.146"),
    "nik": "6472015708900001",
    "phone": "+628123456789",
    "kpj": "22A12345678",
    "unknown": None,
    "errors": [
        ("contoh-nik", gettext_lazy("NIK harus 16 angka. Yang terbaca 15 angka. Periksa angka terakhir.")),
        ("contoh-upah", gettext_lazy("Terbaca Rp 16.800. Jika benar, tulis 16800.")),
    ],
    "crumbs": [
        (gettext_lazy("Cakupan"), "#isi"),
        ("Kota Contoh", "#isi"),
        (gettext_lazy("Cara menghitung"), ""),
    ],
    "total": {"workers": 602_218, "active": 331_452, "rate": Decimal("55.039")},
    "page": CursorPage(ROWS, "b", "a", "sesudah=b#daftar", "sebelum=a#daftar"),
}


def example_chart() -> Chart:
    """Bars with their figures beside them, longest first."""
    data = alt.Data(values=[{"region": row.region, "rate": str(row.rate)} for row in ROWS])  # type: ignore[no-untyped-call]
    bars = alt.Chart(data).encode(
        x=alt.X("rate:Q", title=gettext("Cakupan (%)"), scale=alt.Scale(domain=[0, 100])),
        y=alt.Y("region:N", title=None, sort=[row.region for row in ROWS]),
        tooltip=[
            alt.Tooltip("region:N", title=gettext("Daerah")),
            alt.Tooltip("rate:Q", title=gettext("Cakupan (%)"), format=".2f"),
        ],
    )
    words = bars.mark_text(align="left", dx=6).encode(text=alt.Text("rate:Q", format=".2f"))
    return alt.layer(bars.mark_bar(), words).properties(width=560, height=140)
