"""pain.002: what a bank says of each transfer of an order."""

from __future__ import annotations

import pytest
from tests.interop.reading import changed, read, sample

from naungan.interop.bank_lines import Answered
from naungan.interop.errors import BankFileRefused

FILE = "status.pain002.xml"


def test_each_transfer_has_its_status_and_a_refusal_its_reason() -> None:
    report = read(sample(FILE)).report
    assert report is not None
    assert (report.message_id, report.status) == ("BYR-20260716-0001", "PART")
    place = "berkas, OrgnlPmtInfAndSts 1, TxInfAndSts"
    assert report.answers == (
        Answered(f"{place} 1", "JKM-2026-000123-01", "ACSP", ""),
        Answered(f"{place} 2", "JKM-2026-000124-01", "RJCT", "AC01 NOMOR TIDAK DIKENAL"),
    )


def test_an_answer_without_a_status_is_refused() -> None:
    with pytest.raises(BankFileRefused, match="TxSts tidak ada"):
        read(changed(FILE, "<TxSts>ACSP</TxSts>", ""))
