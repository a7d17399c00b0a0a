"""MT940 is read to the sen, its pages put together, and nothing the lenient parser skipped goes unnoticed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.interop.reading import changed, read, sample

from naungan.interop.bank_lines import Kind
from naungan.interop.errors import BankFileRefused

FILE = "rekening_koran.mt940"


def test_two_pages_are_one_statement() -> None:
    file = read(sample(FILE))
    (statement,) = file.statements
    assert (file.kind, statement.account, statement.sequence, statement.year) == (Kind.MT940, "0000000001", 136, 2026)
    assert [(one.credit, one.amount, one.sen, one.bank_reference, one.returned) for one in statement.lines] == [
        (True, 16_800, 0, "B0001", False),
        (False, 42_000_000, 0, "B0002", False),
        (True, 1_000_000, 50, "B0004", True),
    ]
    assert statement.closing is not None
    assert (statement.closing.on, statement.closing.hundredths) == (date(2026, 7, 15), 95_901_680_050)


def test_money_that_came_back_says_why_and_its_words_keep_their_lines() -> None:
    back = read(sample(FILE)).statements[0].lines[2]
    assert (back.reason, back.remark) == ("AC04", "RETUR AC04 REKENING TUTUP JKM-2026-0001\n22-01")


def test_windows_lines_and_a_byte_order_mark_change_nothing() -> None:
    windows = b"\xef\xbb\xbf" + sample(FILE).replace(b"\n", b"\r\n")
    assert read(windows).statements == read(sample(FILE)).statements


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("959016800,50", "959016800,51", "saldo awal dan mutasi menjadi"),
        ("D42000000,00NTRF", "D42.000.000,00NTRF", "tidak"),
        ("D42000000,00NTRF", "D42000000,001NTRF", "lebih halus dari sen"),
        ("2607150715D", "2613450715D", "tidak dapat dibaca"),
        (":61:2607150715D42000000,00NTRF", ":61:DEBET 42000000,00 NTRF", "tidak"),
        ("00136/002", "00136/003", "halaman 3 tidak menyambung halaman 1"),
        (":60M:C260715IDR1000016800,00", ":60M:C260715IDR1000016801,00", "halaman 2 tidak menyambung"),
        (":60F:C260714IDR1000000000,00", ":60F:C260714USD1000000000,00", "mata uang USD"),
        (":62F:C260715IDR959016800,50", ":99:X", "saldo"),
    ],
)
def test_what_is_unclear_is_refused(before: str, after: str, said: str) -> None:
    with pytest.raises(BankFileRefused) as no:
        read(changed(FILE, before, after))
    assert said in str(no.value)


def test_a_text_that_names_a_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "rahasia").write_bytes(sample(FILE))
    with pytest.raises(BankFileRefused):
        read(str(tmp_path / "rahasia").encode())
