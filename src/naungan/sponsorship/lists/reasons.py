"""Every reason a candidate can have, as a table: how much it matters and its sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naungan.sponsorship.models import Verdict
from naungan.web.sentences import Part, part_in_words


class Weight(StrEnum):
    """How much a reason matters."""

    REJECTS = "rejects"
    ASKS = "asks"
    TELLS = "tells"


TABLE: dict[str, tuple[Weight, str | Promise]] = {
    "name": (Weight.REJECTS, _("Nama kosong.")),
    "nik-bad": (Weight.REJECTS, _("NIK tidak mungkin: %(said)s")),
    "nik-missing": (Weight.ASKS, _("NIK tidak ada dan orangnya tidak ditemukan di daftar peserta. Mintakan NIK.")),
    "nik-doubt": (Weight.ASKS, _("NIK perlu dicocokkan: %(said)s")),
    "born-missing": (Weight.ASKS, _("Tanggal lahir kosong atau tidak terbaca (%(read)s).")),
    "born-unsure": (Weight.ASKS, _("Tanggal lahir %(read)s dapat dibaca dua cara.")),
    "age": (Weight.REJECTS, _("Umurnya %(age)s tahun pada %(day)s; skema menerima %(youngest)s sampai %(oldest)s.")),
    "decile": (Weight.REJECTS, _("Desil %(decile)s; skema menerima sampai desil %(highest)s.")),
    "decile-missing": (Weight.ASKS, _("Desil tidak ada; skema menerima sampai desil %(highest)s.")),
    "occupation": (Weight.REJECTS, _("Pekerjaan %(occupation)s tidak termasuk skema ini.")),
    "occupation-missing": (Weight.ASKS, _("Pekerjaan tidak ada; skema ini hanya untuk pekerjaan tertentu.")),
    "civil": (Weight.REJECTS, _("Pekerjaan %(occupation)s: aparatur negara, TNI dan Polri dijamin di tempat lain.")),
    "place-missing": (Weight.ASKS, _("Kabupaten/kotanya tidak terbaca dari %(place)s.")),
    "place-outside": (Weight.REJECTS, _("Berdomisili di %(district)s, di luar wilayah penanggung.")),
    "twice": (Weight.REJECTS, _("Orang yang sama dengan baris %(line)s pada %(list)s.")),
    "twice-unsure": (Weight.ASKS, _("Mungkin orang yang sama dengan baris %(line)s pada %(list)s.")),
    "elsewhere": (Weight.ASKS, _("Juga dicalonkan oleh %(payer)s pada %(list)s.")),
    "person-unsure": (Weight.ASKS, _("Mungkin %(name)s di daftar peserta (%(percent)s persen): %(evidence)s")),
    "dead": (Weight.REJECTS, _("Tercatat meninggal %(day)s.")),
    "wage-earner": (Weight.REJECTS, _("Sekarang penerima upah pada %(payer)s sejak %(day)s.")),
    "sponsored": (Weight.REJECTS, _("Sudah ditanggung %(payer)s sejak %(day)s.")),
    "self-paying": (Weight.REJECTS, _("Sudah membayar sendiri sejak %(day)s.")),
    "project": (Weight.ASKS, _("Sedang terlindungi proyek %(payer)s sejak %(day)s.")),
    "continuing": (Weight.TELLS, _("Sudah ditanggung penanggung ini sejak %(day)s: dilanjutkan.")),
    "found": (Weight.TELLS, _("Ditemukan di daftar peserta tanpa NIK: %(evidence)s")),
}  # fmt: skip
# Each in a word or three, for a table that counts them on a terminal.
NAMES = {
    "name": "nama kosong",
    "nik-bad": "NIK tidak mungkin",
    "nik-missing": "NIK tidak ada",
    "nik-doubt": "NIK perlu dicocokkan",
    "born-missing": "tanggal lahir tidak ada",
    "born-unsure": "tanggal lahir meragukan",
    "age": "umur di luar batas",
    "decile": "desil terlalu tinggi",
    "decile-missing": "desil tidak ada",
    "occupation": "pekerjaan lain",
    "occupation-missing": "pekerjaan tidak ada",
    "civil": "aparatur negara, TNI, Polri",
    "place-missing": "kabupaten/kota tidak terbaca",
    "place-outside": "di luar wilayah",
    "twice": "dua kali dalam daftar",
    "twice-unsure": "mungkin dua kali",
    "elsewhere": "dicalonkan pihak lain juga",
    "person-unsure": "mungkin sudah peserta",
    "dead": "sudah meninggal",
    "wage-earner": "penerima upah",
    "sponsored": "ditanggung pihak lain",
    "self-paying": "membayar sendiri",
    "project": "terlindungi proyek",
    "continuing": "dilanjutkan",
    "found": "ditemukan tanpa NIK",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason: its code in the table, and what its sentence says."""

    code: str
    told: dict[str, Part] = field(default_factory=dict)

    @property
    def weight(self) -> Weight:
        """How much it matters."""
        return TABLE[self.code][0]

    def as_json(self) -> dict[str, Any]:
        """As a candidate keeps it."""
        return {"code": self.code, "told": self.told}


def words_of(kept: dict[str, Any]) -> str:
    """The sentence of a kept reason in the language of whoever reads."""
    told: dict[str, Part] = kept["told"]
    return str(TABLE[kept["code"]][1]) % {name: part_in_words(part) for name, part in told.items()}


def verdict_of(reasons: Iterable[Reason]) -> Verdict:
    """The heaviest reason decides."""
    weights = {one.weight for one in reasons}
    if Weight.REJECTS in weights:
        return Verdict.REJECTED
    return Verdict.REVIEW if Weight.ASKS in weights else Verdict.ELIGIBLE
