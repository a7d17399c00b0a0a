"""Questions about JKK other than death: incapacity, disability, transport, and what is refunded."""

from collections.abc import Callable
from typing import Any

from naungan.law.arithmetic import MILLION, share
from naungan.law.benefits import injuries
from naungan.law.errors import NOT_GIVEN, LawError, QuestionError
from naungan.law.questions.event import INSURED, event_day, insured_wage, law_of_event
from naungan.law.questions.question import Answer, Question, only_for
from naungan.law.questions.scholarships import planned
from naungan.law.statute import Law

_LAND = ("land", "river", "lake")
_PPM_A_PERCENT = 10_000


def stmb(question: Question) -> Answer:
    """`stmb`: wages while temporarily unable to work, and who gets them."""
    only_for(question, *INSURED)
    law = law_of_event(question)
    if not question.given("months_off") and not question.given("days_off"):
        question.need("months_off", "isi months_off, days_off, atau keduanya")
    wage, read = insured_wage(question, law)
    inputs = {"wage": wage, "months_off": question.get("months_off", 0), "days_off": question.get("days_off", 0)}
    amount = law.compile(("jkk_stmb",))(**inputs)["jkk_stmb"]
    payee = "employer" if question.get("employer_kept_paying", False) else "participant"
    return Answer({"amount": amount, "payee": payee}, law, ("jkk_stmb",), inputs, read)


def total_disability(question: Question) -> Answer:
    """`total_disability`: lump sum and periodic benefit, and a scholarship if one is asked for."""
    only_for(question, *INSURED)
    law = law_of_event(question)
    wage, read = insured_wage(question, law)
    inputs = {"wage": wage, "protected": question.get("active", True)}
    targets = ("jkk_total_disability_lump", "jkk_periodic", "jkk_total_disability")
    worked = law.compile(targets)(**inputs)
    values = dict(zip(("lump", "periodic", "total"), (worked[name] for name in targets), strict=True))
    values["eligible"] = bool(inputs["protected"])
    plan, plan_read = planned(question, law, "JKK", protected=bool(inputs["protected"]))
    return Answer(values | plan(values["total"]), law, targets, inputs, (*read, *plan_read))


def partial_disability(question: Question) -> Answer:
    """`partial_disability`: by the table's percentage or by an injury of the table, and the function lost."""
    only_for(question, *INSURED)
    law = law_of_event(question)
    wage, read = insured_wage(question, law)
    if question.given("injuries"):
        table_rate, rows = _several(question, law)
        lost, several = MILLION, len(question.get("injuries")) > 1
    else:
        table_rate, rows = _one(question, law)
        lost = question.get("function_lost_percent", 100 * _PPM_A_PERCENT)
        several = table_rate > law.whole("jkk.combined_rate_most")
    inputs = {"wage": wage, "table_rate": table_rate, "function_lost": lost, "several_injuries": several}
    targets = ("jkk_disability_rate", "jkk_partial_disability")
    worked = law.compile(targets)(**inputs)
    values: dict[str, Any] = {
        "amount": worked["jkk_partial_disability"],
        "percent": _shown(table_rate),
        "degree_percent": _shown(worked["jkk_disability_rate"]),
        "limited": worked["jkk_disability_rate"] < share(table_rate, lost),
    }
    return Answer(values, law, targets, inputs, (*read, *rows))


def _one(question: Question, law: Law) -> tuple[int, tuple[str, ...]]:
    given: int | None = question.get("table_percent")
    if not question.given("injury"):
        if given is None:
            question.need("table_percent", "isi table_percent menurut tabel cacat, atau injury")
        return given or 0, ()
    found = _degree(question, law, question.inputs, "injury")
    if given is not None and found.rate != given:
        raise question.refuse(
            "table_percent",
            "menurut tabel untuk {injury}: {rate}",
            injury=question.get("injury"),
            rate=_shown(found.rate),
        )
    return found.rate, found.read


def _several(question: Question, law: Law) -> tuple[int, tuple[str, ...]]:
    """Injuries of one accident: the sum of their degrees, taken as one table part lost as a whole."""
    if question.given("injury") or question.given("table_percent") or not question.get("injuries"):
        raise question.refuse("injuries", "isi paling sedikit satu cedera, tanpa injury dan table_percent")
    degree, read = 0, list[str]()
    for one in question.get("injuries"):
        found, lost = _listed(question, law, one)
        degree += share(found.rate, lost)
        read += list(found.read)
    return degree, tuple(dict.fromkeys(read))


def _listed(question: Question, law: Law, raw: dict[str, object]) -> tuple[injuries.Degree, int]:
    from naungan.law.questions.question import read_inputs

    allowed = {"injury", "side", "table_percent", "function_lost_percent"}
    if not set(raw) <= allowed or "injury" not in raw:
        raise QuestionError(
            "injuries", "tiap cedera berisi injury dan, bila perlu, {allowed}", allowed=sorted(allowed)
        )
    read = read_inputs(question.calc, raw) | {"left_handed": question.get("left_handed", False)}
    return _degree(question, law, read, "injuries"), read.get("function_lost_percent", 100 * _PPM_A_PERCENT)


def _degree(question: Question, law: Law, given: Any, field: str) -> injuries.Degree:
    injury = given["injury"]
    if injury not in injuries.injuries(law):
        raise question.refuse(field, "pilih salah satu: {known}", known=", ".join(sorted(injuries.injuries(law))))
    side = given.get("side")
    if injuries.sided(law, injury) and side is None:
        raise QuestionError("side", "{injury} berbeda nilainya kanan dan kiri", NOT_GIVEN, injury=injury)
    left_handed = given.get("left_handed", False)
    try:
        return injuries.degree(law, injury, side, left_handed=left_handed, given=given.get("table_percent", 0))
    except LawError as error:
        raise QuestionError("table_percent", "{error}", error=error) from error


def transport(question: Question) -> Answer:
    """`transport`: what was spent by way of travelling, each up to its own maximum."""
    only_for(question, *INSURED)
    law = law_of_event(question)
    spent: dict[str, int] = question.need("spent", 'isi biaya angkutan, misalnya {"land": 1000000}')
    unknown = sorted(set(spent) - {*_LAND, "sea", "air"})
    if unknown:
        raise question.refuse(
            "spent", "{unknown} tidak dikenal; pakai land, river, lake, sea, air", unknown=", ".join(unknown)
        )
    inputs = {
        "spent_on_land": sum(spent.get(name, 0) for name in _LAND),
        "spent_at_sea": spent.get("sea", 0),
        "spent_by_air": spent.get("air", 0),
    }
    paid = law.compile(("jkk_transport",))(**inputs)["jkk_transport"]
    values = {"paid": paid, "own_cost": sum(inputs.values()) - paid}
    return Answer(values, law, ("jkk_transport",), inputs)


def refunded(formula: str) -> Callable[[Question], Answer]:
    """The question about a cost that is refunded up to a maximum."""

    def answer(question: Question) -> Answer:
        only_for(question, *INSURED)
        law = law_of_event(question)
        inputs = {"cost": question.need("cost", "isi biaya yang dikeluarkan dalam rupiah")}
        paid = law.compile((formula,))(**inputs)[formula]
        return Answer({"paid": paid, "own_cost": inputs["cost"] - paid}, law, (formula,), inputs)

    return answer


def unregistered_employer(question: Question) -> Answer:
    """`unregistered_employer`: an employer that registered nobody owes the same benefit itself."""
    only_for(question, "PU")
    law = law_of_event(question)
    targets = {"death": "jkk_death_total", "total_disability": "jkk_total_disability"}
    event = question.need("event", "pilih salah satu: {known}", known=", ".join(targets))
    if event not in targets:
        raise question.refuse("event", "pilih salah satu: {known}", known=", ".join(targets))
    wage, read = insured_wage(question, law)
    inputs = {"wage": wage}
    total = law.compile((targets[event],))(**inputs)[targets[event]]
    values = {"payer": law.value("jkk.unregistered_payer"), "total": total, "event_date": str(event_day(question))}
    return Answer(values, law, (targets[event],), inputs, (*read, "jkk.unregistered_payer"))


def _shown(millionths: int) -> int | str:
    """A percentage: a whole one as a number, others as text (`4.5`)."""
    whole, rest = divmod(millionths, _PPM_A_PERCENT)
    return f"{whole}.{rest:04d}".rstrip("0") if rest else whole
