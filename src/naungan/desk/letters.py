"""The letter about arrears: what is owed for which months, to which code, by when. Words for paper."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext

from naungan.desk.payer_facts import PayerFacts
from naungan.registry.models import PayerKind
from naungan.web.templatetags.formats import day, language, month, rupiah

ANSWER_WITHIN = timedelta(days=7)


def arrears_letter(facts: PayerFacts, on: date, signed: str) -> dict[str, Any] | None:
    """What the letter to a payer says, None for one that owes nothing.

    Months whose bill is due and unpaid are listed one by one; money of theirs that waits is taken off.
    """
    if facts.owing is None:
        return None
    late = [one for one in reversed(facts.months) if one.left and one.due_on and one.due_on < on]
    return {
        "lang": language(),
        "title": gettext("Pemberitahuan tunggakan iuran"),
        "number": f"TG/{facts.payer.code}/{on:%Y%m%d}",
        "made": day(on),
        "to": facts.payer.name,
        "code": facts.payer.code,
        "region": facts.payer.region.name,
        "greeting": gettext("Kepada Yth. Pimpinan"),
        "opening": gettext(
            "Menurut catatan kami per %(day)s, iuran jaminan sosial ketenagakerjaan berikut sudah lewat jatuh tempo "
            "dan belum kami terima seluruhnya."
        )
        % {"day": day(on)},
        "head": [gettext("Bulan"), gettext("Jatuh tempo"), gettext("Kode bayar"), gettext("Kurang bayar")],
        "rows": [
            [month(one.month), day(one.due_on), one.payment_code or "", rupiah(one.left)]
            for one in late
            if one.due_on is not None
        ],
        "sums": _sums(facts.owing),
        "asking": _asking(facts.payer.kind) % {"day": day(on + ANSWER_WITHIN)},
        "closing": _closing(facts.payer.kind),
        "signed": signed,
        "role": gettext("Petugas kantor cabang"),
        "foot": gettext("Surat ini dibuat oleh sistem dari catatan per tanggal di atas."),
    }


def _sums(owing: dict[str, Any]) -> list[list[str]]:
    due = owing["total"]
    told = [[gettext("Jumlah tunggakan"), rupiah(due)]]
    if owing["unallocated"]:
        told.append([gettext("Sudah diperhitungkan: titipan Anda"), rupiah(owing["unallocated"])])
    if owing["last_paid_on"]:
        told.append([gettext("Pembayaran terakhir"), day(date.fromisoformat(owing["last_paid_on"]))])
    return told


def _asking(kind: int) -> str:
    if kind == PayerKind.EMPLOYER:
        return gettext(
            "Mohon dibayar dengan kode bayar di atas, atau hubungi kami paling lambat %(day)s bila ada yang berbeda. "
            "Denda keterlambatan ditagihkan bersama iuran bulan berikutnya (PP 44/2015 pasal 22)."
        )
    return gettext(
        "Mohon dibayar dengan kode bayar di atas, atau hubungi kami paling lambat %(day)s bila ada yang berbeda."
    )


def _closing(kind: int) -> str:
    if kind in (PayerKind.SELF, PayerKind.SPONSOR):
        return gettext("Perlindungan berhenti bila iuran tidak dibayar melewati masa tenggang.")
    return gettext("Iuran yang dibayar tepat waktu menjaga hak pekerja sepenuhnya.")
