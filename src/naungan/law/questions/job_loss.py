"""Questions about JKP: cash after a dismissal, who is entitled, and who pays first."""

from datetime import date
from typing import Any

from naungan.law.benefits import claims, jkp
from naungan.law.questions.event import claim_day, event_day, law_or_none, programme_of
from naungan.law.questions.fields import refuse
from naungan.law.questions.question import Answer, Question, only_for
from naungan.law.statute import Law

_NOT_YET = "JKP belum ada pada tanggal itu"
_CASH = "jkp.cash_rates"


def benefit(question: Question) -> Answer:
    """`benefit`: cash of each month without work, by the law of the dismissal."""
    only_for(question, "PU")
    day = event_day(question)
    law = law_or_none(question, day, _CASH)
    wage = question.need("wage", "isi upah terakhir yang dilaporkan")
    if law is None:
        return Answer({"monthly": [], "total": 0, "reason": _NOT_YET}, question.statute.on(day))
    months = question.get("months_unemployed", len(law.table(_CASH)))
    inputs = {"wage": wage, "months_unemployed": months}
    targets = ("jkp_cash_wage", "jkp_cash_total")
    worked = law.compile(targets)(**inputs)
    monthly = jkp.monthly_cash(law, worked["jkp_cash_wage"], months)
    values = {"monthly": monthly, "total": worked["jkp_cash_total"], "wage_counted": worked["jkp_cash_wage"]}
    return Answer(values, law, targets, inputs)


def eligibility(question: Question) -> Answer:
    """`eligibility`: whether a dismissal gives a right to JKP, and whether a claim comes in time."""
    only_for(question, "PU")
    day = event_day(question)
    law = law_or_none(question, day, _CASH)
    if law is None:
        return Answer({"eligible": False, "claim_accepted": False, "reason": _NOT_YET}, question.statute.on(day))
    inputs = _contributed(question, law)
    contributed = bool(law.compile(("jkp_contributed",))(**inputs)["jkp_contributed"])
    entitled = contributed and _reason_entitles(question, law) and not question.get("nationality", False)
    values: dict[str, Any] = {"eligible": entitled}
    read: tuple[str, ...] = ("jkp.months_counted", "jkp.reasons")
    if question.given("claim_date"):
        timing, term_read = _timing(question, law, day)
        values |= timing
        values["claim_accepted"] = entitled and timing["in_time"] and timing["claims_are_open"]
        read += term_read
    return Answer(values, law, ("jkp_contributed",), inputs, read)


def _contributed(question: Question, law: Law) -> dict[str, int]:
    window = law.whole("jkp.months_counted")
    # somebody of whom nothing else is said has paid every month
    months: int = question.get("months_in_last_24", max(window, question.get("longest_consecutive", 0)))
    longest: int = question.get("longest_consecutive", months)
    if months > window:
        raise question.refuse("months_in_last_24", "paling banyak {window} bulan", window=window)
    if longest > months:
        raise question.refuse("longest_consecutive", "tidak mungkin lebih dari {months} bulan iur", months=months)
    return {"months_in_last_24": months, "longest_consecutive": longest}


def _reason_entitles(question: Question, law: Law) -> bool:
    reason = question.get("reason", "dismissal")
    known = (*law.texts("jkp.reasons"), *law.texts("jkp.excluded_reasons"))
    if reason not in known:
        raise question.refuse("reason", "pilih salah satu: {known}", known=", ".join(known))
    return jkp.reason_entitles(law, reason)


def _timing(question: Question, law: Law, dismissal: date) -> tuple[dict[str, Any], tuple[str, ...]]:
    claimed = claim_day(question, dismissal)
    term = claims.expiry(law, "JKP", dismissal)
    in_time, read = claims.in_time(law, term, claimed)
    opens = jkp.claim_window(law, dismissal).opens
    timing = {"in_time": in_time, "claims_are_open": claimed >= opens, "last_claim_day": str(term.last)}
    return timing, (*read, "jkp.claims_open")


def payer(question: Question) -> Answer:
    """`payer`: who pays first when the employer is in arrears, and who is refunded."""
    only_for(question, "PU")
    programme = programme_of(question, "JKP", "JKK", "JKM")
    day = event_day(question)
    arrears = question.get("employer_arrears_months", 0)
    if programme != "JKP":
        return _payer_of_other(question, question.statute.on(day), arrears)
    law = law_or_none(question, day, _CASH)
    if law is None:
        raise refuse("date", day, _NOT_YET)
    inputs = {"arrears_months": arrears, "employer_closed": question.get("employer_closed", False)}
    targets = ("jkp_bpjs_pays_first",)
    return Answer(_paid_by(bool(law.compile(targets)(**inputs)[targets[0]])), law, targets, inputs)


def _payer_of_other(question: Question, law: Law, arrears: int) -> Answer:
    limit = "membership.arrears_months_paid_by_bpjs"
    return Answer(_paid_by(arrears <= law.whole(limit)), law, read=(limit,))


def _paid_by(bpjs: bool) -> dict[str, Any]:
    return {"pays_first": "bpjs"} if bpjs else {"pays_first": "employer", "refund_to": "employer"}
