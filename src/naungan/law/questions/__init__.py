"""One question in, one answer out: every question that `table.py` lists."""

from typing import Any

from naungan.law.questions.question import Answer, read_question
from naungan.law.questions.table import CALCS
from naungan.law.statute import Statute, load

__all__ = ["CALCS", "answer", "answer_of", "work_out"]


def work_out(question: object, statute: Statute | None = None) -> Answer:
    """Answer one question (a JSON object) with what the answer rests on.

    Raises QuestionError naming the field that is missing, unknown or impossible.
    """
    read = read_question(question, statute or load(), frozenset(CALCS))
    return CALCS[read.calc](read)


def answer(question: object, statute: Statute | None = None) -> dict[str, Any]:
    """The values asked for, with `unverified` added where the answer rests on an unconfirmed value."""
    return answer_of(work_out(question, statute))


def answer_of(worked: Answer) -> dict[str, Any]:
    """The values of a worked answer, with `unverified` added where there are doubts."""
    doubts = worked.unverified
    return {**worked.values, "unverified": doubts} if doubts else worked.values
