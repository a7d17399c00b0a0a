"""What stands on the statement and the card: every word and figure, in the language of the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from naungan.participants.statement_paper import Stated
from naungan.registry.models import Person
from naungan.web.templatetags.formats import day, in_words, kpj, language, moment, month, nik_masked, rupiah, whole

HOW_MANY_MONTHS = 12  # the latest ones on paper; all of them are on the page


def statement_data(
    person: Person, stated: Stated, facts: Mapping[str, Any], address: str, now: datetime
) -> dict[str, Any]:
    """The JHT statement: letterhead, balance in figures and words, years, latest months, how to check it."""
    return {
        "lang": language(),
        "title": gettext("Pernyataan saldo jaminan hari tua (JHT)"),
        "made": moment(now),
        "facts": [
            [gettext("Nama"), person.name],
            ["NIK", nik_masked(person.nik)],
            [gettext("Nomor peserta (KPJ)"), ", ".join(kpj(one) for one in facts["cards"]) or "–"],
            [gettext("Per tanggal"), day(stated.on)],
            [gettext("Dibukukan sampai bulan"), month(stated.through) if stated.through else "–"],
        ],
        "balance_label": gettext("Saldo: iuran yang sudah dibayar"),
        "balance": rupiah(stated.balance),
        "balance_words": f"{in_words(stated.balance)} rupiah",
        "not_yet": gettext("Hasil pengembangan belum termasuk: belum dihitung di sini."),
        "awaited": gettext("Iuran JHT yang sudah ditagih dan belum dibayar: %(amount)s.")
        % {"amount": rupiah(facts["awaited"])}
        if facts["awaited"]
        else "",
        "years_title": gettext("Iuran tiap tahun"),
        "years_head": [gettext("Tahun"), gettext("Sudah dibayar"), gettext("Belum dibayar")],
        "years": [[str(one["year"]), rupiah(one["paid"]), rupiah(one["unpaid"])] for one in facts["years"]],
        "months_title": gettext("%(count)s bulan terakhir") % {"count": HOW_MANY_MONTHS},
        "months_head": [
            gettext("Bulan"), gettext("Dibayar oleh"), gettext("Upah"), gettext("Iuran JHT"), gettext("Dibayar pada")
        ],
        "months": _months(facts["years"]),
        "pension": _pension(facts),
        "check_title": gettext("Memeriksa pernyataan ini"),
        "check": gettext(
            "Pindai kode di atas atau buka alamat di bawah. Halaman itu menyebut nama pendek, tanggal, dan saldo "
            "ketika pernyataan dibuat. Bila berbeda dengan kertas ini, kertas ini telah diubah. "
            "Pernyataan dapat diperiksa selama satu tahun."
        ),
        "address": address,
        "qr_alt": gettext("Kode QR untuk memeriksa pernyataan ini"),
        "foot": gettext("Dibuat oleh sistem dan berlaku tanpa tanda tangan. NIK ditutup sebagian."),
    }  # fmt: skip


def _months(years: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    latest = [one for year in years for one in year["months"]][:HOW_MANY_MONTHS]
    return [
        [
            month(one.month),
            one.payer,
            rupiah(one.wage),
            rupiah(one.jht),
            day(one.paid_on) if one.paid and one.paid_on else gettext("belum dibayar"),
        ]
        for one in latest
    ]


def _pension(facts: Mapping[str, Any]) -> str:
    pension = facts["pension"]
    if pension is None:
        return ""
    return gettext(
        "Jaminan pensiun (JP): %(paid)s dari %(months)s bulan lunas sejak %(since)s. Usia pensiun tercapai %(on)s."
    ) % {
        "paid": whole(pension.paid),
        "months": whole(pension.months),
        "since": month(pension.since),
        "on": day(pension.pension_on),
    }


def card_data(
    person: Person, numbers: Sequence[str], programmes: Sequence[str], expires_on: date, as_of: date
) -> dict[str, Any]:
    """The card, in the size of an identity card."""
    return {
        "lang": language(),
        "title": gettext("Kartu peserta jaminan sosial ketenagakerjaan"),
        "name": person.name,
        "number_label": "KPJ",
        "numbers": [kpj(one) for one in numbers],
        "programmes_label": gettext("Program per %(day)s") % {"day": day(as_of)},
        "programmes": ", ".join(programmes) or gettext("tidak ada yang berjalan"),
        "expires": gettext("Kode berlaku sampai %(day)s") % {"day": day(expires_on)},
        "check": gettext("Pindai untuk memeriksa perlindungan hari ini"),
        "qr_alt": gettext("Kode QR kartu: dipindai untuk memeriksa perlindungan"),
    }
