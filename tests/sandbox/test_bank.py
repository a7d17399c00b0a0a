"""The sandbox's bank: it books what an order asks for, and takes no other file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from naungan.interop.errors import BankFileRefused
from naungan.interop.pain001 import Order, Payout, write_pain001
from naungan.interop.read import read_bank_file
from naungan.sandbox.bank import answer_order
from naungan.sandbox.errors import CannotWrite

PAYOUTS = tuple(Payout(f"JKM-{number}", 10_000_000 * number, "009", "1234567890", "AMINAH") for number in (1, 2, 30))


@pytest.fixture
def order(tmp_path: Path) -> Path:
    made_at = datetime(2023, 1, 9, 2, tzinfo=UTC)
    content = write_pain001(
        Order("BYR-1", made_at, date(2023, 1, 10), "KANTOR", "REKENING MANFAAT", "124", "0000000001", PAYOUTS)
    )
    path = tmp_path / "order.xml"
    path.write_bytes(content)
    return path


def test_every_transfer_of_every_channel_is_booked_once(order: Path, tmp_path: Path) -> None:
    answered = answer_order(order, tmp_path / "answer.xml")
    assert (answered.transfers, answered.total) == (3, 330_000_000)
    assert read_bank_file(answered.path.read_bytes(), "answer.xml") is not None
    told = answered.path.read_text("utf-8")
    assert [told.count(f"<EndToEndId>JKM-{number}</EndToEndId>") for number in (1, 2, 30)] == [1, 1, 1]


def test_a_file_that_is_no_order_is_refused_and_nothing_is_written(order: Path, tmp_path: Path) -> None:
    answered = answer_order(order, tmp_path / "answer.xml")
    with pytest.raises(BankFileRefused, match=r"bukan pain\.001"):
        answer_order(answered.path, tmp_path / "again.xml")
    with pytest.raises(BankFileRefused, match="tidak dapat dibaca"):
        answer_order(tmp_path / "absent.xml", tmp_path / "again.xml")
    assert not (tmp_path / "again.xml").exists()


def test_a_place_that_cannot_be_written_is_said(order: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="tidak dapat ditulis"):
        answer_order(order, tmp_path / "nowhere" / "answer.xml")
