"""`death`: what is paid when a participant dies, by accident at work (JKK) or otherwise (JKM)."""

from typing import Any

from naungan.law.benefits import jkm
from naungan.law.questions.event import INSURED, insured_wage, law_of_event, programme_of
from naungan.law.questions.question import Answer, Question, only_for
from naungan.law.questions.scholarships import planned
from naungan.law.statute import Law

_PARTS = ("lump", "periodic", "burial", "total")
_JKK = ("jkk_death_lump", "jkk_periodic", "jkk_funeral", "jkk_death_total")
_JKM = ("jkm_death_lump", "jkm_periodic", "jkm_funeral", "jkm_death_total")


def answer(question: Question) -> Answer:
    """Lump sum, periodic benefit and burial money; nothing for somebody no longer a participant."""
    only_for(question, *INSURED)
    programme = programme_of(question, "JKK", "JKM")
    law = law_of_event(question)
    protected = bool(question.get("active", True))
    inputs, read = _inputs(question, law, programme, protected)
    targets = _JKK if programme == "JKK" else _JKM
    worked = law.compile(targets)(**inputs)
    values: dict[str, Any] = {part: worked[name] for part, name in zip(_PARTS, targets, strict=True)}
    values["eligible"] = protected
    plan, plan_read = planned(question, law, programme, protected=protected)
    return Answer(values | plan(values["total"]), law, targets, inputs, (*read, *plan_read))


def _inputs(question: Question, law: Law, programme: str, protected: bool) -> tuple[dict[str, int], tuple[str, ...]]:
    if programme == "JKK":
        wage, read = insured_wage(question, law)
        return {"wage": wage, "protected": protected}, read
    # somebody of whom nothing else is said has been a member for long enough
    months = question.get("contribution_months", law.whole("jkm.full_benefit_months"))
    short = jkm.short_membership(law, question.segment, months)
    return {"protected": protected, "short_membership": short}, jkm.doubts(law, months)
