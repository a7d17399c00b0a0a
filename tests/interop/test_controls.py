"""A statement follows the one before it: in number, in balance, over the turn of the year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.interop.reading import read, sample

from naungan.interop.bank_lines import Balance, Statement
from naungan.interop.controls import Closed, follows
from naungan.interop.errors import BankFileRefused

(NOW,) = read(sample("rekening_koran.camt053.xml")).statements
BEFORE = Closed("STMT-20260715", 2026, 136, 100_000_000_000)


def refusal(statement: Statement, before: Closed) -> str:
    with pytest.raises(BankFileRefused) as no:
        follows(statement, before)
    return str(no.value)


def test_the_first_statement_and_the_next_one_are_taken() -> None:
    follows(NOW, None)
    follows(NOW, BEFORE)


def test_a_statement_that_skips_one_names_the_missing_one() -> None:
    assert refusal(NOW, replace(BEFORE, sequence=134)) == (
        "Rekening koran nomor 137 dibaca, yang terakhir nomor 134. Masukkan dulu nomor 135."
    )


def test_an_older_statement_is_refused() -> None:
    assert "yang terakhir nomor 140" in refusal(NOW, replace(BEFORE, sequence=140))


def test_a_statement_begins_where_the_last_one_ended() -> None:
    assert "saldo akhir sebelumnya (STMT-20260715) Rp999.999.999,99" in refusal(
        NOW, replace(BEFORE, hundredths=99_999_999_999)
    )


def test_a_new_year_may_begin_its_numbers_again() -> None:
    new_year = replace(NOW, sequence=1, closing=Balance(date(2027, 1, 4), 0))
    follows(new_year, BEFORE)
    assert "nomor 1 dibaca" in refusal(replace(NOW, sequence=1), BEFORE)


def test_statements_without_a_number_follow_by_balance_alone() -> None:
    follows(replace(NOW, sequence=None), BEFORE)
    follows(NOW, replace(BEFORE, sequence=None))
