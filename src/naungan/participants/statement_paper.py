"""The JHT statement on paper: what stands on it, and the code by which a third party checks it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core import signing

from naungan.participants.card import short_name
from naungan.participants.errors import NoSuchCard
from naungan.registry.models import Person
from naungan.saying import gettext

_SALT = "naungan.participants.statement"
VALID_SECONDS = 366 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Stated:
    """What a statement says: for whom (a short name), on which day, which balance, up to which month. Rupiah."""

    short_name: str
    on: date
    balance: int
    through: date | None


def statement_token(stated: Stated) -> str:
    """The code printed on a statement: what it says, signed, so that a changed paper does not fit."""
    through = stated.through.isoformat() if stated.through else ""
    return signing.dumps([stated.short_name, stated.on.isoformat(), stated.balance, through], salt=_SALT)


def read_statement_token(token: str) -> Stated:
    """What a statement said when it was made. Raises NoSuchCard for a code not made here, or too old."""
    try:
        name, on, balance, through = signing.loads(token, salt=_SALT, max_age=VALID_SECONDS)
    except signing.BadSignature as wrong:
        raise NoSuchCard(
            gettext(
                "Kode ini bukan dari pernyataan yang kami terbitkan, atau sudah lebih dari satu tahun. "
                "Minta pernyataan yang baru."
            )
        ) from wrong
    return Stated(name, date.fromisoformat(on), balance, date.fromisoformat(through) if through else None)


def stated_of(person: Person, balance: int, on: date, through: date | None) -> Stated:
    """What a statement made today says."""
    return Stated(short_name(person), on, balance, through)
