"""pain.001.001.09: a list of payouts as a bank takes it, checked against the schema (interop.md 2.1)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from xml.etree.ElementTree import Element, SubElement, tostring

from django.utils.translation import gettext_noop
from xmlschema import XMLSchema
from xmlschema.exceptions import XMLSchemaException

from naungan.interop.errors import OrderRefused
from naungan.saying import gettext as _
from naungan.yaml_text import from_yaml

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
SCHEMA = files("sepaxml") / "schemas" / "pain.001.001.09.xsd"
LONGEST_ID, LONGEST_ACCOUNT, LONGEST_NAME, LONGEST_REMARK = 35, 34, 140, 140
# What every clearing of the country carries: no accents, no letters of other scripts.
PLAIN = re.compile(r"[A-Za-z0-9/\-?:().,'+ ]+")
NUMBER_OF_A_PERSON = re.compile(r"[0-9]{16}")


@dataclass(frozen=True, slots=True)
class Payout:
    """Money to one account. `amount` is whole rupiah; the remark is made of the reference alone."""

    end_to_end_id: str
    amount: int
    bank_code: str
    account_number: str
    account_name: str

    @property
    def remark(self) -> str:
        """What the payee reads on the statement: which claim, never whose or why."""
        return f"MANFAAT {self.end_to_end_id}"


@dataclass(frozen=True, slots=True)
class Order:
    """A list of payouts from one account. `made_at` carries its offset from UTC."""

    message_id: str
    made_at: datetime
    execute_on: date
    initiator: str
    debtor_name: str
    debtor_bank: str
    debtor_account: str
    payouts: tuple[Payout, ...]


@dataclass(frozen=True, slots=True)
class Channel:
    """A service of the banks and the amounts it carries, in whole rupiah."""

    code: str
    least: int
    most: int
    verified: bool


@cache
def channels() -> tuple[Channel, ...]:
    """The services, the preferred one first (payout_channels.yaml)."""
    told = from_yaml((files("naungan.interop") / "payout_channels.yaml").read_text("utf-8"))
    return tuple(
        Channel(one["code"], one["least"], one["most"], one.get("status") != "unverified") for one in told["channels"]
    )


def channel_for(amount: int) -> Channel:
    """The service that carries an amount. Raises OrderRefused where none does."""
    found = next((one for one in channels() if one.least <= amount <= one.most), None)
    if found is None:
        raise OrderRefused(_("Tidak ada layanan transfer untuk %(amount)s rupiah.") % {"amount": amount})
    return found


def write_pain001(order: Order) -> bytes:
    """The order as a file: the same order is the same bytes. Raises OrderRefused for what a bank would refuse."""
    _judge(order)
    root = Element("Document", {"xmlns": NAMESPACE})
    body = _under(root, "CstmrCdtTrfInitn")
    head = _under(body, "GrpHdr")
    _say(head, "MsgId", order.message_id)
    _say(head, "CreDtTm", order.made_at.isoformat(timespec="seconds"))
    _totals(head, order.payouts)
    _say(head, "InitgPty/Nm", order.initiator)
    by_channel: dict[str, list[Payout]] = {one.code: [] for one in channels()}
    for payout in order.payouts:
        by_channel[channel_for(payout.amount).code].append(payout)
    used = [(code, payouts) for code, payouts in by_channel.items() if payouts]
    for letter, (code, payouts) in zip("ABCDEFGH", used, strict=False):
        _payment(body, order, f"{order.message_id}-{letter}", code, payouts)
    content: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    _held_to_the_schema(content)
    return content


def _payment(body: Element, order: Order, number: str, channel: str, payouts: list[Payout]) -> None:
    payment = _under(body, "PmtInf")
    _say(payment, "PmtInfId", number)
    _say(payment, "PmtMtd", "TRF")
    _say(payment, "BtchBookg", "false")
    _totals(payment, payouts)
    kind = _under(payment, "PmtTpInf")
    _say(kind, "SvcLvl/Prtry", channel)
    _say(kind, "CtgyPurp/Cd", "SSBE")
    _say(payment, "ReqdExctnDt/Dt", order.execute_on.isoformat())
    _say(payment, "Dbtr/Nm", order.debtor_name)
    _account(payment, "DbtrAcct", order.debtor_account)
    _say(payment, "DbtrAgt/FinInstnId/ClrSysMmbId/MmbId", order.debtor_bank)
    for place, payout in enumerate(payouts, 1):
        _transfer(payment, place, payout)


def _transfer(payment: Element, place: int, payout: Payout) -> None:
    transfer = _under(payment, "CdtTrfTxInf")
    identified = _under(transfer, "PmtId")
    _say(identified, "InstrId", str(place))
    _say(identified, "EndToEndId", payout.end_to_end_id)
    amount = _under(_under(transfer, "Amt"), "InstdAmt")
    amount.text = _written(payout.amount)
    amount.set("Ccy", "IDR")
    _say(transfer, "CdtrAgt/FinInstnId/ClrSysMmbId/MmbId", payout.bank_code)
    _say(transfer, "Cdtr/Nm", payout.account_name)
    _account(transfer, "CdtrAcct", payout.account_number)
    _say(transfer, "Purp/Cd", "SSBE")
    _say(transfer, "RmtInf/Ustrd", payout.remark)


def _account(above: Element, name: str, number: str) -> None:
    account = _under(above, name)
    _say(account, "Id/Othr/Id", number)
    _say(account, "Ccy", "IDR")


def _totals(above: Element, payouts: Iterable[Payout]) -> None:
    amounts = [one.amount for one in payouts]
    _say(above, "NbOfTxs", str(len(amounts)))
    _say(above, "CtrlSum", _written(sum(amounts)))


def _written(amount: int) -> str:
    return f"{amount}.00"


def _under(above: Element, name: str) -> Element:
    return SubElement(above, name)


def _say(above: Element, path: str, text: str) -> None:
    for name in path.split("/"):
        above = _under(above, name)
    above.text = text


@cache
def _schema() -> XMLSchema:
    return XMLSchema(str(SCHEMA))


def _held_to_the_schema(content: bytes) -> None:
    try:
        _schema().validate(content.decode("utf-8"))
    except XMLSchemaException as wrong:
        raise OrderRefused(
            _("Berkas pembayaran tidak sesuai skema pain.001: %(wrong)s") % {"wrong": wrong}
        ) from wrong


Rule = tuple[Callable[[Payout], bool], str]
# When a payout is refused, and what is said of it then.
_RULES: tuple[Rule, ...] = (
    (lambda one: one.amount <= 0, gettext_noop("jumlah %(amount)s tidak lebih dari nol")),
    (lambda one: not _fits(one.end_to_end_id, LONGEST_ID),
        gettext_noop("acuan %(reference)s bukan 1-35 huruf biasa")),
    (lambda one: not one.account_number.isascii() or not _fits(one.account_number, LONGEST_ACCOUNT)
        or " " in one.account_number, gettext_noop("nomor rekening %(account)s bukan 1 sampai 34 huruf atau angka")),
    (lambda one: not _fits(one.bank_code, LONGEST_ID), gettext_noop("kode bank %(bank)s tidak dapat dipakai")),
    (lambda one: not _fits(one.account_name, LONGEST_NAME),
        gettext_noop("nama rekening %(holder)s kosong, terlalu panjang, atau memakai huruf yang tidak dibawa bank")),
    (lambda one: NUMBER_OF_A_PERSON.search(one.remark) is not None,
        gettext_noop("berita %(remark)s memuat 16 angka")),
    (lambda one: not _fits(one.remark, LONGEST_REMARK), gettext_noop("berita %(remark)s terlalu panjang")),
)  # fmt: skip


def _fits(text: str, longest: int) -> bool:
    return len(text) <= longest and text == text.strip() and PLAIN.fullmatch(text) is not None


def _told(one: Payout) -> dict[str, str]:
    return {
        "amount": str(one.amount), "reference": repr(one.end_to_end_id), "account": repr(one.account_number),
        "bank": repr(one.bank_code), "holder": repr(one.account_name), "remark": repr(one.remark),
    }  # fmt: skip


def _judge(order: Order) -> None:
    if not order.payouts:
        raise OrderRefused(_("%(message_id)s: tidak ada yang dibayar.") % {"message_id": order.message_id})
    if len(order.message_id) > LONGEST_ID - 2 or order.made_at.utcoffset() is None:
        raise OrderRefused(
            _("%(message_id)s: nomor lebih dari %(most)s huruf, atau jamnya tanpa zona.")
            % {"message_id": order.message_id, "most": LONGEST_ID - 2}
        )
    for place, one in enumerate(order.payouts, 1):
        said = next((words for broken, words in _RULES if broken(one)), None)
        if said is not None:
            raise OrderRefused(
                _("%(message_id)s baris %(place)s (%(reference)s): %(said)s.")
                % {
                    "message_id": order.message_id,
                    "place": place,
                    "reference": one.end_to_end_id,
                    "said": _(said) % _told(one),
                }
            )
    twice = [reference for reference, count in Counter(p.end_to_end_id for p in order.payouts).items() if count > 1]
    if twice:
        raise OrderRefused(
            _("%(message_id)s: acuan %(twice)s ada dua kali; setiap transfer punya acuan sendiri.")
            % {"message_id": order.message_id, "twice": twice[0]}
        )
