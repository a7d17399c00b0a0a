"""What a rate is a rate of: the bases and the definitions of active, as tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from naungan.coverage.errors import UnknownBasis, UnknownChoice
from naungan.saying import gettext as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ALL = "ALL"
SEGMENTS = ("PU", "BPU", "JAKON", "PMI")
LEVELS = {"region": 0, "province": 1, "district": 2}


@dataclass(frozen=True)
class Basis:
    """A group of people that coverage is measured against.

    `indicators` name the statistics that give its denominator, best first. The statistic of a day is
    the nearest on or before it within `days_before`, else the nearest after it within `days_after`.
    `segments` are those whose numerators it is a denominator of: another segment has no rate on it.
    `shared` says that a district without a statistic of its own gets its part of the province's by
    the employed estimate.
    """

    code: str
    name: StrOrPromise
    definition: StrOrPromise
    leaves_out: StrOrPromise
    indicators: tuple[str, ...]
    segments: tuple[str, ...]
    days_before: int
    days_after: int
    shared: bool


@dataclass(frozen=True)
class Definition:
    """Whom a numerator counts as active: standings, and whether arrears that are due shut out.

    A wage earner stands active while employed, whatever the employer owes (law.md section 10), so
    standing alone does not say that somebody has paid.
    """

    code: str
    name: StrOrPromise
    standings: tuple[int, ...]
    paid: bool = False


BASES = {
    basis.code: basis
    for basis in (
        Basis(
            code="bpjs-eligible",
            name=gettext_lazy("pekerja yang dapat menjadi peserta menurut BP Jamsostek"),
            definition=gettext_lazy("penyebut kantor BP Jamsostek sendiri: 64 sampai 78 persen penduduk bekerja BPS"),
            leaves_out=gettext_lazy(
                "kantor tidak menerbitkan siapa yang dikeluarkan; dugaan kami ASN, TNI, Polri, "
                "pekerja keluarga tak dibayar dan lanjut usia"
            ),
            indicators=("eligible_workers", "eligible_workers_estimate"),
            segments=(ALL,),
            days_before=400,
            days_after=183,
            shared=True,
        ),
        Basis(
            code="bps-employed",
            name=gettext_lazy("penduduk bekerja menurut BPS (Sakernas)"),
            definition=gettext_lazy(
                "semua penduduk 15 tahun ke atas yang bekerja, termasuk ASN dan pekerja keluarga"
            ),
            leaves_out=gettext_lazy("penganggur dan bukan angkatan kerja"),
            indicators=("employed",),
            segments=(ALL,),
            days_before=400,
            days_after=366,
            shared=True,
        ),
        Basis(
            code="bps-labour-force",
            name=gettext_lazy("angkatan kerja menurut BPS (Sakernas)"),
            definition=gettext_lazy("penduduk bekerja ditambah penganggur"),
            leaves_out=gettext_lazy("bukan angkatan kerja (sekolah, mengurus rumah tangga, lainnya)"),
            indicators=("labour_force",),
            segments=(ALL,),
            days_before=400,
            days_after=366,
            shared=True,
        ),
        Basis(
            code="bps-formal",
            name=gettext_lazy("penduduk bekerja formal menurut BPS"),
            definition=gettext_lazy("buruh, karyawan, pegawai, dan yang berusaha dibantu buruh tetap"),
            leaves_out=gettext_lazy("pekerja informal; tidak ada perkiraan per kabupaten dan kota"),
            indicators=("employed_formal",),
            segments=("PU",),
            days_before=400,
            days_after=366,
            shared=False,
        ),
        Basis(
            code="bps-informal",
            name=gettext_lazy("penduduk bekerja informal menurut BPS"),
            definition=gettext_lazy("berusaha sendiri, dibantu buruh tidak tetap, pekerja bebas, pekerja keluarga"),
            leaves_out=gettext_lazy("pekerja formal; tidak ada perkiraan per kabupaten dan kota"),
            indicators=("employed_informal",),
            segments=("BPU",),
            days_before=400,
            days_after=366,
            shared=False,
        ),
    )
}

DEFINITIONS = {
    definition.code: definition
    for definition in (
        Definition("active-or-grace", gettext_lazy("aktif atau dalam masa tenggang"), (1, 2)),
        Definition(
            "paid-up", gettext_lazy("aktif, dan tidak ada iuran jatuh tempo yang belum dibayar"), (1,), paid=True
        ),
    )
}


def basis_called(code: str) -> Basis:
    """The basis of that code; UnknownBasis lists the known ones."""
    try:
        return BASES[code]
    except KeyError:
        raise UnknownBasis(code, BASES) from None


def definition_called(code: str) -> Definition:
    """The definition of active of that code; UnknownChoice lists the known ones."""
    try:
        return DEFINITIONS[code]
    except KeyError:
        raise UnknownChoice(_("Definisi aktif (--definition)"), code, DEFINITIONS) from None


def segment_called(code: str) -> str:
    """The segment of that code, or ALL; UnknownChoice lists the known ones."""
    if code not in (ALL, *SEGMENTS):
        raise UnknownChoice(_("Segmen (--segment)"), code, (ALL, *SEGMENTS))
    return code


def level_called(by: str) -> int:
    """The level of region, province or district; UnknownChoice lists them."""
    try:
        return LEVELS[by]
    except KeyError:
        raise UnknownChoice(_("Tingkat (--by)"), by, LEVELS) from None
