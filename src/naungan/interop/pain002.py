"""pain.002: what a bank says of an order before, or instead of, booking it."""

from __future__ import annotations

import re

from naungan.interop.bank_lines import Answered, StatusReport
from naungan.interop.safe_xml import Node

NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:pain\.002\.001\.(0[3-9]|1[0-4])")


def is_pain002(root: Node) -> bool:
    """Whether a document is one, by its namespace."""
    return NAMESPACE.fullmatch(root.namespace) is not None


def read_pain002(root: Node) -> StatusReport:
    """What is said of the order and of each of its transfers; raises BankFileRefused where that is not clear."""
    body = root.one("CstmrPmtStsRpt")
    group = body.one("OrgnlGrpInfAndSts")
    answers = tuple(
        Answered(one.place, one.required("OrgnlEndToEndId"), one.required("TxSts"), _reason(one))
        for payment in body.all("OrgnlPmtInfAndSts", f"{root.place}, OrgnlPmtInfAndSts")
        for one in payment.all("TxInfAndSts", f"{payment.place}, TxInfAndSts")
    )
    return StatusReport(group.required("OrgnlMsgId"), group.text("GrpSts"), _reason(group), answers)


def _reason(node: Node) -> str:
    """The reasons with what is said about them: `AC04 REKENING DITUTUP`."""
    said = [
        " ".join(word for word in (why.text("Rsn/Cd") or why.text("Rsn/Prtry"), *_more(why)) if word)
        for why in node.all("StsRsnInf")
    ]
    return "; ".join(one for one in said if one)


def _more(why: Node) -> list[str]:
    return [(one.element.text or "").strip() for one in why.all("AddtlInf")]
