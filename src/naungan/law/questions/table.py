"""Which function answers which question."""

from collections.abc import Callable

from naungan.law.questions import (
    accident,
    construction,
    death,
    job_loss,
    joining,
    migrant,
    non_wage_earner,
    old_age,
    payment,
    pension,
    rights,
    savings,
    scholarships,
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
        raise refuse(
            "programme",
            question.programme,
            "{segment} hanya mempunyai {allowed}",
            segment=question.segment,
            allowed=", ".join(allowed),
        )
    return _BY_SEGMENT[question.segment](question)


CONTRIBUTIONS: dict[str, Callable[[Question], Answer]] = {
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

BENEFITS: dict[str, Callable[[Question], Answer]] = {
    "balance": savings.balance,
    "benefit": job_loss.benefit,
    "child": old_age.survivor("child"),
    "claim_expiry": rights.claim_expiry,
    "death": death.answer,
    "dentures": accident.refunded("jkk_dentures"),
    "disability": old_age.disability,
    "eligibility": job_loss.eligibility,
    "full_withdrawal": savings.full_withdrawal,
    "hearing_aid": accident.refunded("jkk_hearing_aid"),
    "heirs": rights.heirs,
    "homecare": accident.refunded("jkk_homecare"),
    "indexation": old_age.indexation,
    "parent": old_age.survivor("parent"),
    "partial_disability": accident.partial_disability,
    "partial_withdrawal": savings.partial_withdrawal,
    "payer": job_loss.payer,
    "pension_formula": old_age.pension_formula,
    "scholarship": scholarships.answer,
    "spectacles": accident.refunded("jkk_spectacles"),
    "stmb": accident.stmb,
    "tax": savings.tax_on_savings,
    "total_disability": accident.total_disability,
    "transport": accident.transport,
    "unregistered_employer": accident.unregistered_employer,
    "vesting": old_age.vesting,
    "widow": old_age.survivor("widow"),
}

CALCS = CONTRIBUTIONS | BENEFITS
