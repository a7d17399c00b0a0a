"""Questions about JP (ceiling, limits, pension age, deferral) and about how JKP is financed."""

from datetime import date
from typing import Any

from naungan.law.arithmetic import MILLION
from naungan.law.pension_age import pension_date
from naungan.law.questions.pay import pay
from naungan.law.questions.question import Answer, Question, day_input, only_for
from naungan.law.questions.reliefs import pp7_flag, pp49_flag
from naungan.law.questions.wage_earner import need_class
from naungan.law.statute import Law


def wage_cap(question: Question) -> Answer:
    """`wage_cap`: the ceiling of the wage on which JP is due, on a day."""
    only_for(question, "PU")
    law = question.statute.on(day_input(question, "as_of"))
    return Answer({"jp_cap": law.whole("jp.wage_cap")}, law, read=("jp.wage_cap",))


def limits(question: Question) -> Answer:
    """`limits`: smallest and largest monthly pension on a day."""
    only_for(question, "PU")
    law = question.statute.on(day_input(question, "as_of"))
    values = {"minimum": law.whole("jp.minimum"), "maximum": law.whole("jp.maximum")}
    return Answer(values, law, read=("jp.minimum", "jp.maximum"))


def pension_age(question: Question) -> Answer:
    """`pension_age`: the age in force on a day; for a birth day also whether and when it is reached."""
    only_for(question, "PU")
    as_of = day_input(question, "as_of")
    law = question.statute.on(as_of)
    values: dict[str, Any] = {"pension_age_in_force": law.whole("jp.pension_age")}
    birth: date | None = question.get("birth")
    if birth is not None:
        if birth > as_of:
            raise question.refuse("birth", "lahir setelah {as_of}", as_of=as_of)
        reached = pension_date(question.statute, birth)
        values |= {"reached": reached <= as_of, "pension_date": reached.isoformat()}
    return Answer(values, law, read=("jp.pension_age",))


def jp_deferral(question: Question) -> Answer:
    """`jp_deferral`: what of a month's JP must be paid at once, what may wait, and until when."""
    only_for(question, "PU")
    law = question.statute.of_month(question.month)
    earned = pay(question, law)
    inputs = {"wage": earned.monthly, "month_wage": earned.of_month, "relief_pp49": True}
    targets = ("jp_base", "jp_employer", "jp_employee", "jp_payable_now", "jp_deferred")
    worked = law.compile(targets)(**inputs)
    values: dict[str, Any] = {
        "jp_base": worked["jp_base"],
        "jp_full_total": worked["jp_employer"] + worked["jp_employee"],
        "payable_now": worked["jp_payable_now"],
        "deferred": worked["jp_deferred"],
    }
    if _deferring(law):
        values["instalments_start_by"] = str(law.value("relief.pp49_instalments_start_by"))
        values["settled_by"] = str(law.value("relief.pp49_settled_by"))
    return Answer(values, law, targets, inputs, earned.read)


def recomposition(question: Question) -> Answer:
    """`recomposition`: the bill as it stays, what of it is booked to JKP, and the State's share."""
    only_for(question, "PU")
    law = question.statute.on(question.last_day)
    earned = pay(question, law)
    inputs = {
        "wage": earned.monthly,
        "jkk_class": need_class(question),
        "foreign": question.get("nationality", False),
        "relief_pp49": pp49_flag(question, law),
        "relief_pp7": pp7_flag(question, law),
    }
    names = {
        "billed_jkk": "jkk_employer", "billed_jkm": "jkm_employer", "jkp_from_jkk": "jkp_from_jkk",
        "jkp_from_jkm": "jkp_from_jkm", "jkp_from_state": "jkp_from_state", "jkp_total": "jkp_total",
        "net_jkk": "jkk_net", "net_jkm": "jkm_net",
    }  # fmt: skip
    targets = tuple(names.values())
    worked = law.compile(targets)(**inputs)
    return Answer({key: worked[name] for key, name in names.items()}, law, targets, inputs, earned.read)


def _deferring(law: Law) -> bool:
    return law.whole("relief.pp49_jp_payable") < MILLION
