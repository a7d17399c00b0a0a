"""JKP: cash after a dismissal, one claim for each month without work, by the law of the day of dismissal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from naungan.claims.entitlement.answer import Found, Reason
from naungan.claims.entitlement.case import Case, Run, article_of, law_note, note, run
from naungan.claims.entitlement.inputs import Earlier, Participation
from naungan.claims.entitlement.months import contributed, wage_on
from naungan.claims.entitlement.payees import paid_to
from naungan.claims.entitlement.protection import arrears, bills_of
from naungan.law.arithmetic import share
from naungan.law.benefits import claims as law_of_claims
from naungan.law.benefits import jkp as law_of_job_loss
from naungan.law.benefits.terms import months_after
from naungan.law.errors import NotInForce
from naungan.law.months import month_of, month_text
from naungan.registry.models import Programme, Segment

CASH = "jkp.cash_rates"
ITEM = "cash"


def cash(case: Case) -> Found:
    """The cash of one month without work."""
    try:
        case.law.dated(CASH)
    except NotInForce:
        fact = f"Program JKP belum ada pada {case.event_on}."
        return Found(reasons=(Reason("PP 37/2021", fact, "Tidak ada yang dapat diajukan untuk hari itu."),))
    job = _job(case)
    if job is None:
        fact = f"Tidak terdaftar pada JKP sampai {case.event_on}."
        return Found(reasons=(Reason("PP 37/2021", fact, "Periksa pendaftaran JKP oleh pemberi kerja."),))
    found = _entitled(case, job) + _month(case) + _payer(case, job)
    return found if found.reasons else found + _paid(case, job)


def _job(case: Case) -> Participation | None:
    """The job that was lost: the one the claim names, or the last one with JKP."""
    code = str(case.said("payer", ""))
    jobs = [
        one
        for one in case.inputs.participations
        if one.programmes & Programme.JKP and one.since <= case.event_on and one.payer_code.startswith(code)
    ]
    return jobs[-1] if jobs else None


def _entitled(case: Case, job: Participation) -> Found:
    """Reason of the end, months contributed, term of the claim, nationality, claims before."""
    window = case.law.whole("jkp.months_counted")
    months = sorted(
        one for one in contributed(case, Programme.JKP, case.event_on) if one > month_of(case.event_on) - window
    )
    inputs = {"months_in_last_24": len(months), "longest_consecutive": _longest(months)}
    worked = run(case.law, ("jkp_contributed",), inputs)
    term = law_of_job_loss.claim_window(case.law, case.event_on)
    steps = (
        note("job", f"Pekerjaan yang hilang: {job.payer_name}", job.payer_code, participation=job.id),
        *worked.steps,
        law_note(
            case.law, "claim_window", "Klaim diterima", [term.opens.isoformat(), term.closes.isoformat()],
            "jkp.claim_months", "jkp.claims_open",
        ),
    )  # fmt: skip
    return Found(reasons=tuple(_refusals(case, bool(worked.values["jkp_contributed"]), months)), steps=steps)


def _longest(months: list[int]) -> int:
    """The longest run of months without a gap."""
    longest = run_length = 0
    before = None
    for month in months:
        run_length = run_length + 1 if before is not None and month == before + 1 else 1
        longest, before = max(longest, run_length), month
    return longest


def _refusals(case: Case, enough: bool, months: list[int]) -> Iterator[Reason]:
    law = case.law
    reason = str(case.need("reason", "sebab berakhirnya kerja"))
    term = law_of_claims.expiry(law, "JKP", case.event_on)
    timely, _ = law_of_claims.in_time(law, term, case.inputs.claimed_on)
    opens = law_of_job_loss.claim_window(law, case.event_on).opens
    before = tuple(sorted({one.event_on for one in case.inputs.earlier if one.kind == "jkp"} - {case.event_on}))
    again = law_of_job_loss.may_claim_again(law, before, case.event_on)
    needed = law.whole("jkp.months_needed")
    rules = (
        (
            law_of_job_loss.reason_entitles(law, reason),
            "jkp.reasons",
            f"Sebab berakhirnya kerja ({reason}) tidak memberi hak JKP.",
        ),
        (
            enough,
            "jkp.months_needed",
            f"Masa iur {len(months)} bulan (berturut-turut {_longest(months)}); syaratnya {needed}.",
        ),
        (not case.inputs.foreign, "jkp.reasons", "JKP hanya untuk warga negara Indonesia."),
        (again, "jkp.times_most", f"JKP sudah pernah diterima untuk PHK {', '.join(map(str, before))}."),
        (_first(case) or timely, "jkp.claim_months", f"Klaim {case.inputs.claimed_on} melewati {term.last}."),
        (case.inputs.claimed_on >= opens, "jkp.claims_open", f"Klaim JKP baru diterima mulai {opens}."),
    )
    next_step = "Bila ada bukti lain, kirim bukti itu; atau ajukan keberatan."
    for holds, path, fact in rules:
        if not holds:
            yield Reason(article_of(law, path), fact, next_step)


def _first(case: Case) -> bool:
    """Whether the right was already opened in time by an earlier month of the same dismissal."""
    return any(_same_dismissal(case, one) for one in case.inputs.earlier)


def _month(case: Case) -> Found:
    """Whether the cash of this month is earned: in order, at its time, without work, with the search shown."""
    month = int(case.need("month", "bulan manfaat ke berapa"))
    rates = case.law.table(CASH)
    if not 1 <= month <= len(rates):
        fact = f"Bulan ke-{month} tidak ada; JKP dibayar paling lama {len(rates)} bulan."
        return Found(reasons=(Reason(article_of(case.law, CASH), fact, f"Pilih bulan 1 sampai {len(rates)}."),))
    paths = ("jkp.applications_monthly", "jkp.interviews_monthly", "jkp.attendance_least")
    told = {name: int(case.said(name, 0)) for name in ("applications", "interviews")}
    attended = case.said("attendance_percent")
    earned = law_of_job_loss.month_is_earned(
        case.law, month, **told, attendance_percent=None if attended is None else int(attended)
    )
    step = law_note(
        case.law, "month_is_earned", f"Syarat bulan ke-{month} dipenuhi", earned, *(paths if month > 1 else ()),
        month=month, attendance_percent=attended, **told,
    )  # fmt: skip
    return Found(reasons=tuple(_month_reasons(case, month, earned)), steps=(step,))


def _month_reasons(case: Case, month: int, earned: bool) -> Iterator[Reason]:
    opens = months_after(case.event_on, month - 1)
    paid = {int(one.facts.get("month", 0)) for one in case.inputs.earlier if _same_dismissal(case, one)}
    article = article_of(case.law, "jkp.applications_monthly")
    if not earned:
        fact = "Lamaran, wawancara, atau kehadiran pelatihan bulan itu belum cukup."
        yield Reason(article, fact, "Lengkapi bukti mencari kerja bulan itu.", refuses=False)
    if case.inputs.on < opens:
        yield Reason(
            article, f"Bulan ke-{month} baru berjalan mulai {opens}.", f"Ajukan sejak {opens}.", refuses=False
        )
    missing = [one for one in range(1, month) if one not in paid]
    if missing:
        yield Reason(
            article, f"Bulan ke-{missing[0]} belum disetujui.", "Ajukan menurut urutan bulannya.", refuses=False
        )
    since = _works_since(case)
    if since is not None and since < months_after(case.event_on, month):
        fact = f"Sudah bekerja lagi sejak {since}; hak JKP berakhir."
        yield Reason(article_of(case.law, CASH), fact, "Bila pekerjaan itu tidak jadi, kirim buktinya.")
    died = case.inputs.died_on
    if died is not None and died < opens:
        yield Reason(
            article_of(case.law, CASH), f"Peserta meninggal {died}; hak JKP berakhir.", "Ajukan JKM bagi ahli waris."
        )


def _same_dismissal(case: Case, one: Earlier) -> bool:
    """Whether an earlier grant was a month of the same dismissal, by another claim."""
    return one.kind == "jkp" and one.event_on == case.event_on and not one.own


def _works_since(case: Case) -> date | None:
    """The day of new work that the claim or the registry tells of."""
    told = [case.need_day("works_again_since", "tanggal bekerja lagi")] if case.said("works_again", False) else []
    known = [
        one.since
        for one in case.inputs.participations
        if one.segment == Segment.PU and one.since > case.event_on and one.since <= case.inputs.on
    ]
    return min([*told, *known], default=None)


def _bpjs_pays(case: Case, job: Participation) -> Run:
    """Whether BPJS pays at once although the employer may be in arrears."""
    behind = arrears(case, job, case.event_on)
    inputs = {"arrears_months": behind, "employer_closed": bool(case.said("employer_closed", False))}
    return run(case.law, ("jkp_bpjs_pays_first",), inputs)


def _payer(case: Case, job: Participation) -> Found:
    """Who pays first: an employer too long in arrears pays the cash itself and is refunded after settling."""
    worked = _bpjs_pays(case, job)
    if worked.values["jkp_bpjs_pays_first"]:
        return Found(steps=worked.steps)
    behind = arrears(case, job, case.event_on)
    if any(one.relation == "employer" for one in case.inputs.payees):
        return Found(steps=worked.steps, reasons=tuple(_refund(case, job, behind)))
    reason = Reason(
        worked.articles["jkp_bpjs_pays_first"],
        f"{job.payer_name} menunggak {behind} bulan berturut-turut pada hari PHK.",
        "Pemberi kerja membayar lebih dahulu dan meminta penggantian setelah tunggakan dan denda lunas.",
        refuses=False,
    )
    return Found(reasons=(reason,), steps=worked.steps)


def _refund(case: Case, job: Participation, behind: int) -> Iterator[Reason]:
    """An employer that paid first is refunded once nothing is owed, if it asks in time."""
    article = article_of(case.law, "jkp.refund_claim_months")
    due = [bill for bill in bills_of(case, job) if bill.asked and bill.due_on < case.event_on]
    if not all(bill.paid_by(case.inputs.on) for bill in due):
        fact = f"Tunggakan {behind} bulan belum lunas per {case.inputs.on}."
        yield Reason(article, fact, "Lunasi tunggakan dan denda, lalu minta penggantian.", refuses=False)
    last = months_after(case.event_on, case.law.whole("jkp.refund_claim_months") + int(case.said("month", 1)) - 1)
    if case.inputs.claimed_on > last:
        yield Reason(
            article, f"Penggantian diminta {case.inputs.claimed_on}, paling lambat {last}.", "Ajukan keberatan."
        )


def _paid(case: Case, job: Participation) -> Found:
    wage = wage_on(case, job, case.event_on)
    month = int(case.need("month", "bulan manfaat ke berapa"))
    worked = run(case.law, ("jkp_cash_wage", "jkp_cash_total"), {"wage": wage, "months_unemployed": month})
    rate = case.law.table(CASH)[month - 1]
    amount = share(worked.values["jkp_cash_wage"], rate)
    reported = note("wage", f"Upah terakhir yang dilaporkan sampai {month_text(month_of(case.event_on))}", wage)
    cash_note = law_note(
        case.law, "jkp_cash_month", f"Uang tunai bulan ke-{month}", amount, CASH, rate=rate, month=month,
    )  # fmt: skip
    bpjs = _bpjs_pays(case, job).values["jkp_bpjs_pays_first"]
    line = worked.line("JKP", ITEM, "jkp_cash_wage", payee="participant" if bpjs else "employer")
    line = replace(line, amount=amount, article=article_of(case.law, CASH))
    return Found(steps=(reported, *worked.steps, cash_note)) + paid_to(case, (line,))
