"""Nouns of sponsorship: programmes and their lists, decrees and who is enrolled, budget lines and what was paid."""

from naungan.sponsorship.models.decrees import Decree, DecreeLine, Enrolment, Replacement
from naungan.sponsorship.models.lists import Candidate, CandidateList, Ruling, Verdict
from naungan.sponsorship.models.money import BudgetLine, Commitment, Fund, Realisation
from naungan.sponsorship.models.programmes import Quota, Scheme

__all__ = [
    "BudgetLine",
    "Candidate",
    "CandidateList",
    "Commitment",
    "Decree",
    "DecreeLine",
    "Enrolment",
    "Fund",
    "Quota",
    "Realisation",
    "Replacement",
    "Ruling",
    "Scheme",
    "Verdict",
]
