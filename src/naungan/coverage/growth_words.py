"""The words of changes, targets, forecasts and the next point: tables from code to words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from naungan.coverage.decompose import BASIS, DEFINITION, PEOPLE, WORKFORCE, Change, Part
from naungan.coverage.forecast import DAMPED, LAST
from naungan.coverage.targets import ASSUMED, OTHER, SAME, UNTOLD
from naungan.web.templatetags import formats

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REASONS: dict[str, StrOrPromise] = {
    PEOPLE: gettext_lazy("Orang: peserta bertambah atau berkurang"),
    DEFINITION: gettext_lazy("Definisi: siapa yang dihitung aktif"),
    WORKFORCE: gettext_lazy("Pekerja: penyebut pada dasar yang sama tumbuh"),
    BASIS: gettext_lazy("Dasar: penyebut diganti"),
}
REASONS_SHORT: dict[str, StrOrPromise] = {
    PEOPLE: gettext_lazy("Orang"),
    DEFINITION: gettext_lazy("Definisi"),
    WORKFORCE: gettext_lazy("Pekerja"),
    BASIS: gettext_lazy("Dasar"),
}
COMPARABLE: dict[str, StrOrPromise] = {
    SAME: gettext_lazy("dasar sama"),
    ASSUMED: gettext_lazy("andaian: dasar dianggap sama"),
    UNTOLD: gettext_lazy("dasar target tidak disebut"),
    OTHER: gettext_lazy("dasar lain: tidak dikurangkan"),
}
SERIES: dict[str, StrOrPromise] = {
    "plan": gettext_lazy("Dokumen perencanaan nasional (RPJMN, RKP, RPJPN)"),
    "ucj": gettext_lazy("UCJ, ditetapkan bersama Kemendagri"),
    "rpjmd": gettext_lazy("RPJMD daerah"),
    "own": gettext_lazy("Disebut pemerintah daerah atau kantor, serinya tidak disebut"),
}
METHODS: dict[str, StrOrPromise] = {
    DAMPED: gettext_lazy("tren teredam"),
    LAST: gettext_lazy("tetap seperti bulan terakhir (tren tidak lebih baik)"),
}
BOUNDS: dict[str, StrOrPromise] = {
    "": "",
    "low": gettext_lazy("lebih dari"),
    "high": gettext_lazy("di bawah"),
    "rounded": gettext_lazy("sekitar"),
}
WHY: dict[str, StrOrPromise] = {
    "waiting": gettext_lazy("terdaftar, iuran pertama belum diterima"),
    "stopped": gettext_lazy("berhenti karena iuran tidak dibayar"),
    "unpaid": gettext_lazy("aktif, tetapi iuran jatuh tempo belum dibayar"),
    "left": gettext_lazy("keluar dalam 12 bulan terakhir, belum kembali"),
}
PAYERS: dict[str, StrOrPromise] = {
    "employer-micro": gettext_lazy("pemberi kerja mikro"),
    "employer-small": gettext_lazy("pemberi kerja kecil"),
    "employer-medium": gettext_lazy("pemberi kerja menengah"),
    "employer-large": gettext_lazy("pemberi kerja besar"),
    "self": gettext_lazy("membayar sendiri"),
    "sponsor-apbn": gettext_lazy("ditanggung APBN"),
    "sponsor-apbd": gettext_lazy("ditanggung APBD"),
    "sponsor-dbh": gettext_lazy("ditanggung DBH"),
    "sponsor-apbdes": gettext_lazy("ditanggung APBDes"),
    "sponsor-csr": gettext_lazy("ditanggung CSR"),
    "sponsor-donor": gettext_lazy("ditanggung donatur"),
    "project": gettext_lazy("proyek konstruksi"),
}


def signed(points: Decimal, places: int = 2) -> str:
    """Points with their sign: +1,43."""
    return f"{'-' if points < 0 else '+'}{formats.percent(abs(points), places).removesuffix('%')}"


def said(change: Change, part: Part) -> StrOrPromise:
    """A reason in words; one that holds another too says so."""
    if part.kind in (BASIS, DEFINITION) and _holds_both(change, part.kind):
        return {
            BASIS: gettext_lazy("Dasar: penyebut diganti, termasuk pertumbuhannya (tidak dapat dipisahkan)"),
            DEFINITION: gettext_lazy("Definisi dan jumlah orang (tidak dapat dipisahkan)"),
        }[part.kind]
    return REASONS[part.kind]


def _holds_both(change: Change, kind: str) -> bool:
    beside = {BASIS: WORKFORCE, DEFINITION: PEOPLE}[kind]
    return any(part.kind == beside and not part.measured for part in change.parts)
