"""One JSON line in, one JSON line out: good, refused or broken, in order."""

import json
from decimal import Decimal

import pytest

from naungan.law.answers import answer_lines, parse_line, to_line
from naungan.law.errors import QuestionError

GOOD = (
    '{"id": "a", "programme": "JKM", "segment": "PU", "date": "2022-12", '
    '"inputs": {"calc": "contribution", "wage": 5000000}}'
)


def only(line: str | bytes) -> dict[str, object]:
    return next(answer_lines([line]))


def test_a_good_line_is_answered_under_its_id() -> None:
    found = only(GOOD)
    assert found["id"] == "a"
    assert set(found) == {"id", "answer"}
    assert found["answer"]["jkm_employer"] == 15_000  # type: ignore[index]


def test_lines_are_answered_in_order_and_blank_ones_passed_over() -> None:
    lines = [GOOD, "", "  \n", GOOD.replace('"a"', '"b"'), "{", GOOD.replace('"a"', "7")]
    assert [one["id"] for one in answer_lines(lines)] == ["a", "b", None, 7]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "baris 1: bukan JSON yang benar"),
        ("[1, 2]", "baris 1: setiap baris harus satu objek JSON"),
        ('"text"', "baris 1: setiap baris harus satu objek JSON"),
        ("<html>", "baris 1: bukan JSON yang benar"),
        (b"\xff\xfe{", "baris 1: bukan teks UTF-8 (bita ke-1)"),
        ('{"id": NaN}', "NaN bukan angka JSON"),
        ('{"id": 1, "id": 2}', "id ditulis dua kali"),
        ("[" * 100_000, "baris 1: bukan JSON yang benar"),
    ],
)
def test_a_broken_line_is_an_error_with_its_number(line: str | bytes, message: str) -> None:
    found = only(line)
    assert found["id"] is None
    assert message in str(found["error"])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": 1}', "inputs: terbaca null; tulis objek"),
        ('{"id": 1, "inputs": {}}', "calc: terbaca null; pilih salah satu"),
        (GOOD.replace("5000000", "-1"), "wage: terbaca -1; tidak boleh negatif"),
        (GOOD.replace("5000000", "5000000.0"), "wage: terbaca 5000000.0; tulis bilangan bulat"),
        (GOOD.replace("5000000", "true"), "wage: terbaca true; tulis bilangan bulat"),
        (GOOD.replace("5000000", '"Rp 5 juta"'), 'wage: terbaca "Rp 5 juta"; tulis bilangan bulat'),
        (GOOD.replace('"2022-12"', '"12/2022"'), 'date: terbaca "12/2022"'),
        (GOOD.replace('"contribution"', '"deaths"'), 'calc: terbaca "deaths"; pilih salah satu'),
    ],
)
def test_a_refusal_says_field_reading_and_remedy(line: str, message: str) -> None:
    found = only(line)
    assert set(found) == {"id", "error"}
    assert message in str(found["error"])


def test_decimals_stay_exact() -> None:
    assert parse_line('{"rate": 0.11}')["rate"] == Decimal("0.11")


def test_a_byte_order_mark_is_no_trouble() -> None:
    assert only(b"\xef\xbb\xbf" + GOOD.encode())["id"] == "a"


def test_a_stream_is_not_read_ahead() -> None:
    def lines():  # type: ignore[no-untyped-def]
        yield GOOD
        raise AssertionError("read too far")

    assert next(answer_lines(lines()))["id"] == "a"


def test_a_receipt_comes_along_when_asked_for() -> None:
    found = next(answer_lines([GOOD], receipts=True))
    receipt = found["receipt"]
    assert receipt["month"] == "2022-12"
    assert {"path": "jkm.rate", "value": 3000}.items() <= next(
        one.items() for one in receipt["values"] if one["path"] == "jkm.rate"
    )


def test_answers_are_one_line_of_json_each() -> None:
    line = to_line(only(GOOD))
    assert "\n" not in line
    assert json.loads(line)["id"] == "a"


def test_a_month_in_a_refusal_is_shown_as_it_was_written() -> None:
    question = {
        "programme": "ALL", "segment": "BPU", "date": "2024-05",
        "inputs": {"calc": "arrears", "declared_income": 1, "unpaid_month": "2024-06"},
    }  # fmt: skip
    from naungan.law.questions import answer

    with pytest.raises(QuestionError, match='unpaid_month: terbaca "2024-06"'):
        answer(question)
