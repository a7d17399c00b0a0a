"""JHT: the whole account after an event, or part of it once, by the worker or his heirs."""

from __future__ import annotations

from datetime import date

from naungan.claims.entitlement.answer import Found, Json, Reason
from naungan.claims.entitlement.case import Case, article_of, law_note, run
from naungan.claims.entitlement.deaths import registered_death
from naungan.claims.entitlement.heirs import bequeath
from naungan.claims.entitlement.months import member_months
from naungan.claims.entitlement.payees import paid_to
from naungan.claims.entitlement.protection import stood
from naungan.claims.entitlement.savings import account_of, taxed
from naungan.claims.entitlement.timing import in_time
from naungan.law.arithmetic import share
from naungan.law.benefits import jht as law_of_savings
from naungan.law.months import years_after
from naungan.law.statute import Law
from naungan.registry.models import Programme, Segment

PARTIAL = {"jht_preparation": "preparation", "jht_housing": "housing"}


def full(case: Case) -> Found:
    """The whole account: pension age, the end of work, leaving Indonesia, total disability, death."""
    event = _event(case)
    found = in_time(case, "JHT") + _payable(case, event) + _allowed(case, event)
    if event == "death":
        found += registered_death(case)
    held = account_of(case, "JHT")
    if held.balance <= 0:
        return found + Found(reasons=(_empty(case),), steps=held.steps)
    heirs = event == "death"
    payee = "heirs" if heirs else "participant"
    paid = taxed(case, "JHT", held.paid_in, held.earned, doubted=held.doubted, payee=payee)
    given = bequeath(case, paid.lines, "JHT") if heirs else paid_to(case, paid.lines)
    return found + Found(steps=(*held.steps, *paid.steps)) + given


def _event(case: Case) -> str:
    """The law's name of the event; a self-employed who stops is not somebody who resigns."""
    event = case.inputs.kind.removeprefix("jht_")
    saved = [
        one for one in case.inputs.participations if one.programmes & Programme.JHT and one.since <= case.event_on
    ]
    own = bool(saved) and saved[-1].segment != Segment.PU
    return "bpu_stops" if event == "resign" and own else event


def _empty(case: Case) -> Reason:
    fact = f"Tidak ada saldo JHT yang sudah diterima sampai {case.inputs.on}."
    return Reason(
        "PP 46/2015", fact, "Bila iuran sudah dipotong dari upah, laporkan pemberi kerja yang belum menyetor."
    )


def _payable(case: Case, event: str) -> Found:
    """From which day the account is paid, and a reason to wait before it."""
    if event == "pension_age":
        company = case.said("company_pension_age")
        step = at_pension_age(case.law, case.inputs.born_on, None if company is None else int(company))
    elif event == "total_disability":
        step = after_event(case.law, event, case.need_day("determined_on", "tanggal penetapan cacat"))
    else:
        step = after_event(case.law, event, case.event_on)
    return Found(reasons=_too_early(case, date.fromisoformat(step["value"]), step["article"]), steps=(step,))


def at_pension_age(law: Law, born_on: date, company: int | None) -> Json:
    """The day of pension age, by the employer's rules or else the law's, as a step."""
    opens = years_after(born_on, law_of_savings.pension_age(law, company))
    return _opens(law, "pension_age", opens, *(() if company is not None else ("jht.pension_age",)))


def after_event(law: Law, event: str, happened: date) -> Json:
    """The first day on which the account is paid after an event, as a step."""
    waits = event in law.texts("jht.waiting_events")
    paths = ("jht.waiting_events", "jht.wait_months") if waits else ("jht.immediate_events",)
    return _opens(law, event, law_of_savings.payable_from(law, event, happened), *paths)


def _opens(law: Law, event: str, opens: date, *paths: str) -> Json:
    return law_note(law, "payable_from", "JHT dapat dibayar mulai", opens.isoformat(), *paths, event=event)


def _too_early(case: Case, opens: date, article: str) -> tuple[Reason, ...]:
    if opens <= case.inputs.on:
        return ()
    fact = f"JHT baru dapat dibayar mulai {opens}."
    return (Reason(article, fact, f"Klaim dibayar sejak {opens}; tidak perlu diajukan lagi.", refuses=False),)


def _allowed(case: Case, event: str) -> Found:
    """What stands against paying the whole account: at work again, or no foreigner who leaves.

    The job that ended is the one the claim tells of: its end is recorded when the claim is granted.
    """
    if event == "leaves_indonesia" and not case.inputs.foreign:
        fact = "Peserta warga negara Indonesia; alasan meninggalkan Indonesia hanya untuk tenaga kerja asing."
        return Found(reasons=(Reason("Permenaker 4/2022", fact, "Ajukan dengan alasan yang sesuai."),))
    if event not in ("resign", "dismissal", "pkwt_expired", "bpu_stops"):
        return Found()
    working = [
        one.participation.payer_name
        for one in stood(case, case.inputs.on, Programme.JHT)
        if one.protects and one.participation.since > case.event_on
    ]
    if not working and case.said("stopped_working", True):
        return Found()
    fact = f"Masih bekerja per {case.inputs.on}{': ' if working else ''}{', '.join(working)}."
    next_step = "Ajukan setelah berhenti bekerja; selama bekerja dapat diambil sebagian."
    return Found(reasons=(Reason(article_of(case.law, "jht.waiting_events"), fact, next_step),))


def part(case: Case) -> Found:
    """Part of the account, once, by somebody long a member and still at work."""
    purpose = PARTIAL[case.inputs.kind]
    before = [one.number for one in case.inputs.earlier if one.kind in PARTIAL and not one.own]
    held = account_of(case, "JHT")
    inputs = {
        "membership_months": member_months(case, Programme.JHT, case.event_on),
        "took_part_before": bool(before),
        "for_housing": purpose == "housing",
        "jht_balance": max(held.balance, 0),
    }
    worked = run(case.law, ("jht_partial_allowed", "jht_partial_most"), inputs)
    found = Found(steps=(*held.steps, *worked.steps))
    refused = _refusals(case, inputs["membership_months"], before, worked.values["jht_partial_most"])
    if refused:
        return found + Found(reasons=refused)
    gross = int(case.said("amount", worked.values["jht_partial_most"]))
    return found + _part_paid(
        case, gross, held.paid_in, held.balance, held.doubted or "jht_partial_most" in worked.doubts
    )


def _part_paid(case: Case, gross: int, paid_in: int, balance: int, doubted: bool) -> Found:
    """The part as lines: contributions and return in the proportion in which the account holds them."""
    own = share(gross, paid_in * 1_000_000 // balance) if balance else 0
    paid = taxed(case, "JHT", own, gross - own, doubted=doubted, payee="participant")
    return Found(steps=paid.steps) + paid_to(case, paid.lines)


def _refusals(case: Case, months: int, before: list[str], most: int) -> tuple[Reason, ...]:
    needed = case.law.whole("jht.partial_months")
    working = any(one.protects for one in stood(case, case.inputs.on, Programme.JHT))
    asked = int(case.said("amount", most))
    article = article_of(case.law, "jht.partial_months")
    rules = (
        (months < needed, f"Baru menjadi peserta {months} bulan, kurang dari {needed}.", "Ajukan setelah cukup."),
        (
            bool(before),
            f"Sudah pernah mengambil sebagian dalam {', '.join(before)}.",
            "Sisanya diambil sekaligus kelak.",
        ),
        (not working, "Tidak lagi bekerja sebagai peserta JHT.", "Ajukan pengambilan seluruh saldo."),
        (asked > most, f"Diminta {asked}, paling banyak {most}.", f"Ajukan paling banyak {most}."),
        (most == 0 and not before and months >= needed, "Tidak ada saldo JHT.", "Periksa iuran yang belum disetor."),
    )
    return tuple(Reason(article, fact, next_step) for holds, fact, next_step in rules if holds)
