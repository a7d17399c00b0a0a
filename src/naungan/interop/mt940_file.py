"""MT940 into bank lines (interop.md 2.3). The parser is lenient, so what it made is counted and added up."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Any

import mt940

from naungan.interop.bank_lines import Balance, BankLine, Statement
from naungan.interop.errors import BankFileRefused
from naungan.saying import gettext

LARGEST = 32 * 2**20
_STATEMENT = re.compile(r"^:20:", re.MULTILINE)
_MOVEMENT = re.compile(r"^:61:", re.MULTILINE)
_REASON = re.compile(r"\b(A[CM][0-9]{2}|BE[0-9]{2}|RR[0-9]{2}|NARR|MD[0-9]{2})\b")
_RETURNED = re.compile(r"\b(RETUR|RETURN|REVERSAL|DIKEMBALIKAN|GAGAL)\b", re.IGNORECASE)
NO_REFERENCE = ("", "NONREF", "NOTPROVIDED")


def looks_like_mt940(content: bytes) -> bool:
    """Whether a file begins as one does: with a tag, or with the envelope of SWIFT."""
    return content.lstrip(b"\xef\xbb\xbf \r\n").startswith((b":20:", b"{1:"))


def read_mt940(content: bytes, name: str) -> tuple[Statement, ...]:
    """The statements of a file, its pages put together. Raises BankFileRefused where any of it is not clear."""
    if len(content) > LARGEST:
        raise BankFileRefused(
            gettext("%(name)s: %(size)s byte, paling banyak %(most)s. Minta berkas per hari ke bank.")
            % {"name": name, "size": len(content), "most": LARGEST}
        )
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as wrong:
        raise BankFileRefused(
            gettext("%(name)s bukan teks (byte ke-%(start)s). Unduh ulang dari bank.")
            % {"name": name, "start": wrong.start}
        ) from wrong
    try:
        # A handle, never the text itself: the parser opens a text that happens to be the name of a file.
        blocks = mt940.parse_statements(io.StringIO(text), options=mt940.Options.all())
    except (RuntimeError, ValueError, KeyError, TypeError, ArithmeticError) as wrong:
        raise BankFileRefused(
            gettext("%(name)s: ada baris yang tidak dapat dibaca (%(wrong)s). Unduh ulang dari bank.")
            % {"name": name, "wrong": wrong}
        ) from wrong
    if not blocks or len(blocks) != len(_STATEMENT.findall(text)):
        raise BankFileRefused(
            gettext("%(name)s: tidak semua rekening koran (:20:) di dalamnya terbaca.") % {"name": name}
        )
    if sum(len(block) for block in blocks) != len(_MOVEMENT.findall(text)):
        raise BankFileRefused(gettext("%(name)s: tidak semua mutasi (:61:) di dalamnya terbaca.") % {"name": name})
    where = gettext("%(name)s, rekening koran ke-%(number)s")
    pages = [_page(block, where % {"name": name, "number": number}) for number, block in enumerate(blocks, 1)]
    return tuple(_put_together(list(same)) for _, same in groupby(pages, key=lambda page: page[0]))


Page = tuple[tuple[str, int | None, int | None], int, Statement]


def _page(block: Any, place: str) -> Page:
    facts = block.data
    account = str(facts.get("account_identification") or "").strip()
    number, page = facts.get("statement_number"), facts.get("sequence_number")
    opening = facts.get("final_opening_balance") or facts.get("intermediate_opening_balance")
    closing = facts.get("final_closing_balance") or facts.get("intermediate_closing_balance")
    if not account or opening is None or closing is None:
        raise BankFileRefused(
            gettext("%(place)s: rekening (:25:) atau saldo (:60F:, :62F:) tidak ada.") % {"place": place}
        )
    statement = Statement(
        identification=str(facts.get("transaction_reference") or ""),
        account=account.rsplit("/", 1)[-1],
        sequence=int(number) if number else None,
        opening=_balance(opening, gettext("%(place)s, saldo awal") % {"place": place}),
        closing=_balance(closing, gettext("%(place)s, saldo akhir") % {"place": place}),
        lines=tuple(_line(one.data, f"{place}, :61: {at}") for at, one in enumerate(block, 1)),
    )
    # Statements without a number are never pages of one another.
    return (account, statement.sequence, None if number else id(block)), int(page or 1), statement


def _put_together(pages: list[Page]) -> Statement:
    """One statement of its pages, which follow one another in number and in balance."""
    whole = pages[0][2]
    for (_, number, _), (_, following, page) in pairwise(pages):
        if following != number + 1 or page.opening != whole.closing:
            raise BankFileRefused(
                gettext(
                    "Rekening koran nomor %(sequence)s: halaman %(following)s tidak menyambung halaman %(number)s."
                )
                % {"sequence": whole.sequence, "following": following, "number": number}
            )
        whole = replace(whole, closing=page.closing, lines=whole.lines + page.lines)
    return whole


def _balance(found: Any, place: str) -> Balance:
    size = _hundredths(found.amount, place)
    return Balance(_plain_day(found.date), -size if found.status == "D" else size)


def _line(facts: dict[str, Any], place: str) -> BankLine:
    size = _hundredths(facts["amount"], place)
    remark = "\n".join(_said(facts))
    reason = _REASON.search(remark)
    reference = str(facts.get("end_to_end_reference") or facts.get("customer_reference") or "").strip()
    returned = facts["status"].startswith("R") or bool(_RETURNED.search(remark))
    return BankLine(
        place=place,
        credit=facts["status"] in ("C", "RD"),
        amount=size // 100,
        sen=size % 100,
        booked_on=_plain_day(facts.get("entry_date") or facts["date"]),
        value_on=_plain_day(facts["date"]),
        bank_reference=str(facts.get("bank_reference") or "").strip(),
        end_to_end_id="" if reference in NO_REFERENCE else reference,
        remark=remark,
        returned=returned,
        reason=reason[1] if returned and reason else "",
    )


def _said(facts: dict[str, Any]) -> Iterable[str]:
    for name in ("extra_details", "transaction_details", "purpose", "additional_purpose"):
        if facts.get(name):
            yield str(facts[name]).strip()


def _hundredths(amount: Any, place: str) -> int:
    """What the parser read, which is a Decimal, in hundredths; the sign is the mark's, not the amount's."""
    if amount.currency != "IDR":
        raise BankFileRefused(
            gettext("%(place)s: mata uang %(currency)s. Hanya rekening rupiah (IDR) dibaca.")
            % {"place": place, "currency": amount.currency}
        )
    size = abs(Decimal(amount.amount)) * 100
    if size != size.to_integral_value():
        raise BankFileRefused(
            gettext("%(place)s: jumlah %(amount)s lebih halus dari sen.") % {"place": place, "amount": amount.amount}
        )
    return int(size)


def _plain_day(found: date) -> date:
    return date(found.year, found.month, found.day)
