"""camt.053 and camt.054 are read to the sen; what is unclear in them is refused with its place."""

from __future__ import annotations

from datetime import date

import pytest
from tests.interop.reading import changed, read, sample

from naungan.interop.bank_lines import Balance, BankLine, Kind
from naungan.interop.errors import BankFileRefused

STATEMENT, NOTICE = "rekening_koran.camt053.xml", "pemberitahuan.camt054.xml"


def test_a_statement_is_its_booked_lines_between_two_balances() -> None:
    file = read(sample(STATEMENT))
    (statement,) = file.statements
    day = date(2026, 7, 16)
    assert (file.kind, statement.account, statement.sequence, statement.pending) == (
        Kind.CAMT053,
        "0000000001",
        137,
        1,
    )
    assert (statement.opening, statement.closing) == (Balance(day, 100_000_000_000), Balance(day, 95_801_704_567))
    assert statement.lines == (
        BankLine(
            "berkas, Stmt 1, Ntry 1, TxDtls 1", False, 42_000_000, 0, day, day, "B0002", "JKM-2026-000123-01",
            "MANFAAT JKM-2026-000123-01", False, "",
        ),
        BankLine(
            "berkas, Stmt 1, Ntry 2, TxDtls 1", True, 16_800, 0, day, date(2026, 7, 17), "B0001", "",
            "VA 2607000000000112 IURAN BPU SETORAN", False, "",
        ),
        BankLine("berkas, Stmt 1, Ntry 3", True, 245, 67, day, day, "", "", "JASA GIRO", False, ""),
    )  # fmt: skip


def test_a_batch_booked_as_one_entry_is_its_transfers_each_with_a_reference_of_its_own() -> None:
    (notice,) = read(sample(NOTICE)).statements
    assert [(line.amount, line.bank_reference, line.end_to_end_id) for line in notice.lines] == [
        (10_000_000, "B0100/1", "JHT-2026-000001-01"),
        (20_000_000, "B0100-7", "JHT-2026-000002-01"),
        (42_000_000, "B0003", "JKM-2026-000123-01"),
    ]
    assert (notice.opening, notice.closing, notice.year) == (None, None, None)


def test_money_that_came_back_says_why() -> None:
    back = read(sample(NOTICE)).statements[0].lines[2]
    assert (back.credit, back.returned, back.reason) == (True, True, "AC04")


def test_the_oldest_and_the_newest_version_are_read_alike() -> None:
    newest = changed(STATEMENT, "camt.053.001.08", "camt.053.001.13")
    assert read(newest).statements == read(sample(STATEMENT)).statements


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("958017045.67", "958017045.68", "saldo awal dan mutasi menjadi Rp958.017.045,67"),
        (">42000000.00<", ">42.000.000<", "jumlah '42.000.000' tidak dapat dibaca"),
        (">245.67<", ">245.678<", "lebih halus dari sen"),
        (">245.67<", ">4.2E7<", "jumlah '4.2E7' tidak dapat dibaca"),
        (">245.67<", ">-245.67<", "jumlah '-245.67' tidak dapat dibaca"),
        ('<Amt Ccy="IDR">16800</Amt>', '<Amt Ccy="USD">16800</Amt>', "mata uang USD"),
        ("<Ccy>IDR</Ccy>", "<Ccy>USD</Ccy>", "rekening USD"),
        ("<Cd>CLBD</Cd>", "<Cd>CLAV</Cd>", "saldo CLBD tidak ada"),
        ("<Cd>CLBD</Cd>", "<Cd>OPBD</Cd>", "saldo OPBD tertulis dua kali"),
        ("<CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK", "<CdtDbtInd>DEBET</CdtDbtInd><Sts><Cd>BOOK", "'DEBET'"),
        ("<DtTm>2026-07-16T10:15:00+07:00</DtTm>", "<Dt>16-07-2026</Dt>", "BookgDt '16-07-2026' bukan tanggal"),
        ("<Id>STMT-20260716</Id>", "<Id></Id>", "Id kosong"),
        ("<Id>STMT-20260716</Id>", "<Id>A</Id><Id>B</Id>", "Id tertulis 2 kali"),
        ("<ElctrncSeqNb>137<", "<ElctrncSeqNb>seratus<", "bukan bilangan"),
        ("camt.053.001.08", "camt.053.001.99", "tidak dikenal"),
        ("BkToCstmrStmt", "BkToCstmrAcctRpt", "BkToCstmrStmt tidak ada"),
    ],
)
def test_what_is_unclear_is_refused_with_its_place(before: str, after: str, said: str) -> None:
    with pytest.raises(BankFileRefused) as no:
        read(changed(STATEMENT, before, after))
    assert said in str(no.value)


def test_one_bank_reference_once_out_and_once_in_is_no_repetition() -> None:
    lines = read(changed(STATEMENT, "<AcctSvcrRef>B0001<", "<AcctSvcrRef>B0002<")).statements[0].lines
    assert [(one.bank_reference, one.credit) for one in lines[:2]] == [("B0002", False), ("B0002", True)]


def test_one_bank_reference_twice_the_same_way_is_refused() -> None:
    with pytest.raises(BankFileRefused, match="referensi bank B0100-7 ada dua kali"):
        read(changed(NOTICE, "<AcctSvcrRef>B0100</AcctSvcrRef>", "<AcctSvcrRef>B0100</AcctSvcrRef>").replace(
            b"<Refs><EndToEndId>JHT-2026-000001-01", b"<Refs><AcctSvcrRef>B0100-7</AcctSvcrRef><EndToEndId>JHT-2026"
        ))  # fmt: skip


def test_transfers_that_do_not_make_their_entry_are_refused() -> None:
    with pytest.raises(BankFileRefused, match="jumlah rincian 3100000000 sen, jumlah entri 3000000000 sen"):
        read(changed(NOTICE, ">10000000.00<", ">11000000.00<"))
