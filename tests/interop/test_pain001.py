"""A payment order is the same bytes each time, holds to the schema, adds up, and names no person by number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.interop.reading import sample
from xmlschema import XMLSchema

from naungan.interop.errors import OrderRefused
from naungan.interop.pain001 import NAMESPACE, SCHEMA, Order, Payout, channel_for, channels, write_pain001

WIB = timezone(timedelta(hours=7))
JKM = Payout("JKM-2026-000123-01", 42_000_000, "002", "0000000002", "AHLI WARIS CONTOH")
JHT = Payout("JHT-2026-000009-01", 300_000_000, "008", "0000000003", "PESERTA CONTOH")
ORDER = Order(
    "BYR-20260715-0001", datetime(2026, 7, 15, 9, 30, tzinfo=WIB), date(2026, 7, 16), "KANTOR CABANG CONTOH",
    "REKENING PEMBAYAR CONTOH", "124", "0000000001", (JKM, JHT),
)  # fmt: skip
SCHEMA_09 = XMLSchema(str(SCHEMA))


def test_an_order_is_the_golden_file_byte_for_byte() -> None:
    assert write_pain001(ORDER) == sample("pesanan.pain001.xml")


def test_writing_it_again_is_the_same_bytes() -> None:
    assert write_pain001(ORDER) == write_pain001(replace(ORDER))


payouts = st.lists(
    st.builds(
        Payout,
        st.from_regex(r"J(KM|HT|P)-20[0-9]{2}-[0-9]{6}-[0-9]{2}(-R[1-9])?", fullmatch=True),
        st.integers(1, 10**12),
        st.from_regex(r"[0-9]{3}", fullmatch=True),
        st.from_regex(r"[0-9]{5,34}", fullmatch=True),
        st.from_regex(r"[A-Z]([A-Z.,' -]{0,60}[A-Z])?", fullmatch=True),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one.end_to_end_id,
)


@given(payouts)
def test_any_order_holds_to_the_schema_and_adds_up(given_payouts: list[Payout]) -> None:
    content = write_pain001(replace(ORDER, payouts=tuple(given_payouts)))
    SCHEMA_09.validate(content.decode())
    root, ns = ElementTree.fromstring(content), {"p": NAMESPACE}
    head = root.find("p:CstmrCdtTrfInitn/p:GrpHdr", ns)
    assert head is not None
    total = sum(one.amount for one in given_payouts)
    assert (head.findtext("p:NbOfTxs", "", ns), head.findtext("p:CtrlSum", "", ns)) == (
        str(len(given_payouts)),
        f"{total}.00",
    )
    sent = {}
    for payment in root.iterfind(".//p:PmtInf", ns):
        code = payment.findtext("p:PmtTpInf/p:SvcLvl/p:Prtry", "", ns)
        transfers = payment.findall("p:CdtTrfTxInf", ns)
        amounts = [int((one.findtext("p:Amt/p:InstdAmt", "", ns)).removesuffix(".00")) for one in transfers]
        assert payment.findtext("p:NbOfTxs", "", ns) == str(len(transfers))
        assert payment.findtext("p:CtrlSum", "", ns) == f"{sum(amounts)}.00"
        for one, amount in zip(transfers, amounts, strict=True):
            assert channel_for(amount).code == code
            sent[one.findtext("p:PmtId/p:EndToEndId", "", ns)] = amount
    assert sent == {one.end_to_end_id: one.amount for one in given_payouts}


def test_bi_fast_carries_up_to_its_limit_and_not_a_rupiah_more() -> None:
    most = next(one.most for one in channels() if one.code == "BIFAST")
    assert [channel_for(amount).code for amount in (1, most, most + 1)] == ["BIFAST", "BIFAST", "RTGS"]


def test_no_limit_was_confirmed_by_a_bank_and_the_data_says_so() -> None:
    assert [one.verified for one in channels()] == [False, False]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"amount": 0}, "jumlah 0 tidak lebih dari nol"),
        ({"amount": -1}, "jumlah -1 tidak lebih dari nol"),
        ({"end_to_end_id": "J" * 36}, "bukan 1-35 huruf biasa"),
        ({"end_to_end_id": ""}, "bukan 1-35 huruf biasa"),
        ({"end_to_end_id": "JKM-6471015003900001"}, "memuat 16 angka"),
        ({"account_number": "1" * 35}, "bukan 1 sampai 34"),
        ({"account_number": "12 34"}, "bukan 1 sampai 34"),
        ({"bank_code": ""}, "kode bank '' tidak dapat dipakai"),
        ({"account_name": "A" * 141}, "terlalu panjang"),
        ({"account_name": "Ratu Ayu \u2764"}, "huruf yang tidak dibawa bank"),
        ({"account_name": " SITI"}, "nama rekening ' SITI'"),
        ({"account_name": "SITI <b>"}, "huruf yang tidak dibawa bank"),
    ],
)
def test_what_a_bank_would_refuse_is_refused_before_with_its_line(wrong: dict[str, object], said: str) -> None:
    with pytest.raises(OrderRefused) as no:
        write_pain001(replace(ORDER, payouts=(JHT, replace(JKM, **wrong))))  # type: ignore[arg-type]
    assert "BYR-20260715-0001 baris 2" in str(no.value)
    assert said in str(no.value)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"payouts": ()}, "tidak ada yang dibayar"),
        ({"payouts": (JKM, JKM)}, "acuan JKM-2026-000123-01 ada dua kali"),
        ({"message_id": "B" * 34}, "nomor lebih dari 33 huruf"),
        ({"made_at": ORDER.made_at.replace(tzinfo=None)}, "jamnya tanpa zona"),
        ({"debtor_name": "R" * 141}, "tidak sesuai skema"),
    ],
)
def test_an_order_that_cannot_be_is_refused_whole(wrong: dict[str, object], said: str) -> None:
    with pytest.raises(OrderRefused) as no:
        write_pain001(replace(ORDER, **wrong))  # type: ignore[arg-type]
    assert said in str(no.value)
