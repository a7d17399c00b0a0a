"""Which function answers which question: the register that benefit questions will join."""

from collections.abc import Callable

from naungan.law.questions import (
    construction,
    joining,
    migrant,
    non_wage_earner,
    payment,
    pension,
    wage_earner,
)
from naungan.law.questions.fields import refuse
from naungan.law.questions.question import Answer, Question

_BY_SEGMENT: dict[str, Callable[[Question], Answer]] = {
    "PU": wage_earner.answer,
    "BPU": non_wage_earner.answer,
    "JAKON": construction.answer,
    "PMI": migrant.answer,
}

_PROGRAMMES_OF = {
    "PU": ("JKK", "JKM", "JHT", "JP", "JKP", "ALL"),
    "BPU": ("JKK", "JKM", "JHT", "ALL"),
    "JAKON": ("JKK", "JKM", "ALL"),
    "PMI": ("JKK", "JKM", "JHT", "ALL"),
}


def contribution(question: Question) -> Answer:
    """`contribution`: by segment.  Refuses a programme that the segment does not have."""
    allowed = _PROGRAMMES_OF[question.segment]
    if question.programme not in allowed:
        raise refuse("programme", question.programme, f"{question.segment} hanya mempunyai {', '.join(allowed)}")
    return _BY_SEGMENT[question.segment](question)


CALCS: dict[str, Callable[[Question], Answer]] = {
    "arrears": non_wage_earner.arrears,
    "compulsory_programmes": joining.compulsory_programmes,
    "contribution": contribution,
    "due_date": payment.due_date,
    "enrol": joining.enrol,
    "jp_deferral": pension.jp_deferral,
    "late_registration": joining.late_registration,
    "limits": pension.limits,
    "penalty": payment.penalty,
    "pension_age": pension.pension_age,
    "programmes": joining.programmes,
    "reactivate": non_wage_earner.reactivate,
    "recomposition": pension.recomposition,
    "register": non_wage_earner.register,
    "stages": construction.staged,
    "status": non_wage_earner.status,
    "wage_cap": pension.wage_cap,
    "who_bears_penalty": payment.who_bears_penalty,
}

# Known questions about benefits: refused by name until the benefit side of the law is written.
BENEFIT_SIDE = frozenset({
    "balance", "benefit", "claim_expiry", "death", "dentures", "disability", "eligibility",
    "full_withdrawal", "hearing_aid", "heirs", "homecare", "indexation", "partial_disability",
    "partial_withdrawal", "payer", "pension_formula", "scholarship", "stmb", "tax", "total_disability",
    "transport", "unregistered_employer", "vesting", "widow",
})  # fmt: skip
