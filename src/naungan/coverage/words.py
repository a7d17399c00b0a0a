"""The words of coverage on a page, in the reader's language: tables from code to words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_lazy

from naungan.coverage.bases import ALL, BASES
from naungan.coverage.denominators import PRINTED, SHARED_OUT, SUMMED, Denominator
from naungan.coverage.report import CoverageRow

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SEGMENTS: dict[str, StrOrPromise] = {
    ALL: gettext_lazy("semua segmen"),
    "PU": gettext_lazy("penerima upah (PU)"),
    "BPU": gettext_lazy("bukan penerima upah (BPU)"),
    "JAKON": gettext_lazy("jasa konstruksi (Jakon)"),
    "PMI": gettext_lazy("pekerja migran (PMI)"),
}
LEVELS: dict[str, StrOrPromise] = {
    "region": gettext_lazy("Kalimantan"),
    "province": gettext_lazy("Provinsi"),
    "district": gettext_lazy("Kabupaten dan kota"),
}
BASES_SHORT: dict[str, StrOrPromise] = {
    "bpjs-eligible": gettext_lazy("pekerja yang dapat ikut (BP Jamsostek)"),
    "bps-employed": gettext_lazy("penduduk bekerja (BPS)"),
    "bps-labour-force": gettext_lazy("angkatan kerja (BPS)"),
    "bps-formal": gettext_lazy("penduduk bekerja formal (BPS)"),
    "bps-informal": gettext_lazy("penduduk bekerja informal (BPS)"),
    "": gettext_lazy("dasar tidak disebut"),
}
STATUSES: dict[str, StrOrPromise] = {
    "published": gettext_lazy("terbit"),
    "secondary": gettext_lazy("sumber kedua"),
    "derived": gettext_lazy("diturunkan"),
    "unverified": gettext_lazy("belum terverifikasi"),
}
INDICATORS: dict[str, StrOrPromise] = {
    "coverage_rate": gettext_lazy("Cakupan"),
    "coverage_rate_low": gettext_lazy("Cakupan, sekurangnya"),
    "coverage_rate_high": gettext_lazy("Cakupan, setinggi-tingginya"),
    "coverage_rate_rounded": gettext_lazy("Cakupan, dibulatkan"),
    "coverage_target": gettext_lazy("Target cakupan"),
    "active_participants": gettext_lazy("Peserta aktif"),
    "eligible_workers": gettext_lazy("Pekerja yang dapat menjadi peserta"),
    "eligible_workers_estimate": gettext_lazy("Perkiraan pekerja yang dapat menjadi peserta"),
    "uncovered_workers": gettext_lazy("Pekerja yang belum terlindungi"),
    "employed": gettext_lazy("Penduduk bekerja"),
    "employed_estimate": gettext_lazy("Perkiraan penduduk bekerja"),
    "employed_formal": gettext_lazy("Penduduk bekerja formal"),
    "employed_informal": gettext_lazy("Penduduk bekerja informal"),
    "labour_force": gettext_lazy("Angkatan kerja"),
}
VERDICTS: dict[str, StrOrPromise] = {
    "agrees": gettext_lazy("cocok dengan angkanya sendiri"),
    "within-rounding": gettext_lazy("cocok dalam pembulatan"),
    "cut-off": gettext_lazy("dipotong, bukan dibulatkan"),
    "contradicts": gettext_lazy("bertentangan dengan angkanya sendiri"),
}
HOW: dict[str, StrOrPromise] = {
    PRINTED: gettext_lazy("dari satu statistik wilayah itu sendiri"),
    SUMMED: gettext_lazy("jumlah lima provinsi"),
    SHARED_OUT: gettext_lazy("bagian kabupaten atau kota dari angka provinsi, menurut perkiraan penduduk bekerja"),
}


def basis_short(code: str) -> str:
    """A basis in a few words; its code where it is not known."""
    return str(BASES_SHORT.get(code, code))


def why_not(row: CoverageRow, found: Denominator | None) -> str:
    """Why a figure has no rate; `found` is the denominator of its region on the basis, if there is one."""
    basis = BASES[row.basis]
    if row.segments not in basis.segments:
        return gettext("Dasar “%(basis)s” tidak menerbitkan penyebut untuk segmen %(segment)s.") % {
            "basis": basis_short(row.basis),
            "segment": SEGMENTS[row.segments],
        }
    if found is None:
        return gettext("Tidak ada penyebut “%(basis)s” yang terbit untuk wilayah ini di dekat tanggal itu.") % {
            "basis": basis_short(row.basis)
        }
    return gettext("Penyebutnya kurang dari satu orang pada skala contoh basis data ini.")
