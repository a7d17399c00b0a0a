"""`contribution` for wage earners: pay, class, age, nationality and reliefs of one worker's month."""

from datetime import date
from typing import Any

from naungan.law import membership
from naungan.law.errors import NOT_GIVEN, QuestionError
from naungan.law.months import age_on, days_since_epoch, first_day, month_of, years_before
from naungan.law.questions.pay import pay
from naungan.law.questions.question import Answer, Question
from naungan.law.questions.reliefs import pp7_flag, pp49_flag
from naungan.law.statute import Law

_WITHOUT_JKK: tuple[str, ...] = (
    "jkm_employer", "jht_employer", "jht_employee", "jp_base", "jp_employer", "jp_employee",
    "employee_total",
)  # fmt: skip
_WITH_JKK = ("jkk_employer", *_WITHOUT_JKK, "employer_total", "total")
_DEFERRAL = ("jp_payable_now", "jp_deferred")


def answer(question: Question) -> Answer:
    """Contributions of one wage earner by programme and payer, rupiah a month.

    Where the JKK class is not given, and the question is not about JKK alone, JKK and the totals that
    hold it are left out.
    """
    law = question.statute.of_month(question.month)
    earned = pay(question, law)
    person = _person(question)
    joins = _joins(question, law, person)
    member = "JKK" in joins
    inputs: dict[str, int] = {
        "wage": earned.monthly if member else 0,
        "month_wage": earned.of_month if member else 0,
        **person,
        "takes_jht": "JHT" in joins,
        "takes_jp": "JP" in joins,
        "relief_pp49": pp49_flag(question, law),
    }
    targets = _WITHOUT_JKK
    jkk_class = _class(question, member)
    if jkk_class:
        inputs |= {"jkk_class": jkk_class, "relief_pp7": pp7_flag(question, law)}
        targets = _WITH_JKK
    if inputs["relief_pp49"]:
        targets = (*targets, *_DEFERRAL)
    values = _shown(law.compile(targets)(**inputs))
    values |= {"monthly_basis": earned.monthly, "must_join": joins}
    if not jkk_class:
        values["missing"] = ["jkk_class"]
    values["relief"] = bool(inputs["relief_pp49"] or pp7_flag(question, law))
    return Answer(values, law, targets, inputs, earned.read)


def _shown(worked: dict[str, int]) -> dict[str, Any]:
    return {
        **worked,
        "jht_total": worked["jht_employer"] + worked["jht_employee"],
        "jp_total": worked["jp_employer"] + worked["jp_employee"],
        # JKP is booked out of JKK and JKM: it adds nothing to anybody's bill
        "jkp_employer_extra": 0,
        "jkp_employee": 0,
    }


def need_class(question: Question) -> int:
    """The employer's JKK class, 1 to 5.  Raises QuestionError naming jkk_class if it is not given."""
    found: int | None = question.get("jkk_class", question.get("employer_class"))
    if found is None:
        raise QuestionError("jkk_class", "isi kelompok risiko I, II, III, IV atau V", NOT_GIVEN)
    return found


def _class(question: Question, member: bool) -> int | None:
    """The JKK class; any class will do for somebody who owes nothing."""
    if not member:
        return 1
    if question.programme == "JKK":
        return need_class(question)
    found: int | None = question.get("jkk_class", question.get("employer_class"))
    return found


def _person(question: Question) -> dict[str, int]:
    person: dict[str, int] = {"foreign": question.get("nationality", False)}
    birth = birth_day(question)
    if birth is not None:
        person["born"] = days_since_epoch(birth)
    if question.given("opted_to_continue"):
        person["continues"] = question.get("opted_to_continue")
    return person


def birth_day(question: Question) -> date | None:
    """Birth day, given or taken from the age: exactly that age on the first of the month judged."""
    reference: date = question.get("as_of", question.last_day)
    month_began = first_day(month_of(reference))
    birth: date | None = question.get("birth")
    years: int | None = question.get("age_years")
    if birth is None:
        return None if years is None else years_before(month_began, years)
    if birth > reference:
        raise question.refuse("birth", "lahir setelah {as_of}", as_of=reference)
    if years is not None and years not in (age_on(birth, month_began), age_on(birth, reference)):
        raise question.refuse("age_years", "tidak cocok dengan tanggal lahir {birth}", birth=birth)
    return birth


def _joins(question: Question, law: Law, person: dict[str, int]) -> list[str]:
    """Programmes that the worker is in: those listed, or all that apply to such a worker."""
    listed: list[str] | None = question.get("programmes")
    _refuse_without_compulsory(question, law, listed)
    if person["foreign"]:
        if not _foreigner_joins(question, law):
            return []
        possible = list(law.texts("membership.programmes_foreign"))
    elif question.given("scale") and listed is None:
        possible = membership.compulsory(law, question.get("scale"))
    else:
        possible = list(law.texts("membership.programmes_pu"))
    joins = [one for one in possible if listed is None or one in listed]
    if "JP" in joins and not _below_pension_age(law, person):
        joins.remove("JP")
    return joins


def _refuse_without_compulsory(question: Question, law: Law, listed: list[str] | None) -> None:
    if listed is None:
        return
    missing = [one for one in membership.compulsory(law, "micro") if one not in listed]
    if missing:
        raise question.refuse(
            "programmes", "{missing} wajib diikuti; tambahkan ke daftar", missing=" dan ".join(missing)
        )


def _below_pension_age(law: Law, person: dict[str, int]) -> bool:
    return law.compile(("jp_base",))(wage=1, **person)["jp_base"] > 0


def _foreigner_joins(question: Question, law: Law) -> bool:
    names = ("months_worked_in_indonesia", "expected_stay_months")
    if not any(question.given(name) for name in names) and question.programme not in ("JP", "JKP"):
        question.need(names[0], "untuk tenaga kerja asing isi {one} atau {other}", one=names[0], other=names[1])
    return membership.foreigner_joins(law, question.get(names[0], 0), question.get(names[1], 0))
