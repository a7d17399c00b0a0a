"""A bank that never existed: it books every transfer of an order (pain.001) and tells so (camt.054)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from naungan.interop.errors import BankFileRefused
from naungan.interop.pain001 import NAMESPACE as ORDERS
from naungan.interop.safe_xml import Node, read_xml
from naungan.sandbox.errors import CannotWrite

NOTICES = "urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"


@dataclass(frozen=True, slots=True)
class Answered:
    """What the bank wrote: where, and how many transfers it booked, for how many rupiah in all."""

    path: Path
    transfers: int
    total: int


def answer_order(order: Path, out: Path) -> Answered:
    """Book all of an order on the day it asks for. Raises BankFileRefused, CannotWrite."""
    try:
        content = order.read_bytes()
    except OSError as wrong:
        raise BankFileRefused(f"{order} tidak dapat dibaca: {wrong}") from wrong
    root = read_xml(content, order.name)
    if root.namespace != ORDERS:
        raise BankFileRefused(f"{order.name} bukan pain.001.001.09. Berikan berkas dari naungan disburse release.")
    asked = root.one("CstmrCdtTrfInitn")
    notice, note = _notice(asked)
    booked = [
        _book(note, each, date.fromisoformat(payment.required("ReqdExctnDt/Dt")))
        for payment in asked.all("PmtInf")
        for each in payment.all("CdtTrfTxInf")
    ]
    try:
        out.write_bytes(tostring(notice, encoding="utf-8", xml_declaration=True))
    except OSError as wrong:
        raise CannotWrite(f"{out} tidak dapat ditulis: {wrong}") from wrong
    return Answered(out, len(booked), sum(booked))


def _notice(asked: Node) -> tuple[Element, Element]:
    """An empty notice about the account the order is paid from, and where its entries go."""
    number = asked.required("GrpHdr/MsgId")
    root = Element("Document", {"xmlns": NOTICES})
    body = SubElement(root, "BkToCstmrDbtCdtNtfctn")
    _say(body, "GrpHdr/MsgId", f"N-{number}")
    note = SubElement(body, "Ntfctn")
    _say(note, "Id", f"N-{number}")
    first = next(asked.all("PmtInf"))
    _say(note, "Acct/Id/Othr/Id", first.required("DbtrAcct/Id/Othr/Id"))
    return root, note


def _book(note: Element, transfer: Node, on: date) -> int:
    """One entry; its rupiah."""
    amount, reference = transfer.required("Amt/InstdAmt"), transfer.required("PmtId/EndToEndId")
    entry = SubElement(note, "Ntry")
    _say(entry, "Amt", amount).set("Ccy", "IDR")
    _say(entry, "CdtDbtInd", "DBIT")
    _say(entry, "Sts/Cd", "BOOK")
    _say(entry, "BookgDt/Dt", on.isoformat())
    _say(entry, "ValDt/Dt", on.isoformat())
    _say(entry, "AcctSvcrRef", f"SB-{reference}")
    details = SubElement(SubElement(entry, "NtryDtls"), "TxDtls")
    _say(details, "Refs/EndToEndId", reference)
    _say(details, "RmtInf/Ustrd", transfer.required("RmtInf/Ustrd"))
    return int(amount.removesuffix(".00"))


def _say(above: Element, path: str, text: str) -> Element:
    for name in path.split("/"):
        above = SubElement(above, name)
    above.text = text
    return above
