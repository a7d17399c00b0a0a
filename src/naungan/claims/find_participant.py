"""Find whose membership a claim is about, for somebody who is not that person: by number and birth date alone."""

from __future__ import annotations

from datetime import date

from naungan.access.limits import Limit, count
from naungan.access.scope import as_system
from naungan.claims.errors import NoSuchClaim
from naungan.registry.models import Person
from naungan.saying import gettext as _

# A mobile network shows thousands of phones as one address: the tighter limit is on what is asked after.
FROM_ADDRESS = Limit("participant:address", 120, 3600)
FOR_NUMBER = Limit("participant:number", 10, 3600)


def find_participant(number: str, born_on: date, address: str) -> int:
    """The id of the participant with a NIK or card number and birth date.

    Raises TooOften, and the same NoSuchClaim whichever of the two is wrong. What was tried is counted: call it
    outside the work that may be rolled back.
    """
    written = "".join(one for one in number if one.isalnum()).upper()
    with as_system():
        count(FROM_ADDRESS, address)
        count(FOR_NUMBER, written)
    with as_system():
        people = Person.objects.filter(born_on=born_on)
        found = people.filter(nik=written) if len(written) == 16 else people.filter(cards__kpj=written)
        person = found.first()
    if person is None:
        raise NoSuchClaim(
            _(
                "Nomor dan tanggal lahir itu tidak cocok dengan peserta mana pun. Periksa NIK di KTP, atau nomor "
                "kartu (KPJ) di slip upah."
            )
        )
    return person.pk
