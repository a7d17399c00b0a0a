"""`contribution` of migrant workers: fixed packages, and the JHT amount a worker may choose."""

from typing import Any

from naungan.law.errors import NotInForce
from naungan.law.questions.fields import refuse
from naungan.law.questions.question import Answer, Question
from naungan.law.statute import Law

_TARGETS = ("pmi_pre", "pmi_during_after", "pmi_total")


def answer(question: Question) -> Answer:
    """Premiums of one contract, and whether a chosen JHT amount is accepted."""
    law = question.statute.on(question.last_day)
    _refuse_before_migrant_law(question, law)
    chosen = question.get("jht_choice_per_month")
    if chosen is None:
        question.need("contract_months", "isi lama perjanjian kerja dalam bulan")
    values: dict[str, Any] = {}
    inputs: dict[str, int] = {}
    targets: tuple[str, ...] = ()
    if question.given("contract_months"):
        inputs = _contract(question)
        targets = _TARGETS
        worked = law.compile(targets)(**inputs)
        values = {name.removeprefix("pmi_"): amount for name, amount in worked.items()}
    if chosen is not None:
        accepted = law.whole("pmi.jht_least") <= chosen <= law.whole("pmi.jht_most")
        values |= {"accepted": accepted, "jht": chosen if accepted else 0}
    return Answer(values, law, targets, inputs, ("pmi.jht_least", "pmi.jht_most") if chosen is not None else ())


def _contract(question: Question) -> dict[str, int]:
    months: int = question.get("contract_months")
    if months == 0:
        raise question.refuse("contract_months", "perjanjian kerja paling sedikit satu bulan")
    return {"contract_months": months, "agency_placed": question.get("agency_placed", False)}


def _refuse_before_migrant_law(question: Question, law: Law) -> None:
    try:
        law.value("pmi.packages")
    except NotInForce as error:
        raise refuse("date", question.last_day, "iuran PMI {error}", error=error) from error
