"""A bank that answers: files in its formats, made of what it is told to have booked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from xml.sax.saxutils import escape

from tests.disbursements.money import the_day

NUMBER = "0000000001"


@dataclass(frozen=True)
class Booked:
    """What a bank booked: rupiah out, or in where `credit`; `names` the transfer, as far as it does."""

    amount: int
    credit: bool = False
    names: str = ""
    remark: str = ""
    reference: str = ""
    reason: str = ""
    on: date | None = None

    def back(self, reason: str = "AC04") -> Booked:
        """The same money, come back."""
        return replace(self, credit=True, reason=reason, reference=f"{self.reference}K" if self.reference else "")


def notice(*lines: Booked, identification: str = "N1", account: str = NUMBER) -> bytes:
    """camt.054."""
    return _document("054", "BkToCstmrDbtCdtNtfctn", "Ntfctn", identification, account, "", "", lines)


def statement(*lines: Booked, sequence: int, opening: int, account: str = NUMBER, on: date | None = None) -> bytes:
    """camt.053: the closing balance is what the lines make of the opening one."""
    closing = opening + sum(one.amount if one.credit else -one.amount for one in lines)
    balances = _balance("OPBD", opening, on) + _balance("CLBD", closing, on)
    number = f"<ElctrncSeqNb>{sequence}</ElctrncSeqNb>"
    return _document("053", "BkToCstmrStmt", "Stmt", f"STMT-{sequence}", account, number, balances, lines)


def mt940(*lines: Booked, sequence: int, opening: int, account: str = NUMBER) -> bytes:
    """MT940 with whole rupiah."""
    day, closing = the_day(), opening + sum(one.amount if one.credit else -one.amount for one in lines)
    said = [f":20:STMT{sequence}", f":25:{account}", f":28C:{sequence:05d}/001", f":60F:C{day:%y%m%d}IDR{opening},00"]
    for one in lines:
        mark = "C" if one.credit else "D"
        said += [f":61:{one.on or day:%y%m%d}{mark}{one.amount},00NTRFNONREF//{one.reference}"]
        said += [f":86:{'RETUR ' + one.reason + ' ' if one.reason else ''}{one.remark}{one.names}"]
    return "\n".join([*said, f":62F:C{day:%y%m%d}IDR{closing},00", ""]).encode()


def status(message_id: str, answers: Sequence[tuple[str, str, str]], group: str = "") -> bytes:
    """pain.002: (reference, status, reason code)."""
    said = "".join(
        f"<TxInfAndSts><OrgnlEndToEndId>{reference}</OrgnlEndToEndId><TxSts>{code}</TxSts>"
        + (f"<StsRsnInf><Rsn><Cd>{reason}</Cd></Rsn></StsRsnInf>" if reason else "")
        + "</TxInfAndSts>"
        for reference, code, reason in answers
    )
    payment = f"<OrgnlPmtInfAndSts><OrgnlPmtInfId>{message_id}-A</OrgnlPmtInfId>{said}</OrgnlPmtInfAndSts>"
    head = f"<OrgnlGrpInfAndSts><OrgnlMsgId>{message_id}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>"
    head += f"<GrpSts>{group}</GrpSts></OrgnlGrpInfAndSts>" if group else "</OrgnlGrpInfAndSts>"
    body = f"<CstmrPmtStsRpt><GrpHdr><MsgId>S</MsgId></GrpHdr>{head}{payment if answers else ''}</CstmrPmtStsRpt>"
    return f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10">{body}</Document>'.encode()


def _document(
    kind: str, body: str, each: str, identification: str, account: str, number: str, balances: str,
    lines: Sequence[Booked],
) -> bytes:  # fmt: skip
    entries = "".join(_entry(one) for one in lines)
    return (
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.{kind}.001.08"><{body}>'
        "<GrpHdr><MsgId>M</MsgId></GrpHdr>"
        f"<{each}><Id>{identification}</Id>{number}<Acct><Id><Othr><Id>{account}</Id></Othr></Id></Acct>"
        f"{balances}{entries}</{each}></{body}></Document>"
    ).encode()


def _balance(code: str, amount: int, on: date | None) -> str:
    return (
        f'<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="IDR">{abs(amount)}.00</Amt>'
        f"<CdtDbtInd>{'CRDT' if amount >= 0 else 'DBIT'}</CdtDbtInd><Dt><Dt>{on or the_day()}</Dt></Dt></Bal>"
    )


def _entry(one: Booked) -> str:
    day = f"<Dt>{one.on or the_day()}</Dt>"
    reason = f"<RtrInf><Rsn><Cd>{one.reason}</Cd></Rsn></RtrInf>" if one.reason else ""
    names = f"<Refs><EndToEndId>{one.names or 'NOTPROVIDED'}</EndToEndId></Refs>"
    remark = f"<RmtInf><Ustrd>{escape(one.remark)}</Ustrd></RmtInf>" if one.remark else ""
    reference = f"<AcctSvcrRef>{one.reference}</AcctSvcrRef>" if one.reference else ""
    return (
        f'<Ntry><Amt Ccy="IDR">{one.amount}.00</Amt><CdtDbtInd>{"CRDT" if one.credit else "DBIT"}</CdtDbtInd>'
        f"<Sts><Cd>BOOK</Cd></Sts><BookgDt>{day}</BookgDt><ValDt>{day}</ValDt>{reference}"
        f"<NtryDtls><TxDtls>{names}{remark}{reason}</TxDtls></NtryDtls></Ntry>"
    )
