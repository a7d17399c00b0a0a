"""camt.053 (statement) and camt.054 (notice), versions 02 to 13, into bank lines (interop.md 2.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from naungan.interop.amounts import hundredths
from naungan.interop.bank_lines import Balance, BankLine, Kind, Statement
from naungan.interop.errors import BankFileRefused
from naungan.interop.safe_xml import Node
from naungan.saying import gettext as _

NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:(camt\.05[34])\.001\.(0[2-9]|1[0-3])")
# Where a format keeps its statements, and whether they carry balances.
ROOTS = {Kind.CAMT053: ("BkToCstmrStmt", "Stmt", True), Kind.CAMT054: ("BkToCstmrDbtCdtNtfctn", "Ntfctn", False)}
BOOKED = "BOOK"
NO_REFERENCE = ("NOTPROVIDED", "NONREF")


def kind_of(root: Node) -> Kind | None:
    """Which of the two a document is by its namespace; None for another."""
    found = NAMESPACE.fullmatch(root.namespace)
    return Kind(found[1]) if found else None


def read_camt(root: Node, kind: Kind) -> tuple[Statement, ...]:
    """The statements of a document. Raises BankFileRefused naming the entry and what is wrong with it."""
    body, each, with_balances = ROOTS[kind]
    found = tuple(_statement(one, with_balances) for one in root.one(body).all(each, f"{root.place}, {each}"))
    if not found:
        raise BankFileRefused(
            _("%(place)s: tidak ada %(each)s di dalamnya. Minta berkas yang lengkap ke bank.")
            % {"place": root.place, "each": each}
        )
    return found


def _statement(node: Node, with_balances: bool) -> Statement:
    account = node.one("Acct/Id")
    currency = node.text("Acct/Ccy")
    if currency not in ("", "IDR"):
        raise BankFileRefused(
            _("%(place)s: rekening %(currency)s. Hanya rekening rupiah (IDR) dibaca.")
            % {"place": node.place, "currency": currency}
        )
    entries = list(node.all("Ntry", f"{node.place}, Ntry"))
    lines = tuple(line for entry in entries if _status(entry) == BOOKED for line in _lines(entry))
    sequence = node.text("ElctrncSeqNb")
    if sequence and not sequence.isdecimal():
        raise BankFileRefused(
            _("%(place)s: ElctrncSeqNb %(sequence)s bukan bilangan.")
            % {"place": node.place, "sequence": repr(sequence)}
        )
    balances = _balances(node) if with_balances else {}
    return Statement(
        identification=node.required("Id"),
        account=account.text("Othr/Id") or account.required("IBAN"),
        sequence=int(sequence) if sequence else None,
        opening=balances.get("OPBD") or balances.get("PRCD"),
        closing=balances.get("CLBD"),
        lines=lines,
        pending=sum(_status(entry) != BOOKED for entry in entries),
    )


def _balances(node: Node) -> dict[str, Balance]:
    found: dict[str, Balance] = {}
    for one in node.all("Bal", f"{node.place}, Bal"):
        code = one.text("Tp/CdOrPrtry/Cd")
        if code in found:
            raise BankFileRefused(
                _("%(place)s: saldo %(code)s tertulis dua kali.") % {"place": one.place, "code": code}
            )
        size = _amount(one)
        found[code] = Balance(_day(one, "Dt"), size if _credit(one) else -size)
    missing = "OPBD" if not {"OPBD", "PRCD"} & found.keys() else "" if "CLBD" in found else "CLBD"
    if missing:
        raise BankFileRefused(
            _("%(place)s: saldo %(missing)s tidak ada. Rekening koran harus membawa saldo.")
            % {"place": node.place, "missing": missing}
        )
    return found


def _status(entry: Node) -> str:
    status = entry.one("Sts")
    return status.text("Cd") or (status.element.text or "").strip()


def _lines(entry: Node) -> Iterator[BankLine]:
    """The movements of an entry: each transfer of a batch booked together is one of its own."""
    transfers = list(entry.all("NtryDtls/TxDtls", f"{entry.place}, TxDtls"))
    if len(transfers) < 2:
        yield _line(entry, transfers[0] if transfers else None, _amount(entry), entry.text("AcctSvcrRef"))
        return
    sizes = [_own_amount(one) for one in transfers]
    if sum(sizes) != _amount(entry):
        raise BankFileRefused(
            _("%(place)s: jumlah rincian %(sizes)s sen, jumlah entri %(entry)s sen.")
            % {"place": entry.place, "sizes": sum(sizes), "entry": _amount(entry)}
        )
    for number, (one, size) in enumerate(zip(transfers, sizes, strict=True), 1):
        above = entry.text("AcctSvcrRef")
        yield _line(entry, one, size, one.text("Refs/AcctSvcrRef") or (f"{above}/{number}" if above else ""))


def _line(entry: Node, transfer: Node | None, size: int, reference: str) -> BankLine:
    reason = (transfer.text("RtrInf/Rsn/Cd") or transfer.text("RtrInf/Rsn/Prtry")) if transfer else ""
    returned = bool(reason) or entry.text("RvslInd") == "true" or _is_return(entry, transfer)
    end_to_end = transfer.text("Refs/EndToEndId") if transfer else ""
    booked = _day(entry, "BookgDt")
    return BankLine(
        place=transfer.place if transfer else entry.place,
        credit=_credit(entry),
        amount=size // 100,
        sen=size % 100,
        booked_on=booked,
        value_on=_day(entry, "ValDt") if entry.maybe("ValDt") else booked,
        bank_reference=reference or (transfer.text("Refs/AcctSvcrRef") if transfer else ""),
        end_to_end_id="" if end_to_end in NO_REFERENCE else end_to_end,
        remark=_remark(entry, transfer),
        returned=returned,
        reason=reason,
    )


def _is_return(entry: Node, transfer: Node | None) -> bool:
    codes = [entry.text("BkTxCd/Domn/Fmly/SubFmlyCd")]
    codes += [transfer.text("BkTxCd/Domn/Fmly/SubFmlyCd")] if transfer else []
    return "RRTN" in codes


def _remark(entry: Node, transfer: Node | None) -> str:
    said = [(one.element.text or "").strip() for one in transfer.all("RmtInf/Ustrd")] if transfer else []
    said += [transfer.text("AddtlTxInf")] if transfer else []
    return " ".join(word for word in (*said, entry.text("AddtlNtryInf")) if word)


def _own_amount(transfer: Node) -> int:
    """The amount of one transfer: beside it (from version 04), or among its details (02)."""
    amount = transfer.maybe("Amt") or transfer.one("AmtDtls/TxAmt/Amt")
    return hundredths(amount.element.text or "", amount.element.get("Ccy", ""), transfer.place)


def _amount(node: Node) -> int:
    amount = node.one("Amt").element
    return hundredths(amount.text or "", amount.get("Ccy", ""), node.place)


def _credit(node: Node) -> bool:
    word = node.required("CdtDbtInd")
    if word not in ("CRDT", "DBIT"):
        raise BankFileRefused(
            _("%(place)s: CdtDbtInd %(word)s, seharusnya CRDT atau DBIT.") % {"place": node.place, "word": repr(word)}
        )
    return word == "CRDT"


def _day(node: Node, name: str) -> date:
    """A day, written as one or as a moment; the bank's own day is what counts, so no zone is applied."""
    choice = node.one(name)
    written = choice.text("Dt") or choice.required("DtTm")
    try:
        return datetime.fromisoformat(written).date()
    except ValueError as wrong:
        raise BankFileRefused(
            _("%(place)s: %(name)s %(written)s bukan tanggal.")
            % {"place": node.place, "name": name, "written": repr(written)}
        ) from wrong
