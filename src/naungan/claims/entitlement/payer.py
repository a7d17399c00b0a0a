"""Who must pay first when the employer is in arrears, and for which job an accident counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from naungan.claims.entitlement.answer import Found, Json, Reason
from naungan.claims.entitlement.case import Case, NotSaid, article_of, law_note
from naungan.claims.entitlement.protection import OUTSIDE, WORDS, Stood, bills_of, standing_note, stood
from naungan.law.months import month_of
from naungan.registry.models import Programme, Segment

LIMIT = "membership.arrears_months_paid_by_bpjs"


@dataclass(frozen=True, slots=True)
class Protected:
    """The participations that protected on the event's day; none with a reason why not."""

    by: tuple[Stood, ...]
    found: Found


def protected(case: Case, programme: Programme, day: date | None = None) -> Protected:
    """Which participations protected on a day (the event's), with what was read of each."""
    day = day or case.event_on
    every = stood(case, day, programme)
    steps = tuple(standing_note(case, one, day) for one in every)
    protecting = tuple(one for one in every if one.protects)
    if protecting:
        return Protected(protecting, Found(steps=steps))
    return Protected((), Found(reasons=(_not_protected(case, every, programme, day),), steps=steps))


def _not_protected(case: Case, every: Sequence[Stood], programme: Programme, day: date) -> Reason:
    """Refused, or left open while the month that would tell is not closed."""
    article = article_of(case.law, "membership.starts_pu")
    known = [one for one in every if one.state != OUTSIDE]
    if known and (case.inputs.closed is None or case.inputs.closed < month_of(day)):
        fact = f"Iuran sampai {day:%Y-%m} belum tercatat: bulan itu belum ditutup."
        return Reason(article, fact, "Tunggu tutup bulan, atau periksa pembayaran yang belum dialokasikan.", False)
    words = "; ".join(f"{one.participation.payer_name}: {WORDS[one.state]}" for one in every)
    fact = f"Bukan peserta aktif {programme.label} pada {day}: {words or 'tidak pernah terdaftar pada program itu'}."
    return Reason(article, fact, _next_step(case, programme))


def _next_step(case: Case, programme: Programme) -> str:
    if programme in (Programme.JKK, Programme.JKM) and not case.inputs.participations:
        return (
            "Bila ia bekerja tetapi tidak didaftarkan, pemberi kerja wajib membayar manfaat yang sama "
            "(PP 44/2015); laporkan ke pengawas ketenagakerjaan."
        )
    return "Bila ada bukti iuran yang belum tercatat, kirim bukti itu; atau ajukan keberatan."


def of_the_accident(case: Case, protecting: Sequence[Stood]) -> Stood:
    """The job in which the accident happened.  Raises NotSaid if there are several and none is named."""
    code = str(case.said("payer", ""))
    found = [one for one in protecting if one.participation.payer_code.startswith(code)]
    if len(found) != 1:
        codes = ", ".join(one.participation.payer_code for one in protecting)
        raise NotSaid("nomor pemberi kerja saat kejadian", f"Pilih salah satu: {codes}.")
    return found[0]


@dataclass(frozen=True, slots=True)
class PaysFirst:
    """Who receives the money of heirs or participant instead of them, if the employer has paid it already."""

    employer: bool
    found: Found


def pays_first(case: Case, protecting: Sequence[Stood]) -> PaysFirst:
    """Whether BPJS pays at once; an employer too long in arrears pays first and is refunded after settling."""
    limit = case.law.whole(LIMIT)
    behind = [one for one in protecting if one.participation.segment == Segment.PU and one.unpaid > limit]
    if len(behind) < len(protecting):
        return PaysFirst(False, Found(steps=(_step(case, "bpjs", max(one.unpaid for one in protecting)),)))
    step = _step(case, "employer", max(one.unpaid for one in behind))
    if not all(_settled(case, one) for one in behind):
        names = ", ".join(one.participation.payer_name for one in behind)
        reason = Reason(
            article_of(case.law, LIMIT),
            f"{names} menunggak {behind[0].unpaid} bulan berturut-turut pada hari kejadian, lebih dari {limit}.",
            "Pemberi kerja membayar manfaat lebih dahulu; BPJS mengganti setelah tunggakan dan denda lunas.",
            refuses=False,
        )
        return PaysFirst(False, Found(reasons=(reason,), steps=(step,)))
    # an employer named as payee has paid the benefit already; else heirs or worker still wait for it
    named = any(one.relation == "employer" for one in case.inputs.payees)
    return PaysFirst(named, Found(steps=(step,)))


def _step(case: Case, payer: str, months: int) -> Json:
    words = {"bpjs": "BPJS membayar langsung", "employer": "Pemberi kerja membayar lebih dahulu"}[payer]
    return law_note(case.law, "pays_first", words, payer, LIMIT, arrears_months=months)


def _settled(case: Case, one: Stood) -> bool:
    """Whether what was due before the event has been paid since."""
    due = [bill for bill in bills_of(case, one.participation) if bill.asked and bill.due_on < case.event_on]
    return all(bill.paid_by(case.inputs.on) for bill in due)
