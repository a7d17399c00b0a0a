"""Answering a stream of questions, one JSON line each; a bad line is an answer too, never the end."""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from naungan.law.errors import LawError, QuestionError
from naungan.law.explain import Explanation, UsedValue, receipt
from naungan.law.questions import answer_of, work_out
from naungan.law.questions.question import Answer
from naungan.law.statute import Statute, load


def answer_lines(
    lines: Iterable[str | bytes], statute: Statute | None = None, *, receipts: bool = False
) -> Iterator[dict[str, Any]]:
    """`{"id", "answer"}` or `{"id", "error"}` for each line that is not blank, in order.

    A line that is not a JSON object in UTF-8 gets an error with its number and a null id.
    """
    law = statute or load()
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _answer_line(number, line, law, receipts)


def _answer_line(number: int, line: str | bytes, statute: Statute, receipts: bool) -> dict[str, Any]:
    try:
        question = parse_line(line)
    except QuestionError as error:
        return {"id": None, "error": f"baris {number}: {error}"}
    try:
        worked = work_out(question, statute)
    except LawError as error:
        return {"id": question.get("id"), "error": f"baris {number}: {error}"}
    result: dict[str, Any] = {"id": question.get("id"), "answer": answer_of(worked)}
    if receipts:
        result["receipt"] = receipt_json(worked)
    return result


def parse_line(line: str | bytes) -> dict[str, Any]:
    """One question from its JSON text; decimals stay exact.  Raises QuestionError if it is no object."""
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line
        question = json.loads(
            text, parse_float=Decimal, parse_constant=_refuse_constant, object_pairs_hook=_unique_keys
        )
    except UnicodeDecodeError as error:
        raise QuestionError(
            "", "bukan teks UTF-8 (bita ke-{start}); simpan ulang berkas sebagai UTF-8", start=error.start + 1
        ) from error
    except (ValueError, RecursionError) as error:
        raise QuestionError("", "bukan JSON yang benar: {error}", error=error) from error
    if not isinstance(question, dict):
        raise QuestionError("", 'setiap baris harus satu objek JSON, misalnya {"id": ..., "inputs": ...}')
    return question


def receipt_json(worked: Answer) -> dict[str, Any]:
    """The receipt of an answer as plain JSON values."""
    found = receipt(worked.law, worked.targets, worked.inputs, worked.read)
    return {
        "law_version": found.law_version,
        "reform": found.reform,
        "month": found.month,
        "day": found.day.isoformat(),
        "engine": found.engine,
        "engine_version": found.engine_version,
        "values": [_used_json(one) for one in found.values],
    }


def explanation_json(explanation: Explanation) -> list[dict[str, Any]]:
    """Every step of an explanation as plain JSON values."""
    return [
        {
            "step": step.name,
            "meaning": step.meaning,
            "value": int(step.value),
            "basis": step.basis,
            "unverified": step.unverified,
            "used": [_used_json(one) for one in step.used],
        }
        for step in explanation.steps
    ]


def _used_json(one: UsedValue) -> dict[str, Any]:
    return {
        "path": one.path,
        "value": _plain(one.value),
        "valid_from": one.valid_from.isoformat(),
        "basis": one.basis,
        "source": list(one.source),
        "status": one.status or one.confidence,
    }


def to_line(result: dict[str, Any]) -> str:
    """A result as one JSON line, without its line end."""
    return json.dumps(result, ensure_ascii=False, default=str)


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value if isinstance(value, int | str) else str(value)


def _refuse_constant(text: str) -> object:
    raise ValueError(f"{text} bukan angka JSON")


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"{key} ditulis dua kali")
        found[key] = value
    return found
