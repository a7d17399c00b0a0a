"""Questions about construction projects: the contribution, and its payment in stages."""

from decimal import Decimal
from typing import Any

from naungan.law import stages
from naungan.law.errors import LawError, QuestionError
from naungan.law.questions.pay import pay
from naungan.law.questions.question import Answer, Question, only_for
from naungan.law.questions.reliefs import pp49_flag
from naungan.law.statute import Law

_BY_VALUE = ("jakon_jkk", "jakon_jkm", "jakon_total")
_BY_WAGE = ("jakon_wage_jkk", "jakon_wage_jkm", "jakon_wage_total")


def answer(question: Question) -> Answer:
    """`contribution` of a project: by contract value without VAT, or by the wages if they are known."""
    if question.get("contract_type") == "PKWTT":
        advice = "pegawai tetap perusahaan konstruksi adalah PU; ganti segment menjadi PU"
        raise question.refuse("contract_type", advice)
    law = question.statute.of_month(question.month)
    return _by_wage(question, law) if _wages_known(question) else _by_value(question, law)


def staged(question: Question) -> Answer:
    """`stages`: the payments of a project's contribution under a plan."""
    only_for(question, "JAKON")
    law = question.statute.of_month(question.month)
    whole = _by_value(question, law)
    total = whole.values["total"]
    plan = question.need("plan", "pilih {known}", known=" atau ".join(law.texts("jakon.stage_plans")))
    try:
        payments = stages.split(law, total, plan)
    except LawError as error:
        raise QuestionError("plan", "{error}", error=error) from error
    values = {"payments": payments, "total": total}
    return Answer(values, law, whole.targets, whole.inputs, ("jakon.stage_plans",))


def _wages_known(question: Question) -> bool:
    wages = any(question.given(name) for name in ("monthly_wage", "daily_wage", "wage"))
    value = any(question.given(name) for name in ("contract_value_ex_vat", "contract_value_gross"))
    if question.given("wages_known"):
        return bool(question.get("wages_known"))
    if wages and value:
        question.need("wages_known", "upah dan nilai kontrak sama-sama diisi; isi true atau false")
    return wages


def _by_wage(question: Question, law: Law) -> Answer:
    wage, read = _wage(question, law)
    inputs = {"wage": wage, "relief_pp49": pp49_flag(question, law)}
    worked = law.compile(_BY_WAGE)(**inputs)
    values: dict[str, Any] = {
        "jkk": worked["jakon_wage_jkk"],
        "jkm": worked["jakon_wage_jkm"],
        "total": worked["jakon_wage_total"],
        "monthly_basis": wage,
        "relief": bool(inputs["relief_pp49"]),
    }
    return Answer(values, law, _BY_WAGE, inputs, read)


def _wage(question: Question, law: Law) -> tuple[int, tuple[str, ...]]:
    if question.given("monthly_wage") and not question.given("daily_wage"):
        wage: int = question.get("monthly_wage")
        if question.get("wage", wage) != wage:
            raise question.refuse("wage", "tidak sama dengan monthly_wage, {wage}; isi salah satu", wage=wage)
        return wage, ()
    if not question.given("daily_wage") and not question.given("wage"):
        question.need("monthly_wage", "isi upah sebulan pekerja proyek")
    earned = pay(question, law)
    return earned.monthly, earned.read


def _by_value(question: Question, law: Law) -> Answer:
    value = _value_without_vat(question)
    inputs = {"contract_value": value, "relief_pp49": pp49_flag(question, law)}
    worked = law.compile(_BY_VALUE)(**inputs)
    values: dict[str, Any] = {
        "jkk": worked["jakon_jkk"],
        "jkm": worked["jakon_jkm"],
        "total": worked["jakon_total"],
        "contract_value_ex_vat": value,
        "relief": bool(inputs["relief_pp49"]),
    }
    return Answer(values, law, _BY_VALUE, inputs)


def _value_without_vat(question: Question) -> int:
    if not question.given("contract_value_gross"):
        value: int = question.need("contract_value_ex_vat", "isi nilai kontrak tanpa PPN")
        return value
    gross: int = question.get("contract_value_gross")
    rate: Decimal = question.need("vat_rate", "isi tarif PPN kontrak, misalnya 0.11")
    above, below = (1 + rate).as_integer_ratio()
    without = (2 * gross * below + above) // (2 * above)
    if question.get("contract_value_ex_vat", without) != without:
        raise question.refuse(
            "contract_value_ex_vat", "tidak sama dengan nilai bruto tanpa PPN, {without}", without=without
        )
    return without
