"""Files made to do harm are refused before anything in them is read, with words that say what to do."""

from __future__ import annotations

import tracemalloc

import pytest
from tests.interop.reading import changed, read, sample

from naungan.interop import safe_xml
from naungan.interop.errors import BankFileRefused

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


@pytest.mark.parametrize(
    "prologue",
    [
        f'<!DOCTYPE Document [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE Document [<!ENTITY passwd SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE Document [<!ENTITY % more SYSTEM "http://127.0.0.1:9/dtd"> %more;]>',
        '<!DOCTYPE Document SYSTEM "http://127.0.0.1:9/dtd">',
    ],
    ids=["laughs", "file", "parameter", "dtd"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_any_encoding(prologue: str, encoding: str) -> None:
    text = sample("rekening_koran.camt053.xml").decode().replace(HEAD, prologue).replace("JASA GIRO", "&l11;")
    tracemalloc.start()
    with pytest.raises(BankFileRefused, match="entitas"):
        read(text.encode(encoding))
    assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    tracemalloc.stop()


def test_a_file_that_is_too_large_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    content = sample("rekening_koran.camt053.xml")
    monkeypatch.setattr(safe_xml, "LARGEST", len(content) - 1)
    with pytest.raises(BankFileRefused, match="paling banyak"):
        read(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "kosong"),
        (b"  \n", "kosong"),
        (b"<Document", "bukan XML yang utuh"),
        (b"\x00\x01\x02 PK\x03\x04", "bukan XML yang utuh"),
        (b"<Document/>", "tanpa namespace"),
        (b'<Document xmlns="urn:lain"/>', "urn:lain tidak dikenal"),
        (b":20:A\n:25:\xff\xfe", "bukan teks"),
        (b":20:A\n", "rekening (:25:) atau saldo"),
        (b"{1:F01BANK}{4:\n-}", "tidak semua rekening koran"),
        (b"<a>" * 100_000, "bukan XML yang utuh"),
    ],
)
def test_what_is_no_bank_file_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(BankFileRefused) as no:
        read(content)
    assert said in str(no.value)


def test_a_file_cut_anywhere_is_refused() -> None:
    content = sample("rekening_koran.camt053.xml").rstrip()
    for end in range(0, len(content), 97):
        with pytest.raises(BankFileRefused):
            read(content[:end])


def test_a_space_more_is_another_file_of_the_same_lines() -> None:
    other = changed("rekening_koran.camt053.xml", "<Stmt>", "<Stmt> ")
    assert read(other).sha256 != read(sample("rekening_koran.camt053.xml")).sha256
    assert read(other).statements == read(sample("rekening_koran.camt053.xml")).statements
