"""One question in, one answer out: every question about contributions that `table.py` lists."""

from typing import Any

from naungan.law.errors import QuestionError
from naungan.law.questions.question import Answer, read_question
from naungan.law.questions.table import BENEFIT_SIDE, CALCS
from naungan.law.statute import Statute, load

__all__ = ["BENEFIT_SIDE", "CALCS", "answer", "answer_of", "work_out"]


def work_out(question: object, statute: Statute | None = None) -> Answer:
    """Answer one question (a JSON object) with what the answer rests on.

    Raises QuestionError naming the field that is missing, unknown or impossible.
    """
    calc = _calc(question)
    if calc in BENEFIT_SIDE:
        raise QuestionError("calc", f"calc: {calc} menyangkut manfaat; versi ini baru menjawab soal iuran")
    read = read_question(question, statute or load(), frozenset(CALCS))
    return CALCS[read.calc](read)


def answer(question: object, statute: Statute | None = None) -> dict[str, Any]:
    """The values asked for, with `unverified` added where the answer rests on an unconfirmed value."""
    return answer_of(work_out(question, statute))


def answer_of(worked: Answer) -> dict[str, Any]:
    """The values of a worked answer, with `unverified` added where there are doubts."""
    doubts = worked.unverified
    return {**worked.values, "unverified": doubts} if doubts else worked.values


def _calc(question: object) -> object:
    if isinstance(question, dict) and isinstance(question.get("inputs"), dict):
        calc = question["inputs"].get("calc")
        return calc if isinstance(calc, str) else None
    return None
