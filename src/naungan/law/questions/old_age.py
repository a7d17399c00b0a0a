"""Questions about JP: formula, vesting, disability and survivors' pensions, and indexation."""

from collections.abc import Callable
from datetime import date
from typing import Any

from naungan.law.benefits.jp import density_text
from naungan.law.questions.event import law_of_event
from naungan.law.questions.question import Answer, Question, begin, only_for
from naungan.law.statute import Law

_PPM_A_PERCENT = 10_000
_AVERAGE = "average_indexed_monthly_wage"


def _law_of_limits(question: Question) -> Law:
    """The law whose limits hold: of the year named (at its end), or else of the day of the event."""
    if not question.given("limits_of_year"):
        return law_of_event(question)
    year: int = question.get("limits_of_year")
    if year < begin(question.statute).year:
        raise question.refuse("limits_of_year", "hukum dijawab mulai {begins}", begins=begin(question.statute))
    return question.statute.on(date(year, 12, 31))


def pension_formula(question: Question) -> Answer:
    """`pension_formula`: the first year's monthly pension before and after its limits."""
    only_for(question, "PU")
    law = _law_of_limits(question)
    inputs = {
        "contribution_months": question.need("contribution_months", "isi masa iur dalam bulan"),
        "average_wage": question.need(_AVERAGE, "isi rata-rata upah sebulan yang sudah diindeks"),
    }
    targets = ("jp_formula", "jp_monthly_pension")
    worked = law.compile(targets)(**inputs)
    values = {
        "formula": worked["jp_formula"],
        "monthly_pension": worked["jp_monthly_pension"],
        "minimum": law.whole("jp.minimum"),
        "maximum": law.whole("jp.maximum"),
    }
    return Answer(values, law, targets, inputs)


def vesting(question: Question) -> Answer:
    """`vesting`: monthly pension, lump sum, or nothing before pension age."""
    only_for(question, "PU")
    law = law_of_event(question)
    inputs = {"contribution_months": question.need("contribution_months", "isi masa iur dalam bulan")}
    vested = law.compile(("jp_vested",))(**inputs)["jp_vested"]
    if not question.get("pension_age_reached", True):
        return Answer({"entitlement": "none_yet", "vested": bool(vested)}, law, ("jp_vested",), inputs)
    values = {"entitlement": _entitlement(vested), "vested": bool(vested)}
    return Answer(values, law, ("jp_vested",), inputs)


def disability(question: Question) -> Answer:
    """`disability`: monthly pension or lump sum on total permanent disability."""
    only_for(question, "PU")
    law = _law_of_limits(question)
    inputs = _membership(question)
    inputs["event_after_registration_months"] = question.get(
        "event_after_registration_months", inputs["membership_months"]
    )
    entitled = bool(law.compile(("jp_disability_entitled",))(**inputs)["jp_disability_entitled"])
    targets: tuple[str, ...] = ("jp_disability_entitled", "jp_counted_months")
    if entitled and question.given(_AVERAGE):
        targets = (*targets, "jp_formula", "jp_monthly_pension")
    inputs |= _counted(question, entitled)
    worked = law.compile(targets)(**inputs)
    values = _shared_values(inputs, entitled, worked)
    if "jp_formula" in worked:
        values |= {"formula": worked["jp_formula"], "monthly_pension": worked["jp_monthly_pension"]}
    return Answer(values, law, targets, inputs)


def survivor(who: str) -> Callable[[Question], Answer]:
    """The question about the pension of a survivor: `widow`, `child` or `parent`."""

    def answer(question: Question) -> Answer:
        only_for(question, "PU")
        law = _law_of_limits(question)
        inputs = _membership(question)
        share = f"jp.{who}_rate"
        inputs["survivor_rate"] = law.whole(share)
        entitled = bool(law.compile(("jp_survivor_entitled",))(**inputs)["jp_survivor_entitled"])
        targets: tuple[str, ...] = ("jp_survivor_entitled", "jp_counted_months")
        if entitled and question.given(_AVERAGE):
            targets = (*targets, "jp_formula", "jp_survivor_computed", "jp_survivor_pension")
        inputs |= _counted(question, entitled)
        worked = law.compile(targets)(**inputs)
        values = _shared_values(inputs, entitled, worked)
        values[f"{who}_percent"] = inputs["survivor_rate"] // _PPM_A_PERCENT
        if "jp_formula" in worked:
            values |= {
                "formula_participant": worked["jp_formula"],
                "computed": worked["jp_survivor_computed"],
                "monthly_pension": worked["jp_survivor_pension"],
            }
        return Answer(values, law, targets, inputs, (share,))

    return answer


def _membership(question: Question) -> dict[str, int]:
    paid: int = question.need("contribution_months", "isi masa iur dalam bulan")
    # somebody of whom nothing else is said has paid every month
    member: int = question.get("membership_months", paid)
    if paid > member:
        raise question.refuse(
            "contribution_months", "tidak mungkin lebih dari {member} bulan kepesertaan", member=member
        )
    return {"contribution_months": paid, "membership_months": member}


def _counted(question: Question, entitled: bool) -> dict[str, int]:
    average = {"average_wage": question.get(_AVERAGE)} if question.given(_AVERAGE) else {}
    return {"counts_as_vested": entitled, **average}


def _shared_values(inputs: dict[str, int], entitled: bool, worked: dict[str, int]) -> dict[str, Any]:
    return {
        "density_percent": density_text(inputs["contribution_months"], inputs["membership_months"]),
        "entitlement": _entitlement(entitled),
        "counted_months": worked["jp_counted_months"],
    }


def _entitlement(monthly: int) -> str:
    return "monthly" if monthly else "lump_sum"


def indexation(question: Question) -> Answer:
    """`indexation`: a running pension a year later, by the inflation given or that of the law."""
    only_for(question, "PU")
    law = question.statute.on(question.last_day)
    read: tuple[str, ...] = ()
    rate: int | None = question.get("inflation_percent")
    if rate is None:
        known = int(str(law.value("jp.indexation_last_year")))
        first = question.statute.parameters["jp.indexation_rate"].values[0].valid_from
        if question.last_day.year > known or question.last_day < first:
            question.need(
                "inflation_percent", "inflasi hanya diketahui sampai {known}; isi dalam persen", known=known
            )
        rate, read = law.whole("jp.indexation_rate"), ("jp.indexation_rate",)
    inputs = {
        "pension_last_year": question.need("pension_last_year", "isi pensiun sebulan tahun lalu"),
        "inflation": rate,
    }
    pension = law.compile(("jp_indexed",))(**inputs)["jp_indexed"]
    return Answer({"pension": pension}, law, ("jp_indexed",), inputs, read)
