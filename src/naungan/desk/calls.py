"""Note a call to a payer, and whom to ask for there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from naungan.access.actor import Actor
from naungan.desk.errors import CallRefused
from naungan.desk.models import Call, Channel, Contact, Outcome
from naungan.registry.models import Payer
from naungan.saying import gettext

LONGEST_NOTE = 1_000


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a call, as it is noted. `promised` is rupiah; `next_on` when to come back to it."""

    channel: str
    outcome: str
    spoke_with: str = ""
    note: str = ""
    promised: int | None = None
    next_on: date | None = None


def record_call(*, actor: Actor, payer: Payer, said: Said, today: date, key: UUID) -> Call:
    """Note that a payer was called; the same key again is the same note.

    Raises CallRefused for an unknown outcome, a promise without a day, or a day to come back that is past.
    """
    _judge(said, today)
    with transaction.atomic():
        call, _ = Call.objects.get_or_create(
            key=key,
            defaults={
                "payer": payer,
                "account_id": actor.account_id,
                "account_name": actor.name,
                "channel": said.channel,
                "outcome": said.outcome,
                "spoke_with": said.spoke_with,
                "note": said.note,
                "promised": said.promised,
                "next_on": said.next_on,
            },
        )
    return call


def _judge(said: Said, today: date) -> None:
    wrong = next(((field, words()) for field, broken, words in _RULES if broken(said, today)), None)
    if wrong is not None:
        raise CallRefused(wrong[1], wrong[0])


# The field that a rule is about, when it is broken, and what is said then; in the order of the form.
_RULES: tuple[tuple[str, Callable[[Said, date], bool], Callable[[], str]], ...] = (
    ("channel", lambda said, _: said.channel not in Channel.values, lambda: gettext("Pilih cara menghubunginya.")),
    ("outcome", lambda said, _: said.outcome not in Outcome.values, lambda: gettext("Pilih hasil panggilannya.")),
    (
        "promised",
        lambda said, _: said.promised is not None and said.promised <= 0,
        lambda: gettext("Rupiah yang dijanjikan harus lebih dari nol."),
    ),
    (
        "next_on",
        lambda said, _: said.outcome == Outcome.PROMISED and said.next_on is None,
        lambda: gettext("Janji membayar perlu tanggalnya. Isi tanggal tindak lanjut."),
    ),
    (
        "next_on",
        lambda said, today: said.next_on is not None and said.next_on < today,
        lambda: gettext("Tanggal tindak lanjut sudah lewat. Pilih hari ini atau sesudahnya."),
    ),
    (
        "note",
        lambda said, _: len(said.note) > LONGEST_NOTE,
        lambda: gettext("Catatan terlalu panjang: paling banyak %(most)d huruf.") % {"most": LONGEST_NOTE},
    ),
)


def add_contact(*, actor: Actor, payer: Payer, name: str, position: str, phone: str, email: str) -> Contact:
    """Note whom to ask for at a payer (`phone` as +62...); the same number again changes nothing."""
    if not name.strip():
        raise CallRefused(gettext("Nama narahubung kosong."), "contact_name")
    with transaction.atomic():
        known = Contact.objects.filter(payer=payer, phone=phone, ended_at__isnull=True).first()
        return known or Contact.objects.create(
            payer=payer,
            name=name.strip(),
            position=position,
            phone=phone,
            email=email,
            account_id=actor.account_id,
        )


def end_contact(*, contact: Contact, now: datetime) -> None:
    """Note that a contact no longer holds; ending it twice changes nothing."""
    Contact.objects.filter(pk=contact.pk, ended_at__isnull=True).update(ended_at=now)
