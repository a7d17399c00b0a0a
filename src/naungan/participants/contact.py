"""Correct a phone number or e-mail address: a code goes to the new one, and the old one is told."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from naungan.access.senders import send
from naungan.participants.errors import BadContact, WrongCode
from naungan.participants.models import ContactChange
from naungan.registry.models import Person
from naungan.saying import gettext

GOOD_FOR = timedelta(minutes=15)
TRIES = 5
FIELDS = ("phone", "email")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+", flags=re.ASCII)
_PHONE = re.compile(r"\+628\d{7,11}", flags=re.ASCII)


def ask_change(*, person: Person, account_id: int, field: str, value: str, now: datetime) -> ContactChange:
    """Send a code to the new phone (+628...) or e-mail address; nothing is changed before it comes back.

    A change asked for earlier is given up. Raises BadContact, and NotSent where it cannot be sent.
    """
    cleaned = _cleaned(field, value)
    if cleaned == getattr(person, field):
        raise BadContact(gettext("Itu sudah tercatat pada Anda. Tidak ada yang perlu diubah."))
    code = f"{secrets.randbelow(1_000_000):06d}"
    with transaction.atomic():
        ContactChange.objects.filter(person=person, confirmed_at__isnull=True).delete()
        asked = ContactChange.objects.create(
            person=person,
            account_id=account_id,
            field=field,
            value=cleaned,
            code_hash=make_password(code),
            expires_at=now + GOOD_FOR,
            tries_left=TRIES,
        )
        send(
            cleaned,
            gettext("Kode Naungan"),
            gettext(
                "Kode untuk mengubah kontak Anda di Naungan: %(code)s. Berlaku 15 menit. "
                "Jangan berikan kepada siapa pun."
            )
            % {"code": code},
        )
    return asked


def waiting_change(person_id: int, account_id: int, now: datetime) -> ContactChange | None:
    """The change that waits for its code."""
    return (
        ContactChange.objects.filter(
            person_id=person_id,
            account_id=account_id,
            confirmed_at__isnull=True,
            expires_at__gt=now,
            tries_left__gt=0,
        )
        .order_by("-id")
        .first()
    )


def try_code(*, change: ContactChange, code: str, now: datetime) -> bool:
    """Whether the code fits; a try is counted whatever comes of it. Nothing of the person is changed yet."""
    if change.expires_at <= now or change.tries_left <= 0:
        return False
    change.tries_left -= 1
    change.save(update_fields=["tries_left"])
    return check_password(re.sub(r"\s", "", code), change.code_hash)


def confirm_change(*, change: ContactChange, now: datetime) -> Person:
    """Put the confirmed contact into the registry, and tell the old one. Raises WrongCode for one already used.

    Whoever holds the old phone learns of it: a stolen sign-in is not to pass unseen.
    """
    with transaction.atomic():
        held = ContactChange.objects.select_for_update().get(pk=change.pk)
        if held.confirmed_at is not None:
            raise WrongCode(gettext("Kode ini sudah dipakai."))
        held.confirmed_at = now
        held.save(update_fields=["confirmed_at"])
        person = Person.objects.select_for_update().get(pk=held.person_id)
        old = getattr(person, held.field)
        setattr(person, held.field, held.value)
        person.save(update_fields=[held.field])
    if old:
        send(
            old,
            gettext("Kontak Anda diubah"),
            gettext("Kontak Anda di Naungan diubah. Bukan Anda? Telepon 175 segera."),
        )
    return person


def _cleaned(field: str, value: str) -> str:
    if field == "phone":
        if not _PHONE.fullmatch(value):
            raise BadContact(gettext("Nomor telepon dimulai 08 dan 10 sampai 13 angka, contoh 0812-3456-7890."))
        return value
    if field == "email":
        if len(value) > 254 or not _EMAIL.fullmatch(value):
            raise BadContact(gettext("Alamat surel belum lengkap, contoh nama@contoh.id."))
        return value.lower()
    raise BadContact(gettext("Pilih nomor telepon atau surel."))
