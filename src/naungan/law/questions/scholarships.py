"""Questions about scholarships, and the scholarship that a death or a total disability brings along."""

from collections.abc import Callable
from typing import Any

from naungan.law.benefits import scholarship
from naungan.law.benefits.scholarship import Child, Plan
from naungan.law.errors import QuestionError
from naungan.law.questions import fields
from naungan.law.questions.event import INSURED, law_of_event, programme_of
from naungan.law.questions.question import Answer, Question, only_for
from naungan.law.statute import Law

_CHILD = ("level", "levels", "years", "age_years", "married", "works")
_NO_LEVEL = ("none", "below_school_age")
_SAME_AS = {"SMK": "SMA", "training": "S1", "pelatihan": "S1", "university": "S1"}


def answer(question: Question) -> Answer:
    """`scholarship`: the plan for some children, all years of it."""
    only_for(question, *INSURED)
    programme = programme_of(question, "JKK", "JKM")
    law = law_of_event(question)
    children = [_child(question, law, raw) for raw in question.need("children", "isi daftar anak; boleh kosong")]
    plan, read = _plan(question, law, programme, children)
    paid = [amount for amount in plan.children if amount]
    values: dict[str, Any] = {
        "plan": plan.total,
        "eligible": bool(paid),
        "children_paid": len(paid),
        "per_child": max(paid, default=0),
        "plans": list(plan.children),
        "children_waiting": plan.waiting,
    }
    return Answer(values, law, read=read)


def planned(
    question: Question, law: Law, programme: str, *, protected: bool
) -> tuple[Callable[[int], dict[str, int]], tuple[str, ...]]:
    """What a scholarship adds to a total: its keys by that total, and values read.

    It is asked for by `scholarship`, the levels still before one child, or by `children`.
    """
    children = _asked(question, law)
    plan = Plan(())
    read: tuple[str, ...] = ()
    if children and protected:
        plan, read = _plan(question, law, programme, children)

    def keys(total: int) -> dict[str, int]:
        return {"scholarship_plan": plan.total, "grand_total": total + plan.total}

    return keys, read


def _asked(question: Question, law: Law) -> list[Child]:
    if not question.given("scholarship"):
        return [_child(question, law, raw) for raw in question.get("children", [])]
    if question.given("children"):
        raise question.refuse("scholarship", "isi scholarship untuk satu anak, atau children, tidak keduanya")
    levels = tuple(_level(question, law, "scholarship", one) for one in question.get("scholarship"))
    if len(set(levels)) != len(levels):
        raise question.refuse(
            "scholarship", "jenjang satu anak disebut satu kali; untuk beberapa anak pakai children"
        )
    return [Child(levels)] if levels else []


def _plan(question: Question, law: Law, programme: str, children: list[Child]) -> tuple[Plan, tuple[str, ...]]:
    read: tuple[str, ...] = ("scholarship.children_most", "scholarship.ends_at_age")
    read += (
        ("scholarship.yearly", "scholarship.years_most")
        if law.value("scholarship.by_level")
        else ("scholarship.once",)
    )
    if programme == "JKM":
        read += ("scholarship.jkm_months",)
    # somebody of whom nothing else is said has been a member for long enough
    months = question.get("contribution_months", law.whole("scholarship.jkm_months"))
    if not scholarship.long_enough(law, programme, months):
        return Plan(()), read
    plan = scholarship.plan(law, children)
    return plan, (*read, "scholarship.starts_at_age") if plan.waiting else read


def _child(question: Question, law: Law, raw: dict[str, object]) -> Child:
    unknown = sorted(set(raw) - set(_CHILD))
    if unknown:
        raise QuestionError(
            "children", "{unknown} tidak dikenal; pakai {known}", unknown=", ".join(unknown), known=", ".join(_CHILD)
        )
    if "level" in raw and "levels" in raw:
        raise question.refuse("children", "isi level atau levels, tidak keduanya")
    listed = raw.get("levels", [raw["level"]] if raw.get("level") is not None else [])
    if not isinstance(listed, list):
        raise question.refuse("children", "levels berisi daftar jenjang")
    named = [one for one in listed if one not in _NO_LEVEL]
    return Child(
        tuple(_level(question, law, "children", one) for one in named),
        fields.whole("children.years", raw["years"]) if "years" in raw else None,
        fields.age("children.age_years", raw["age_years"]) if "age_years" in raw else None,
        fields.yes_or_no("children.married", raw.get("married", False)),
        fields.yes_or_no("children.works", raw.get("works", False)),
    )


def _level(question: Question, law: Law, field: str, raw: object) -> str:
    known = (*law.texts("scholarship.levels"), scholarship.ALL_LEVELS)
    level = _SAME_AS.get(raw, raw) if isinstance(raw, str) else raw
    if level not in known:
        raise question.refuse(field, "jenjang {raw} tidak dikenal; pilih {known}", raw=raw, known=", ".join(known))
    return str(level)
