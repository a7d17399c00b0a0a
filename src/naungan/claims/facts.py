"""What each kind of claim asks beside the person and the day: one table, read by pages, verbs and the law's rules.

Answers are kept as plain JSON: text, whole rupiah and counts, true or false, days as YYYY-MM-DD. An answer that is
not there yet is left out; what the law needs in the end is asked by the rules (entitlement).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naungan.claims.errors import BadFact
from naungan.claims.fact_readers import (
    Reader,
    children,
    choice,
    count,
    day,
    family,
    injuries,
    nik,
    percent,
    rupiah,
    school_year,
    text,
    yes_or_no,
)
from naungan.claims.kinds import ClaimKind
from naungan.saying import gettext

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """An answer: its name, what is asked, how it is read; `needed` before the claim is sent, `desk` by officers."""

    name: str
    asks: str | Promise
    read: Reader
    needed: bool = False
    desk: bool = False
    choices: Mapping[str, str | Promise] | None = None


def _chosen(name: str, asks: str | Promise, choices: Mapping[str, str | Promise], needed: bool = False) -> Field:
    return Field(name, asks, partial(choice, choices), needed, choices=choices)


_need = partial(Field, needed=True)
_desk = partial(Field, desk=True)

LEVELS: dict[str, str | Promise] = {
    "TK": "TK",
    "SD": "SD",
    "SMP": "SMP",
    "SMA": "SMA/SMK",
    "S1": _("Perguruan tinggi atau pelatihan"),
}
CIRCUMSTANCES = {
    "work": _("Sedang bekerja"),
    "commute": _("Di jalan pergi atau pulang kerja"),
    "duty": _("Dalam tugas luar"),
    "disease": _("Penyakit akibat kerja"),
}
PAYER = Field("payer", _("Nomor pemberi kerja (NPP) saat kejadian"), text)
FAMILY = Field("family", _("Susunan keluarga menurut kartu keluarga"), family)
COMPETING = _desk("competing", _("Ada orang lain yang meminta manfaat yang sama"), yes_or_no)
CHILDREN = Field("children", _("Anak yang bersekolah"), children)
NPWP = Field("has_npwp", _("Punya NPWP"), yes_or_no)
DETERMINED = _need("determined_on", _("Tanggal surat penetapan cacat"), day)
HAPPENED = (
    _chosen("circumstance", _("Terjadi saat apa"), CIRCUMSTANCES),
    Field("place", _("Tempat kejadian"), text),
    Field("chronology", _("Apa yang terjadi"), text),
    Field("traffic", _("Kecelakaan lalu lintas"), yes_or_no),
    PAYER,
)
INHERITED = (FAMILY, COMPETING)
FULL_JHT = (NPWP,)
STOPPED_WORK = (Field("stopped_working", _("Sudah tidak bekerja pada pemberi kerja mana pun"), yes_or_no), NPWP)

_K = ClaimKind
FIELDS: dict[ClaimKind, tuple[Field, ...]] = {
    _K.JKK: (
        *HAPPENED,
        Field("facility", _("Rumah sakit atau klinik yang merawat"), text),
        Field("partner_facility", _("Tempat perawatan bekerja sama (PLKK)"), yes_or_no),
        Field("recovered_on", _("Tanggal dokter menyatakan sembuh"), day),
        Field("treatment_cost", _("Biaya perawatan"), rupiah),
        Field("rehabilitation_cost", _("Biaya rehabilitasi"), rupiah),
        Field("homecare_cost", _("Biaya perawatan di rumah"), rupiah),
        Field("dentures_cost", _("Biaya gigi tiruan"), rupiah),
        Field("hearing_aid_cost", _("Biaya alat bantu dengar"), rupiah),
        Field("spectacles_cost", _("Biaya kacamata"), rupiah),
        Field("prosthesis_cost", _("Biaya alat ganti atau alat bantu (orthese, prothese)"), rupiah),
        _desk("prosthesis_hospital_price", _("Harga alat di rumah sakit rehabilitasi pemerintah"), rupiah),
        Field("spent_on_land", _("Biaya angkutan darat, sungai, danau"), rupiah),
        Field("spent_at_sea", _("Biaya angkutan laut"), rupiah),
        Field("spent_by_air", _("Biaya angkutan udara"), rupiah),
        Field("jasa_raharja_paid", _("Sudah dibayar Jasa Raharja"), rupiah),
    ),
    _K.JKK_STMB: (
        PAYER,
        _need("off_from", _("Hari pertama tidak mampu bekerja"), day),
        _need("off_until", _("Hari terakhir tidak mampu bekerja dalam klaim ini"), day),
        Field("employer_kept_paying", _("Pemberi kerja tetap membayar upah"), yes_or_no),
    ),
    _K.JKK_DISABILITY: (
        *HAPPENED,
        DETERMINED,
        _desk("injuries", _("Cacat menurut surat dokter"), injuries),
        _desk("total_disability", _("Cacat total tetap"), yes_or_no),
        Field("left_handed", _("Kidal"), yes_or_no),
        CHILDREN,
    ),
    _K.JKK_DEATH: (*HAPPENED, _need("died_on", _("Tanggal meninggal"), day), *INHERITED, CHILDREN),
    _K.JKM: (Field("cause", _("Penyebab meninggal"), text), *INHERITED, CHILDREN),
    _K.JHT_PENSION_AGE: (
        Field("company_pension_age", _("Usia pensiun menurut perjanjian atau peraturan perusahaan"), count),
        *FULL_JHT,
    ),
    _K.JHT_RESIGN: STOPPED_WORK,
    _K.JHT_DISMISSAL: STOPPED_WORK,
    _K.JHT_PKWT_EXPIRED: STOPPED_WORK,
    _K.JHT_LEAVES_INDONESIA: FULL_JHT,
    _K.JHT_TOTAL_DISABILITY: (DETERMINED, *FULL_JHT),
    _K.JHT_DEATH: (*INHERITED, *FULL_JHT),
    _K.JHT_PREPARATION: (Field("amount", _("Jumlah yang diminta"), rupiah), NPWP),
    _K.JHT_HOUSING: (Field("amount", _("Jumlah yang diminta"), rupiah), NPWP),
    _K.JP_OLD_AGE: (Field("works_until", _("Tetap bekerja sampai"), day), NPWP),
    _K.JP_DISABILITY: (DETERMINED, _desk("total_disability", _("Cacat total tetap"), yes_or_no), NPWP),
    _K.JP_WIDOW: (FAMILY, COMPETING, NPWP),
    _K.JP_CHILD: (FAMILY, COMPETING, NPWP),
    _K.JP_PARENT: (FAMILY, COMPETING, NPWP),
    _K.JKP: (
        _chosen(
            "reason",
            _("Sebab berakhirnya kerja"),
            {
                "dismissal": _("Diputus hubungan kerjanya (PHK)"),
                "pkwt_ended_early": _("Perjanjian kerja diakhiri sebelum waktunya"),
                "resign": _("Mengundurkan diri"),
                "pkwt_expired": _("Perjanjian kerja habis masanya"),
                "retirement": _("Pensiun"),
            },
            needed=True,
        ),
        _need("month", _("Bulan manfaat ke berapa"), count),
        Field("works_again", _("Sudah bekerja lagi"), yes_or_no),
        Field("works_again_since", _("Bekerja lagi sejak"), day),
        Field("applications", _("Lamaran ke pemberi kerja berbeda bulan itu"), count),
        Field("interviews", _("Wawancara atau tes bulan itu"), count),
        Field("attendance_percent", _("Kehadiran pelatihan (persen)"), percent),
        _desk("employer_closed", _("Pemberi kerja pailit atau tutup"), yes_or_no),
        PAYER,
    ),
    _K.SCHOLARSHIP: (
        _need("of_claim", _("Nomor klaim JKM atau JKK yang memberi hak"), text),
        _need("child_name", _("Nama anak"), text),
        _need("child_born_on", _("Tanggal lahir anak"), day),
        Field("child_nik", _("NIK anak"), nik),
        _chosen("level", _("Jenjang"), LEVELS, needed=True),
        _need("school_year", _("Tahun ajaran"), school_year),
        Field("married", _("Anak sudah menikah"), yes_or_no),
        Field("works", _("Anak sudah bekerja"), yes_or_no),
    ),
}
# What tells claims of one event apart: each of these has a claim of its own.
_PARTS: dict[ClaimKind, tuple[str, ...]] = {
    _K.JKK_STMB: ("off_from",),
    _K.JKP: ("month",),
    _K.SCHOLARSHIP: ("child_name", "child_born_on", "school_year"),
}


def read_facts(kind: str, given: Mapping[str, object], *, desk: bool) -> Facts:
    """Answers read and in order; empty ones are left out. Only an officer (`desk`) gives those of the desk.

    Raises BadFact for an answer that is not asked or cannot be.
    """
    fields = {field.name: field for field in FIELDS[ClaimKind(kind)]}
    for name in given:
        if name not in fields or (fields[name].desk and not desk):
            raise BadFact(name, gettext("Isian %(name)s tidak ditanyakan untuk klaim ini.") % {"name": name})
    read = {name: _read(field, given[name]) for name, field in fields.items() if given.get(name) not in (None, "")}
    _in_order(read)
    return read


def missing_facts(kind: str, facts: Mapping[str, object]) -> tuple[Field, ...]:
    """The answers needed before the claim is sent that are not there yet."""
    return tuple(field for field in FIELDS[ClaimKind(kind)] if field.needed and field.name not in facts)


def part_of(kind: str, facts: Mapping[str, object]) -> str:
    """What tells this claim from others of the same event; empty where an event brings one claim."""
    named = _PARTS.get(ClaimKind(kind), ())
    return "/".join(" ".join(str(facts.get(name, "")).upper().split()) for name in named)


def _read(field: Field, value: object) -> object:
    try:
        return field.read(value)
    except ValueError as wrong:
        raise BadFact(field.name, f"{field.asks}: {wrong}") from wrong


def _in_order(facts: Facts) -> None:
    if facts.get("off_from", "") > facts.get("off_until", "9999"):
        raise BadFact("off_until", gettext("Hari terakhir mendahului hari pertama. Periksa kedua tanggalnya."))
