"""Find one's claim by its number and a birth date, without an account; nothing else is told, and not too often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from naungan.access.limits import Limit, count
from naungan.access.scope import as_system
from naungan.claims.clock import Clock, clock_of
from naungan.claims.errors import NoSuchClaim
from naungan.claims.models import Claim
from naungan.claims.moves import READINGS, Reading, State
from naungan.saying import gettext as _

# A mobile network shows thousands of phones as one address: the tighter limit is on what is asked after.
FROM_ADDRESS = Limit("claim:address", 120, 3600)
FOR_NUMBER = Limit("claim:number", 10, 3600)


@dataclass(frozen=True, slots=True)
class Followed:
    """Where a claim is, as whoever holds its number and birth date may know: no name, no amount, no account."""

    claim_id: int
    number: str
    kind: str
    state: State
    reading: Reading
    clock: Clock
    own_guest: bool


def follow(number: str, born_on: date, address: str) -> Followed:
    """Where a claim is, for the claimant or the participant by birth date.

    `address` is whoever asks. Raises TooOften, and the same NoSuchClaim whether the number or the date is wrong.
    Call it outside the work that may be rolled back: what was tried is counted.
    """
    written = "".join(number.split()).upper()
    count(FROM_ADDRESS, address)
    count(FOR_NUMBER, written)
    with as_system():
        claim = (
            Claim.objects.filter(Q(claimant_born_on=born_on) | Q(person__born_on=born_on), number=written)
            .select_related("person")
            .first()
        )
        if claim is None:
            raise NoSuchClaim(_("Nomor klaim dan tanggal lahir tidak cocok. Periksa keduanya."))
        state = State(claim.state)
        own = claim.account_id is None and claim.claimant_born_on == born_on
        return Followed(claim.pk, claim.number, claim.kind, state, READINGS[state], clock_of(claim), own)
