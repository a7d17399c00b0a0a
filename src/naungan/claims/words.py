"""What items, facts, steps and values of an explanation are called: one table, read by pages and terminal alike.

An explanation is frozen with codes; here they become words in the reader's language. A formula, its inputs and
the values of the law have their words in the law.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naungan.law.benefits.injuries import injuries
from naungan.law.errors import LawError
from naungan.law.inputs import INPUTS
from naungan.law.labels import argument_label, formula_label, parameter_label
from naungan.law.statute import load
from naungan.web.templatetags import formats

Words = str | Promise

ITEMS: dict[str, Words] = {
    "lump": _("Santunan sekaligus"),
    "periodic": _("Santunan berkala"),
    "funeral": _("Biaya pemakaman"),
    "scholarship": _("Beasiswa anak"),
    "balance": _("Iuran yang disetor"),
    "return": _("Hasil pengembangan"),
    "tax": _("Pajak"),
    "stmb": _("Pengganti upah selama tidak mampu bekerja (STMB)"),
    "care": _("Biaya perawatan"),
    "homecare": _("Perawatan di rumah"),
    "dentures": _("Gigi tiruan"),
    "hearing_aid": _("Alat bantu dengar"),
    "spectacles": _("Kacamata"),
    "prosthesis": _("Alat ganti atau alat bantu"),
    "rehabilitation": _("Rehabilitasi"),
    "transport": _("Biaya angkutan"),
    "disability": _("Santunan cacat"),
    "total_disability": _("Santunan cacat total tetap"),
    "pension": _("Pensiun bulanan"),
    "cash": _("Uang tunai bulanan"),
}

# Codes that stand as values, by themselves or in lists.
CODES: dict[str, Words] = {
    "active": _("aktif"),
    "grace": _("dalam masa tenggang"),
    "lapsed": _("berhenti karena iuran tidak dibayar"),
    "awaiting": _("belum berlaku, iuran pertama belum tercatat"),
    "outside": _("tidak terdaftar pada hari itu"),
    "bpjs": _("BPJS Ketenagakerjaan"),
    "employer": _("pemberi kerja itu"),
    "spouse": _("janda atau duda"),
    "children": _("anak"),
    "spouse children": _("janda atau duda dan anak"),
    "parents": _("orang tua"),
    "grandchildren": _("cucu"),
    "grandparents": _("kakek atau nenek"),
    "siblings": _("saudara kandung"),
    "parents_in_law": _("mertua"),
    "will": _("orang yang ditunjuk dalam wasiat"),
    "benefit": _("manfaat lain"),
    "burial": _("biaya pemakaman"),
    "dana_jaminan_sosial": _("Dana Jaminan Sosial"),
    "pengurus_pemakaman": _("yang mengurus pemakaman"),
    "balai_harta_peninggalan": _("Balai Harta Peninggalan"),
    "employment_start": _("hari pertama bekerja"),
    "registration_accepted": _("pendaftaran diterima"),
    "first_payment": _("iuran pertama dibayar"),
    "death": _("meninggal dunia"),
    "leaves_indonesia": _("meninggalkan Indonesia"),
    "bpu_stops": _("peserta mandiri berhenti bekerja"),
    "total_disability": _("cacat total tetap"),
    "pension_age": _("usia pensiun"),
    "resign": _("mengundurkan diri"),
    "dismissal": _("pemutusan hubungan kerja"),
    "pkwt_expired": _("perjanjian kerja berakhir"),
    "pkwt_ended_early": _("perjanjian kerja diakhiri sebelum waktunya"),
    "retirement": _("memasuki pensiun"),
    "bulan upah yang dipakai belum terbaca": _("bulan upah yang dipakai belum terbaca"),
}


NOT_ON_RECORD = _("tidak tercatat")


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a step: what it is called, its unit, and what is said where it is not on record."""

    words: Words
    unit: str = "plain"
    absent: Words = NOT_ON_RECORD


_MONTHS, _RUPIAH = "months", "rupiah"
# What steps are told that no formula takes. The id of a row of the registry tells a reader nothing.
FACTS: dict[str, Fact] = {
    "applications": Fact(_("lamaran bulan itu")),
    "arrears_months": Fact(_("bulan menunggak pada hari kejadian"), _MONTHS),
    "attendance_percent": Fact(_("kehadiran pelatihan (persen)")),
    "children": Fact(_("anak"), "names"),
    "contribution_months": Fact(_("masa iur"), _MONTHS),
    "cost": Fact(_("biaya yang dikeluarkan"), _RUPIAH),
    "days_before": Fact(_("hari yang sudah diberikan sebelumnya")),
    "earned": Fact(_("hasil pengembangan"), _RUPIAH),
    "event": Fact(_("sebab pembayaran")),
    "family": Fact(_("susunan keluarga")),
    "function_lost": Fact(_("fungsi yang hilang"), "ppm"),
    "heir_class": Fact(_("golongan ahli waris"), "class"),
    "interviews": Fact(_("wawancara bulan itu")),
    "jasa_raharja_paid": Fact(_("sudah dibayar Jasa Raharja"), _RUPIAH),
    "last_day": Fact(_("hari terakhir mengajukan"), absent=_("tidak ada batasnya")),
    "month": Fact(_("bulan ke")),
    "months": Fact(_("bulan yang dihitung"), _MONTHS),
    "paid": Fact(_("iuran yang diterima"), _RUPIAH),
    "paid_before": Fact(_("sudah dibayar sebelumnya"), _RUPIAH),
    "paid_in": Fact(_("iuran dalam saldo"), _RUPIAH),
    "participation": Fact("", "hidden"),
    "partner_facility": Fact(_("tempat perawatan bekerja sama")),
    "payer": Fact(_("nomor pemberi kerja (NPP)"), "text"),
    "programme": Fact(_("program"), "text"),
    "rate": Fact(_("bagian dari upah"), "ppm"),
    "since": Fact(_("terdaftar sejak")),
    "taken": Fact(_("sudah diambil"), _RUPIAH),
    "through": Fact(_("dihitung sampai bulan"), "month"),
    "unpaid_months": Fact(_("bulan yang belum dibayar berturut-turut"), _MONTHS),
    "until": Fact(_("berhenti sejak"), absent=_("masih terdaftar")),
    "unverified": Fact(_("belum dipastikan")),
    "waiting": Fact(_("anak yang belum usia sekolah")),
    "works_until": Fact(_("menunda pensiun sampai"), absent=_("tidak ditunda")),
}

# The unit of a step's own value, where it is no formula and not a plain number, day or code.
STEPS: dict[str, str] = {
    **dict.fromkeys(("account", "average_wage", "care", "jkp_cash_month", "wage"), _RUPIAH),
    **dict.fromkeys(("scholarship", "scholarship_plan"), _RUPIAH),
    **dict.fromkeys(("injury", "rate"), "ppm"),
    "contribution_months": _MONTHS,
    "days_off": "days",
    "density": "percent",
    "job": "text",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as it is read: its name and its value in words."""

    name: str
    value: str


def item_words(item: str) -> str:
    """What people call a part of the money."""
    return str(ITEMS.get(item, item))


def step_words(step: Mapping[str, Any]) -> str:
    """What a step says. A formula is called as the law calls it; an injury by the words of its table."""
    name = str(step["step"])
    if name == "injury":
        return _injury(str(step["says"]))
    try:
        return formula_label(name, formats.language()).name
    except LawError:
        return str(step["says"])


def step_value(step: Mapping[str, Any]) -> str:
    """What a step came to."""
    return _shown(unit_of_step(str(step["step"])), step["value"])


def unit_of_step(name: str) -> str:
    """The unit of a step's value."""
    try:
        return STEPS.get(name) or formula_label(name).kind
    except LawError:
        return "plain"


def facts_told(step: Mapping[str, Any]) -> tuple[Told, ...]:
    """What a step was told, in words; what is not on record says so."""
    return tuple(
        Told(fact_words(name), _shown(_unit(name), value) if value is not None else str(_absent(name)))
        for name, value in step.get("with", {}).items()
        if _unit(name) != "hidden"
    )


def fact_words(name: str) -> str:
    """What a fact is called: here, or in the law; its code where an explanation is older than its words."""
    if name in FACTS:
        return str(FACTS[name].words)
    try:
        return argument_label(name, formats.language())
    except KeyError:
        return name


def law_told(path: str, value: Any) -> Told:
    """A value of the law that a step read. One that the law does not name any more keeps its path."""
    parameter = load().parameters.get(path)
    if parameter is None:
        return Told(path, _shown("plain", value))
    return Told(parameter_label(path, formats.language()), _shown(parameter.kind, value))


def _unit(name: str) -> str:
    if name in FACTS:
        return FACTS[name].unit
    return INPUTS[name].kind if name in INPUTS else unit_of_step(name)


def _absent(name: str) -> Words:
    return FACTS[name].absent if name in FACTS else NOT_ON_RECORD


def _injury(code: str) -> str:
    path = injuries(load().on(timezone.localdate())).get(code)
    return parameter_label(path, formats.language()) if path else code


def _shown(unit: str, value: Any) -> str:
    """A value in its unit; lists one after the other, tables by their rows."""
    if value is None:
        return str(NOT_ON_RECORD)
    if isinstance(value, bool):
        return gettext("ya") if value else gettext("tidak")
    if isinstance(value, Mapping):
        return ", ".join(f"{_plain(name)} {_shown(unit, one)}" for name, one in value.items()) or gettext("tidak ada")
    if isinstance(value, list | tuple):
        return _list(unit, value)
    return _UNITS.get(unit, _plain)(value)


def _list(unit: str, value: Sequence[Any]) -> str:
    if unit == "brackets":
        return gettext("tabel %(many)d baris") % {"many": len(value)}
    return ", ".join(_shown(unit.removesuffix("_list"), one) for one in value) or gettext("tidak ada")


def _plain(value: Any) -> str:
    """Numbers grouped, days in words, codes in theirs."""
    if isinstance(value, int):
        return str(formats.whole(value))
    text = str(value)
    try:
        return str(formats.day(date.fromisoformat(text))) if len(text) == len("2026-01-01") else _code(text)
    except ValueError:
        return _code(text)


def _code(text: str) -> str:
    return str(CODES.get(text, text))


def _percent(parts_per_million: Any) -> str:
    return formats.percent(Decimal(int(parts_per_million)) / 10_000)


def _month(value: Any) -> str:
    """A month written 2022-10, or counted since the year 0."""
    year, month = divmod(value, 12) if isinstance(value, int) else (int(value[:4]), int(value[5:7]) - 1)
    return str(formats.month(date(year, month + 1, 1)))


def _counted(words: Callable[[str], str]) -> Callable[[Any], str]:
    return lambda value: words(str(formats.whole(int(value))))


_UNITS: dict[str, Callable[[Any], str]] = {
    "rupiah": formats.rupiah,
    "ppm": _percent,
    "percent": lambda value: formats.percent(Decimal(str(value))),
    "month": _month,
    "months": _counted(lambda many: gettext("%(many)s bulan") % {"many": many}),
    "days": _counted(lambda many: gettext("%(many)s hari") % {"many": many}),
    "years": _counted(lambda many: gettext("%(many)s tahun") % {"many": many}),
    "class": lambda value: str(value) if value else gettext("tidak ada"),
    "text": lambda value: _code(str(value)) if value else str(NOT_ON_RECORD),
    "names": str,
}
