"""The card that a person shows: made, replaced, and checked by a third party who sees no NIK."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.postgres.aggregates import ArrayAgg
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils import timezone

from naungan.participants.cover import Answer, Cover, cover_on
from naungan.participants.errors import NoSuchCard
from naungan.participants.models import ShownCard
from naungan.registry.models import Person
from naungan.saying import gettext

VALID = timedelta(days=365)
_signer = Signer(salt="naungan.participants.card", sep=".")


@dataclass(frozen=True, slots=True)
class CheckedCard:
    """What a third party learns of a card: a short name, and whether and for what it protects on a day."""

    short_name: str
    cover: Cover
    answer: Answer
    programmes: int
    expires_on: date


def card_of(person_id: int, today: date) -> tuple[ShownCard, list[str]] | None:
    """The card somebody can show today, with the person's participant numbers (KPJ), oldest first."""
    held = ShownCard.objects.filter(person_id=person_id, revoked_at__isnull=True, expires_on__gte=today)
    numbers = ArrayAgg("person__cards__kpj", order_by="person__cards__issued_on", default=[])
    found = held.annotate(numbers=numbers).first()
    return (found, [one for one in found.numbers if one]) if found else None


def make_card(*, person_id: int, account_id: int, today: date) -> ShownCard:
    """A new card for a year. The one before it no longer answers."""
    with transaction.atomic():
        ShownCard.objects.filter(person_id=person_id, revoked_at__isnull=True).update(revoked_at=timezone.now())
        return ShownCard.objects.create(person_id=person_id, account_id=account_id, expires_on=today + VALID)


def token_of(card: ShownCard) -> str:
    """The code of a card: its number, signed, so that nobody can find another one by counting."""
    return _signer.sign(str(card.pk))


def check_card(token: str, today: date) -> CheckedCard:
    """Whether the holder of a card is covered today. Raises NoSuchCard, in the same words whatever is wrong."""
    card = _card(token)
    if card is None or card.revoked_at is not None or card.expires_on < today:
        raise NoSuchCard(
            gettext(
                "Kode kartu ini tidak berlaku. Kartu mungkin sudah diganti atau habis masanya: "
                "minta pemiliknya menunjukkan kartu yang baru."
            )
        )
    cover = cover_on(card.person, today)
    return CheckedCard(short_name(card.person), cover, cover.answer, cover.programmes, card.expires_on)


def short_name(person: Person) -> str:
    """The first name whole and the others as initials: enough to compare with an identity card."""
    first, *others = person.name.split()
    return " ".join([first, *(f"{one[0]}." for one in others)])


def _card(token: str) -> ShownCard | None:
    try:
        number = _signer.unsign(token)
    except BadSignature:
        return None
    return ShownCard.objects.select_related("person").filter(pk=int(number)).first()
