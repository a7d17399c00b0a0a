"""How a worker or an heir is recognised: NIK, birth date, and the phone or e-mail already known of them.

What is known is never shown and never changed here, and whether somebody was found is never told: the answer is
the same, and a code goes only to a phone or e-mail that the registry (worker) or the grant (heir) holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from naungan.access.models import Account, Grant, Role
from naungan.registry.models import Person
from naungan.web.forms import Unreadable, read_phone


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a code may be sent: one of the two is given."""

    phone: str = ""
    email: str = ""

    def __str__(self) -> str:
        return self.phone or self.email


def read_contact(text: str) -> Contact:
    """A phone number or an e-mail address. Raises Unreadable when it is neither."""
    if "@" in text:
        return Contact(email=text.strip().lower())
    return Contact(phone=read_phone(text))


@transaction.atomic
def account_to_sign_in(nik: str, born_on: date, contact: Contact) -> Account | None:
    """The account that a code sent to `contact` opens; None when the three do not fit together.

    A living participant's account is made at the first time: the registry knows the person already. An heir's
    was granted by a branch, over the person who died.
    """
    person = Person.objects.filter(nik=nik, born_on=born_on).select_for_update().first()
    if person is None:
        return None
    if person.died_on is not None:
        return _heir(person, contact)
    if not _fits(contact, person.phone, person.email):
        return None
    return _worker(person)


def _worker(person: Person) -> Account | None:
    grant = Grant.objects.filter(person=person, role=Role.WORKER).select_related("account").order_by("-id").first()
    if grant is None:
        account = Account.objects.create_user(name=person.name)
        Grant.objects.create(account=account, role=Role.WORKER, person=person, during=_from_today())
        return account
    return grant.account if timezone.localdate() in grant.during and grant.account.is_active else None


def _heir(person: Person, contact: Contact) -> Account | None:
    grants = Grant.objects.filter(
        person=person, role=Role.HEIR, during__contains=timezone.localdate(), account__is_active=True
    )
    for grant in grants.select_related("account").order_by("id"):
        if _fits(contact, grant.account.phone or "", grant.account.email or ""):
            return grant.account
    return None


def _fits(contact: Contact, phone: str, email: str) -> bool:
    if contact.email:
        return contact.email == email.strip().lower()
    try:
        return contact.phone == read_phone(phone)
    except Unreadable:  # the registry holds no number that can be called
        return False


def _from_today() -> DateRange:
    return DateRange(timezone.localdate(), None, "[)")
